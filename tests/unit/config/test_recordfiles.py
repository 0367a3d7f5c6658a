"""The record's files over WSGI: what is served, as what, for how long; and what is never served."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.config.recordfiles import RecordFiles
from tests.support.recordfolder import write_folder

FILES = {
    "checkpoint": b"records.example/forum\n1\n",
    "policy": b"log x\n",
    "allowed_signers": b"KAZ/minister ssh-ed25519 AAAA\n",
    "tile/0/000.p/1": b"\0" * 32,
    "tile/entries/000.p/1": b"\0\1x",
    "secret": b"never",
}


@pytest.fixture
def record(tmp_path) -> Path:
    write_folder(tmp_path, {"../secret": b"never", **FILES})
    return tmp_path


def ask(record: Path, path: str, method: str = "GET", **http: str) -> tuple[str, dict[str, str], bytes]:
    def elsewhere(_environ, start_response):
        start_response("404 Not Found", [])
        return []

    environ = {"REQUEST_METHOD": method, "PATH_INFO": path} | {f"HTTP_{k.upper()}": v for k, v in http.items()}
    found: list = []
    application = RecordFiles(elsewhere, record)
    body = b"".join(application(environ, lambda status, headers: found.extend((status, dict(headers)))))
    return found[0], found[1], body


@pytest.mark.parametrize("path", ["checkpoint", "policy", "allowed_signers"])
def test_heads_are_text_and_fresh_for_seconds(record, path):
    status, headers, body = ask(record, f"/record/{path}")
    kept = (headers["Content-Type"], headers["Cache-Control"])
    assert (status, kept, body) == (
        "200 OK",
        ("text/plain; charset=utf-8", "public, max-age=2, must-revalidate"),
        FILES[path],
    )


@pytest.mark.parametrize("path", ["tile/0/000.p/1", "tile/entries/000.p/1"])
def test_tiles_are_bytes_and_fixed_for_ever(record, path):
    status, headers, body = ask(record, f"/record/{path}")
    kept = (headers["Content-Type"], headers["Cache-Control"])
    assert (status, kept, body) == (
        "200 OK",
        ("application/octet-stream", "public, max-age=31536000, immutable"),
        FILES[path],
    )


def test_files_may_be_read_by_pages_of_other_hosts(record):
    assert ask(record, "/record/checkpoint")[1]["Access-Control-Allow-Origin"] == "*"


def test_head_has_the_headers_and_no_body(record):
    whole, head = ask(record, "/record/checkpoint"), ask(record, "/record/checkpoint", "HEAD")
    assert head == (*whole[:2], b"")


def test_known_file_is_answered_with_304(record):
    tag = ask(record, "/record/checkpoint")[1]["ETag"]
    assert ask(record, "/record/checkpoint", if_none_match=tag)[::2] == ("304 Not Modified", b"")


@pytest.mark.parametrize(
    "path",
    [
        "/record/secret",
        "/record/",
        "/record/tile",
        "/record/../secret",
        "/record/tile/0/../../secret",
        "/record/tile/0/000",
        "/record/tile/0/0",
        "/record/tile/00/000.p/1",
        "/record/tile/0/000.p/1/",
        "/record/tile/0/000.p/1\n",
        "/record//checkpoint",
        "/checkpoint",
    ],
)
def test_nothing_but_the_files_of_a_record_is_served(record, path):
    assert ask(record, path)[0] == "404 Not Found"


def test_other_methods_are_passed_on(record):
    assert ask(record, "/record/checkpoint", "POST")[0] == "404 Not Found"
