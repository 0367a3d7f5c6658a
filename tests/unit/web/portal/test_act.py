from __future__ import annotations

import hashlib
import html
import re
import subprocess

import pytest
from django.test import RequestFactory

from comity.record.entry import parse_entry
from comity.record.merkle import EMPTY_ROOT
from comity.record.policy import parse_policy
from comity.record.tlogproof import parse_tlog_proof, verify_tlog_proof
from comity.web.portal.framework import serve
from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import act, actfiles
from comity.web.portal.pages.actbytes import marked
from comity.web.portal.pages.actproof import covered, drawn
from comity.web.portal.pages.actrelated import nearest
from tests.support.recordfolder import ORIGIN
from tests.support.recordlibrary import CORRECTED, CORRECTING, SIZE
from tests.support.syntheticforum import KEY, LONG_AGENDA

REQUESTS = RequestFactory(headers={"host": "localhost"})


@pytest.fixture
def download(library, monkeypatch):
    """Downloads a file of an act by its name, as a browser would."""
    monkeypatch.setattr(actfiles.kept, "library", lambda: library)

    def get(path: str):
        for pattern in actfiles.FILES:
            if match := pattern.resolve(f"record/{path}"):
                return pattern.callback(REQUESTS.get(f"/en/record/{path}"), **match.kwargs)
        raise LookupError(path)

    return get


def test_act_shows_exactly_what_was_signed(asking, library):
    page = act.build(asking(), index=70)
    line = parse_entry(library.entries[70]).line
    assert (page.bytes.encode(), page.sha256) == (line, hashlib.sha256(line).hexdigest())


def test_act_says_who_when_and_what_was_seen(asking):
    page = act.build(asking(), index=0)
    said = (page.line.party, page.serial, page.signed_at.iso, page.seen.size, page.namespace, page.party)
    assert said == ("Secretariat", 1, "2026-11-23T10:02:11Z", 0, f"act.v1@{ORIGIN}", None)
    assert page.seen.root == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    assert EMPTY_ROOT.hex().startswith("e3b0c442")


def test_act_of_history_says_how_far_it_is_borne_out(asking):
    page = act.build(asking(), index=70)
    assert (page.confidence, [source.key for source in page.sources]) == ("high confidence", ["S1"])


def test_corrected_act_and_its_correction_name_each_other(asking):
    corrected, correcting = act.build(asking(), index=CORRECTED), act.build(asking(), index=CORRECTING)
    named = ([line.act.id for line in corrected.corrections], corrected.corrects, correcting.corrects.act.id)
    assert named == ([str(CORRECTING)], None, str(CORRECTED))


def test_act_as_of_the_day_before_its_correction_shows_none(asking):
    page = act.build(asking("2026-11-23"), index=CORRECTED)
    assert (page.corrections, CORRECTING in [int(line.act.id) for line in page.related]) == ([], False)


def test_act_stands_among_the_nearest_acts_on_the_same_values(asking):
    agenda_begins = SIZE - 1 - (SIZE - 1 - CORRECTED) - 1 - LONG_AGENDA
    page = act.build(asking(), index=agenda_begins + 10)
    expected = [agenda_begins + 10 + step for step in (-4, -3, -2, -1, 0, 1, 2, 3)]
    assert [int(line.act.id) for line in page.related] == expected


def test_act_that_stands_alone_has_no_related_acts(asking):
    assert act.build(asking(), index=1).related == []


@pytest.mark.parametrize(("index", "previous", "following"), [(0, None, "1"), (SIZE - 1, str(SIZE - 2), None)])
def test_act_at_an_end_of_the_record_has_one_neighbour(asking, index, previous, following):
    page = act.build(asking(), index=index)
    assert (page.previous and page.previous.id, page.next and page.next.id) == (previous, following)


@pytest.mark.parametrize(("on", "index"), [("", SIZE), ("", 10**30), ("2026-11-22", 0), ("2026-11-23", SIZE - 1)])
def test_act_that_is_not_in_the_record_is_not_here(asking, on, index):
    with pytest.raises(NotHere):
        act.build(asking(on), index=index)


@pytest.mark.parametrize("index", [0, 63, 64, 127, 128, SIZE - 1])
def test_drawing_of_every_proof_tiles_the_record(asking, index):
    page = act.build(asking(), index=index)
    assert str(drawn(page.proof)).count('class="given"') == 2 * len(page.proof.path)


