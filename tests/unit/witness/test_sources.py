"""Reading a record from a folder or over http, and what is said where that cannot be done."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator

import pytest

from comity.witness import sources
from comity.witness.audit import audit
from comity.witness.sources import FolderSource, SourceUnreadableError, WebSource, open_source
from tests.support.recordfolder import vkeys, write_folder
from tests.support.recordserver import served
from tests.support.syntheticforum import synthetic_record


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return synthetic_record(300)


@pytest.fixture
def web() -> Iterator[list[WebSource]]:
    """Sources to be closed when the test is over."""
    opened: list[WebSource] = []
    yield opened
    for each in opened:
        each.close()


def test_folder_lists_every_file_hidden_ones_too(tmp_path, files):
    write_folder(tmp_path, {**files, "tile/0/.stray": b""})
    assert set(FolderSource(tmp_path).list()) == {*files, "tile/0/.stray"}


def test_folder_reads_nothing_where_there_is_no_file(tmp_path, files):
    write_folder(tmp_path, files)
    source = FolderSource(tmp_path)
    assert [source.read(path) for path in ("nothing", "tile", "checkpoint/below")] == [None, None, None]


def test_folder_reads_nothing_from_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "policy")
    assert FolderSource(tmp_path).read("policy") is None


def test_audit_of_a_folder_holds(tmp_path, files):
    assert audit(open_source(str(write_folder(tmp_path, files))), key=vkeys()[0]).record.size == 300


@pytest.mark.parametrize("gzipped", [False, True])
def test_audit_of_an_address_holds(files, web, gzipped):
    with served(files, gzipped=gzipped) as address:
        source = open_source(address + "/")
        web.append(source)
        assert audit(source, key=vkeys()[0]).record.size == 300


def test_audit_of_an_address_takes_a_full_tile_for_a_partial_that_is_gone(files, web):
    grown = {**synthetic_record(600), **files}
    tidied = {path: data for path, data in grown.items() if not path.endswith("001.p/44")}
    assert len(grown) - len(tidied) == 2
    with served(tidied) as address:
        web.append(WebSource(address))
        assert audit(web[0], key=vkeys()[0]).record.size == 300


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("no/such/folder", "is not a folder"),
        ("ftp://example.org/record", "neither a folder nor an address"),
        ("http://", "is not the address of a record"),
        ("http://[::1", "is not an address"),
        ("http://example.org:99999/", "no number from 1 to 65535"),
        ("https://example.org/record?x=1", "is not the address of a record"),
    ],
)
def test_place_that_is_no_source_is_said_to_be_none(place, said):
    with pytest.raises(SourceUnreadableError, match=said):
        open_source(place)


def test_server_that_is_not_there_is_said_to_be_unreachable(web):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    web.append(WebSource(f"http://127.0.0.1:{port}/record"))
    with pytest.raises(SourceUnreadableError, match="cannot be fetched"):
        web[0].read("checkpoint")


@pytest.mark.parametrize("status", [301, 403, 500])
def test_answer_that_is_neither_a_file_nor_its_absence_is_an_error(files, web, status):
    with served(files, answers={"policy": status}) as address:
        web.append(WebSource(address))
        with pytest.raises(SourceUnreadableError, match=f"answered with {status}"):
            web[0].read("policy")


def test_file_longer_than_any_of_a_record_is_not_read(monkeypatch, files, web):
    monkeypatch.setattr(sources, "MAX_FILE", 100)
    with served(files) as address:
        web.append(WebSource(address))
        with pytest.raises(SourceUnreadableError, match="longer than any file"):
            web[0].read("tile/entries/000")


def test_gzip_that_unpacks_to_more_than_any_file_is_not_unpacked(monkeypatch, web):
    with served({"policy": b"a" * 1_000_000}, gzipped=True) as address:
        monkeypatch.setattr(sources, "MAX_FILE", 10_000)
        web.append(WebSource(address))
        with pytest.raises(SourceUnreadableError, match="longer than any file"):
            web[0].read("policy")
