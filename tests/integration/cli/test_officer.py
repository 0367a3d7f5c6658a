"""`comity officer`: the secretariat's way back to its own access; a party's first administrator on a note verbale."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from comity.record.keys import PrivateKey
from tests.support.commands import Place, own_place, serving

SAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "lake-forum"
DOES_NOT_HOLD, WRONG_USAGE, CANNOT_RUN = 1, 2, 3
NOTE = ("--note", "No. 12", "--on", "2026-01-20")
HEAD = ("--office", "Head of the desk", "--functions", "administrator,authoriser")


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The data folder of a forum with a short history, to be copied."""
    with own_place(tmp_path_factory.mktemp("lake")) as found:
        done = found.run("init", "--forum", SAMPLE)
        assert done.returncode == 0, done.stderr
        yield found


@pytest.fixture
def lakes(tmp_path: Path, lake: Place) -> Iterator[Place]:
    with own_place(tmp_path, lake) as found:
        yield found


def officers(place, party="SECRETARIAT"):
    return json.loads(place.run("officer", "list", "--party", party, "--json").stdout)["officers"]


def enrolled(place, *words):
    done = place.run("officer", "enrol", *HEAD, *words)
    assert done.returncode == 0, done.stderr
    return re.search(r"o-[a-z2-9]{6}", done.stdout)[0]


def test_registrar_is_listed_with_the_key_that_is_in_the_folder(lakes):
    done = lakes.run("officer", "list")
    key = PrivateKey.from_openssh((lakes.data / "keys" / "secretariat").read_bytes()).public.fingerprint
    assert (done.returncode, done.stderr, key in done.stdout, "registrar" in done.stdout) == (0, "", True, True)


def test_officer_of_the_secretariat_is_enrolled_and_signs_with_a_key_of_openssh(lakes, tmp_path):
    officer = enrolled(lakes)
    (tmp_path / "head.pub").write_text(f"{PrivateKey.generate().public.openssh} head@desk\n")
    done = lakes.run("officer", "add-key", officer, "--key", tmp_path / "head.pub")
    assert (done.returncode, done.stderr) == (0, "")
    found = next(each for each in officers(lakes) if each["officer"] == officer)
    assert (found["office"], found["functions"]) == ({"en": "Head of the desk"}, ["administrator", "authoriser"])
    assert len(found["keys"]) == 1
    verified = lakes.run("record", "verify", lakes.data / "record")
    assert verified.returncode == 0, verified.stderr


def test_invitation_is_a_link_that_is_printed_once(lakes):
    officer = enrolled(lakes)
    first, second = (lakes.run("officer", "invite", officer, "--port", 8123).stdout for _time in range(2))
    assert re.fullmatch(r"http://localhost:8123/invitation/[\w-]{43}/\n", first)
    assert first != second


def test_invitation_is_made_beside_a_server_and_followed_there(lakes):
    officer = enrolled(lakes)
    with serving(lakes) as served:
        link = lakes.run("officer", "invite", officer, "--port", served.port).stdout.strip()
        status, _headers, page = served.get(
            f"/en{link.partition(str(served.port))[2]}", Host=f"localhost:{served.port}"
        )
        refused = lakes.run("officer", "dismiss", officer)
    assert (status, "Head of the desk" in page.decode()) == (200, True)
    assert (refused.returncode, "in use by process" in refused.stderr) == (CANNOT_RUN, True)


def test_key_is_revoked_and_officer_dismissed(lakes, tmp_path):
    officer, key = enrolled(lakes), PrivateKey.generate().public
    (tmp_path / "head.pub").write_text(key.openssh)
    lakes.run("officer", "add-key", officer, "--key", tmp_path / "head.pub")
    revoked = lakes.run("officer", "revoke-key", officer, key.fingerprint, "--reason", "lost")
    dismissed = lakes.run("officer", "dismiss", officer)
    assert (revoked.returncode, dismissed.returncode) == (0, 0)
    listed = lakes.run("officer", "list").stdout
    assert (", lost" in listed, "dismissed by act" in listed) == (True, True)


def test_first_administrator_of_a_party_is_enrolled_on_a_note_verbale(lakes):
    officer = enrolled(lakes, "--party", "AUT", *NOTE)
    assert [each["officer"] for each in officers(lakes, "AUT")] == [officer]
    assert lakes.run("officer", "invite", officer, "--party", "AUT", *NOTE).returncode == 0


def test_last_administrator_of_the_secretariat_stays(lakes):
    done = lakes.run("officer", "dismiss", "registrar")
    said = "nobody could administer the officers of the Secretariat"
    assert (done.returncode, said in done.stderr, len(done.stderr.splitlines())) == (DOES_NOT_HOLD, True, 1)


def test_nothing_that_waits_is_said(lakes):
    done = lakes.run("officer", "confirm")
    assert (done.returncode, "no passkey waits" in done.stderr) == (DOES_NOT_HOLD, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("enrol", "--office", "Head", "--functions", "king"), "“king” is none"),
        (("enrol", "--office", "Head", "--functions", "reader,reader"), "each is named once"),
        (("enrol", *HEAD, "--party", "AUT"), "name the note verbale of AUT"),
        (("enrol", *HEAD, "--note", "No. 1", "--on", "2026-01-01"), "for the officers of another party"),
        (("enrol", *HEAD, "--party", "AUT", "--note", "No. 1", "--on", "tomorrow"), "credentials.on"),
        (("invite", "nobody"), "has no officer nobody"),
        (("invite", "nobody", "--party", "ATL", *NOTE), "knows no party ATL"),
        (("confirm", "SHA256:none"), "no key SHA256:none waits"),
        (("revoke-key", "registrar", "SHA256:short", "--reason", "lost"), "fingerprint"),
        (("revoke-key", "registrar", f"SHA256:{'A' * 43}", "--reason", "tired"), "reason"),
    ],
)
def test_wrong_order_is_said_in_one_line(lakes, words, said):
    done = lakes.run("officer", *words)
    assert (done.returncode, done.stdout, said in done.stderr) == (WRONG_USAGE, "", True), done.stderr


def test_file_that_is_no_key_is_refused(lakes, tmp_path):
    (tmp_path / "no.pub").write_text("ssh-rsa AAAA")
    done = lakes.run("officer", "add-key", "registrar", "--key", tmp_path / "no.pub")
    assert (done.returncode, "of type ed25519" in done.stderr) == (WRONG_USAGE, True)