@pytest.mark.parametrize("size", range(1, 34))
def test_digests_of_a_proof_cover_everything_but_the_act_itself(size):
    for index in range(size):
        parts = sorted([*covered(index, size), (index, index + 1)])
        assert [number for start, end in parts for number in range(start, end)] == list(range(size))


def test_nearest_prefers_the_nearer_and_then_the_older():
    assert nearest(10, [1, 8, 9, 10, 11, 12, 40], 3) == [8, 9, 11]


@pytest.mark.parametrize("line", ['{"a":"<b>&amp;\\"x\\":1","c":{"d":[1,"e:f"]}}', '{"' + "k" * 9000 + '":1}'])
def test_marked_bytes_read_as_the_bytes(line):
    assert html.unescape(re.sub(r"</?span[^>]*>", "", marked(line))) == line


def test_marked_bytes_mark_keys_and_nothing_else():
    assert marked('{"a":"b:c","d":1}') == '{<span class="k">"a"</span>:"b:c",<span class="k">"d"</span>:1}'


def test_downloads_are_the_exact_bytes(download, library):
    entry = parse_entry(library.entries[70])
    names = ("70/70.act", "70/70.entry", "70/70.tlog-proof")
    found = [download(name) for name in names]
    proof = parse_tlog_proof(found[2].content)
    assert (found[0].content, found[1].content) == (entry.line, entry.raw)
    assert verify_tlog_proof(proof, entry.leaf_hash, parse_policy(library.files["policy"])).size == SIZE
    assert [each.headers["Content-Disposition"] for each in found] == [
        f'attachment; filename="{name.split("/")[1]}"' for name in names
    ]


def test_command_on_the_page_verifies_the_downloaded_files(asking, download, library, tmp_path):
    (signed,) = act.build(asking(), index=70).signatures
    (tmp_path / "70.act").write_bytes(download("70/70.act").content)
    (tmp_path / "70.act.sig").write_bytes(download("70/70.act.sig").content)
    (tmp_path / "allowed_signers").write_bytes(library.files["allowed_signers"])
    done = subprocess.run(["sh", "-c", signed.command], cwd=tmp_path, capture_output=True, text=True, check=False)
    good = f'Good "act.v1@{ORIGIN}" signature for SECRETARIAT/registrar with ED25519 key {KEY.public.fingerprint}\n'
    assert (done.returncode, done.stdout) == (0, good)


def test_command_on_the_page_fails_on_other_bytes(asking, download, library, tmp_path):
    (signed,) = act.build(asking(), index=70).signatures
    (tmp_path / "70.act").write_bytes(download("71/71.act").content)
    (tmp_path / "70.act.sig").write_bytes(download("70/70.act.sig").content)
    (tmp_path / "allowed_signers").write_bytes(library.files["allowed_signers"])
    done = subprocess.run(["sh", "-c", signed.command], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 255


@pytest.mark.parametrize("name", ["70/71.act", "70/70.act.2.sig", "70/70.act.0.sig", f"{SIZE}/{SIZE}.entry"])
def test_download_of_what_is_not_there_is_not_found(download, library, monkeypatch, name):
    monkeypatch.setattr("comity.web.portal.library.library", lambda: library)
    assert download(name).status_code == 404


def test_page_holds_the_bytes_for_the_script_to_compare(asking, library):
    asking()
    answer = serve.html(act.PAGE, lambda: library)(REQUESTS.get("/en/record/70/"), index=70)
    (shown,) = re.findall(r'<code id="act-bytes">(.*?)</code>', answer.content.decode(), re.DOTALL)
    assert html.unescape(re.sub(r"</?span[^>]*>", "", shown)).encode() == parse_entry(library.entries[70]).line


def test_page_prints_the_command_with_the_addresses_of_the_files(asking, library):
    asking()
    answer = serve.html(act.PAGE, lambda: library)(REQUESTS.get("/en/record/70/"), index=70)
    (signed,) = act.build(asking(), index=70).signatures
    fetched = ("en/record/70/70.act", "en/record/70/70.act.sig", "record/allowed_signers")
    lines = [*(f"curl -sO http://localhost/{path}" for path in fetched), signed.command]
    assert "\n".join(lines) in html.unescape(answer.content.decode())


def test_list_of_files_is_that_of_the_record(download, library):
    listed = download("files.txt").content.decode().splitlines()
    assert sorted(listed) == sorted(f"http://localhost/record/{name}" for name in library.files)
