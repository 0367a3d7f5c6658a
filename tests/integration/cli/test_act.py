"""`comity act …` as officers use it: drawn up, signed by OpenSSH, handed in, and verified by strangers."""

from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

import json  # noqa: E402 - Django is set up before anything that needs it
import os  # noqa: E402
import signal  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from contextlib import contextmanager  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import NamedTuple  # noqa: E402
from urllib.parse import urlsplit, urlunsplit  # noqa: E402

import pytest  # noqa: E402
from django.db import connection  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

from comity.cli.main import app  # noqa: E402
from comity.record import sshsig  # noqa: E402
from comity.record.entry import namespace, parse_act, parse_entry  # noqa: E402
from comity.record.policy import parse_policy  # noqa: E402
from comity.record.tlogproof import parse_tlog_proof, verify_tlog_proof  # noqa: E402
from comity.secretariat.composing import Hat  # noqa: E402
from comity.store import house as houses  # noqa: E402
from tests.support import desks, ministry  # noqa: E402
from tests.support.authenticator import SecurityKey  # noqa: E402
from tests.support.commands import Place, Served, serving, wait_until_up  # noqa: E402
from tests.support.house import own_database  # noqa: E402
from tests.support.machine import slug  # noqa: E402
from tests.support.openssh import SshKey, verified  # noqa: E402
from tests.support.small_forum import ORIGIN  # noqa: E402

SCOPE = namespace(ORIGIN)
TOKEN = SecurityKey("ecdsa")
DONE, DOES_NOT_HOLD, WRONG_USAGE, CANNOT_RUN = 0, 1, 2, 3


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


class Ministry(NamedTuple):
    """A house, the officers' key that OpenSSH made, and a folder to work in."""

    place: Place
    key: SshKey
    database: str

    @staticmethod
    def run(*words: object) -> Done:
        """What a command does, in this process: starting one for each would take minutes."""
        found = CliRunner().invoke(app, [str(word) for word in words], prog_name="comity")
        return Done(found.exit_code, found.stdout, found.stderr)

    def draft(self, folder: Path, *words: object, office: str = "ambassador") -> Path:
        """A note drawn up in a folder."""
        act = folder / "act.json"
        said = ["notice=" + slug("kaz"), "to=CHN", "to=BLR", "subject.en=A visit", "text.en=We arrive on Monday."]
        sets = [word for each in said for word in ("--set", each)]
        done = self.run("act", "draft", "notices.send", "--party", "KAZ", "--office", office, *sets, *words, "-o", act)
        assert (done.returncode, done.stdout.startswith(f"{act}: act ")) == (DONE, True), done.stderr
        return act


@contextmanager
def ministry_of(folder: Path) -> Iterator[Ministry]:
    data = folder / "var"
    key = SshKey.made(folder)
    with own_database(data):
        desks.staffed(data)
        with houses.open_house(data) as house:
            ministry.add_key(house, Hat("KAZ", "ambassador"), key.public)
            ministry.add_key(house, Hat("KAZ", "counsellor"), TOKEN.public.openssh)
        server, name = os.environ.get("COMITY_DATABASE_URL", ""), connection.settings_dict["NAME"]
        connection.close()
        yield Ministry(Place(data, urlunsplit(urlsplit(server)._replace(path=f"/{name}")) if server else ""), key, name)


@contextmanager
def over_its_database(found: Ministry) -> Iterator[None]:
    """Commands run in this process, which knows one database at a time."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = found.database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@pytest.fixture(scope="module")
def at_home(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Ministry]:
    with django_db_blocker.unblock(), ministry_of(tmp_path_factory.mktemp("here")) as found:
        yield found


@pytest.fixture(scope="module")
def reached(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Ministry, Served]]:
    folder = tmp_path_factory.mktemp("abroad")
    with django_db_blocker.unblock(), ministry_of(folder) as found, serving(found.place) as served:
        yield found, served


@pytest.fixture
def here(at_home: Ministry) -> Iterator[Ministry]:
    """A ministry on the house's own machine."""
    with over_its_database(at_home):
        yield at_home


@pytest.fixture
def abroad(reached: tuple[Ministry, Served]) -> Iterator[tuple[Ministry, Served]]:
    """A ministry that reaches the house over the web."""
    with over_its_database(reached[0]):
        yield reached


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command says in the environment which folder it works on; the next test finds what was there before."""
    for name in ("COMITY_DATA", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, os.environ.get(name, ""))


def check_proven(ministry: Ministry, act: Path, signature: Path, signer: str) -> None:
    """What lies in the folder proves to a stranger, who has the record's keys, that the act is in it and who signed."""
    record = ministry.place.data / "record"
    entry = parse_entry(act.with_name("act.json.entry").read_bytes())
    proof = parse_tlog_proof(act.with_name("act.json.tlog-proof").read_bytes())
    policy = parse_policy((record / "policy").read_bytes())
    assert verify_tlog_proof(proof, entry.leaf_hash, policy).size > proof.index
    assert entry.line == act.read_bytes()
    said = verified(act.read_bytes(), signature, record / "allowed_signers", signer, SCOPE)
    assert said.startswith(f'Good "{SCOPE}" signature for {signer}')


def one_line(done: Done, code: int) -> str:
    assert (done.returncode, len(done.stderr.splitlines()), "Traceback" in done.stderr) == (code, 1, False), done
    return done.stderr


def test_act_carried_by_hand_is_entered_and_proven(here, tmp_path):
    act = here.draft(tmp_path, "--data", here.place.data)
    signature = here.key.sign(act, SCOPE)
    done = here.place.run("act", "submit", act, signature, "--data", here.place.data)
    assert (done.returncode, done.stdout.startswith("Entered as act "), done.stderr) == (DONE, True, "")
    check_proven(here, act, signature, "KAZ/ambassador")


def test_act_signed_by_a_security_key_is_entered_and_its_signer_found_by_the_key(here, tmp_path):
    act = here.draft(tmp_path, "--data", here.place.data, office="counsellor")
    signature = tmp_path / "act.json.sig"
    signature.write_text(sshsig.armor(TOKEN.sshsig(act.read_bytes(), SCOPE, hash_name="sha512")))
    assert here.run("act", "submit", act, "--data", here.place.data).returncode == DONE
    check_proven(here, act, signature, "KAZ/counsellor")


def test_act_signed_by_two_names_both(here, tmp_path):
    act = here.draft(tmp_path, "--data", here.place.data)
    first, second = here.key.sign(act, SCOPE), tmp_path / "second.sig"
    second.write_text(sshsig.armor(TOKEN.sshsig(act.read_bytes(), SCOPE)))
    done = here.run("act", "submit", act, second, first, "--data", here.place.data)
    assert done.returncode == DONE, done.stderr
    signers = {each.signer for each in parse_entry((tmp_path / "act.json.entry").read_bytes()).signatures}
    assert signers == {"KAZ/ambassador", "KAZ/counsellor"}


def test_act_handed_in_twice_brings_its_receipt_home_again(here, tmp_path):
    act = here.draft(tmp_path, "--data", here.place.data)
    signature = here.key.sign(act, SCOPE)
    first = here.run("act", "submit", act, "--data", here.place.data)
    (tmp_path / "act.json.entry").unlink()
    again = here.run("act", "submit", act, "--data", here.place.data)
    assert (again.returncode, again.stdout.splitlines()[0]) == (DONE, first.stdout.splitlines()[0])
    check_proven(here, act, signature, "KAZ/ambassador")


def test_draft_that_would_be_refused_is_kept_and_told(here, tmp_path):
    act = tmp_path / "act.json"
    words = ["--party", "KAZ", "--office", "attache", "--set", "notice=kaz-9", "--set", "to=CHN"]
    texts = ["--set", "subject.en=A", "--set", "text.en=B"]
    done = here.run("act", "draft", "notices.send", *words, *texts, "--data", here.place.data, "-o", act)
    told = one_line(done, DOES_NOT_HOLD)
    assert ("“attache” of KAZ" in told, parse_act(act.read_bytes()).office) == (True, "attache")


def test_signature_by_a_stranger_is_refused_before_anything_is_held(here, tmp_path):
    act = here.draft(tmp_path, "--data", here.place.data)
    SshKey.made(tmp_path, "stranger").sign(act, SCOPE)
    told = one_line(here.run("act", "submit", act, "--data", here.place.data), DOES_NOT_HOLD)
    assert "is not held by the office “ambassador” of KAZ" in told


@pytest.mark.parametrize("scope", ["file", "act.v1@record.forum.example-rehearsal"])
def test_signature_for_something_else_is_told_with_how_to_sign(here, tmp_path, scope):
    act = here.draft(tmp_path, "--data", here.place.data)
    here.key.sign(act, scope)
    told = one_line(here.run("act", "submit", act, "--data", here.place.data), DOES_NOT_HOLD)
    assert (f"'{scope}'" in told, f"ssh-keygen -Y sign -f YOUR_KEY -n {SCOPE}" in told) == (True, True)


def test_act_that_an_editor_has_touched_is_told_apart(here, tmp_path):
    act = here.draft(tmp_path, "--data", here.place.data)
    here.key.sign(act, SCOPE)
    act.write_bytes(act.read_bytes() + b"\n")
    told = one_line(here.run("act", "submit", act, "--data", here.place.data), WRONG_USAGE)
    assert "it ends in a newline or spaces" in told


def test_folder_in_use_is_told(abroad, tmp_path):
    there, _ = abroad
    act = there.draft(tmp_path, "--data", there.place.data)
    there.key.sign(act, SCOPE)
    assert "is in use by process" in one_line(there.run("act", "submit", act, "--data", there.place.data), CANNOT_RUN)


def test_act_is_drawn_up_and_handed_in_over_the_web(abroad, tmp_path):
    there, served = abroad
    key = next(line.split()[1] for line in (there.place.data / "record" / "policy").read_text().splitlines())
    act = there.draft(tmp_path, "--from", served.url(""), "--key", key)
    signature = there.key.sign(act, SCOPE)
    done = there.run("act", "submit", act, signature, "--to", served.url(""), "--key", key)
    assert (done.returncode, done.stderr) == (DONE, ""), done.stderr
    check_proven(there, act, signature, "KAZ/ambassador")
    page = next(line.split()[1] for line in done.stdout.splitlines() if line.strip().startswith("page"))
    status, _, body = served.get(urlsplit(page).path)
    assert (status, parse_act(act.read_bytes()).nonce in body.decode()) == (200, True)
    again = there.run("act", "submit", act, "--to", served.url(""), "--key", key)
    assert (again.returncode, again.stdout.splitlines()[0]) == (DONE, done.stdout.splitlines()[0])


def test_act_is_taken_by_the_worker_that_took_the_place_of_one_that_was_killed(abroad, tmp_path):
    there, served = abroad
    act = there.draft(tmp_path, "--from", served.url(""))
    there.key.sign(act, SCOPE)
    os.kill(served.workers()[0], signal.SIGKILL)
    wait_until_up(served)
    done = there.run("act", "submit", act, "--to", served.url(""))
    assert done.returncode == DONE, done.stderr


def test_act_is_drawn_up_from_a_file_that_was_carried_to_the_ministry(abroad, tmp_path):
    there, served = abroad
    (tmp_path / "next.json").write_bytes(served.get("/api/v1/acts/next/KAZ")[2])
    act = there.draft(tmp_path, "--from", tmp_path / "next.json", "--audience", "participants")
    there.key.sign(act, SCOPE)
    done = there.run("act", "submit", act, "--to", served.url(""))
    assert (done.returncode, "give the one that you know by --key" in done.stderr) == (DONE, True), done.stderr


def test_act_is_drawn_up_from_what_was_read_out_over_the_telephone(abroad, tmp_path):
    there, served = abroad
    told = json.loads(served.get("/api/v1/acts/next/KAZ")[2])
    seen = f"{told['seen']['size']}:{told['seen']['root']}"
    by_hand = ["--serial", told["serial"], "--seen", seen, "--forum", told["forum"], "--audience", "CHN,BLR"]
    act = there.draft(tmp_path, *by_hand)
    there.key.sign(act, SCOPE)
    assert there.run("act", "submit", act, "--to", served.url("")).returncode == DONE


def test_refusal_over_the_web_is_told_with_what_would_be_in_order(abroad, tmp_path):
    there, served = abroad
    first = there.draft(tmp_path, "--from", served.url(""))
    (tmp_path / "other").mkdir()
    second = there.draft(tmp_path / "other", "--from", served.url(""))
    for each in (first, second):
        there.key.sign(each, SCOPE)
    assert there.run("act", "submit", first, "--to", served.url("")).returncode == DONE
    told = one_line(there.run("act", "submit", second, "--to", served.url("")), DOES_NOT_HOLD)
    assert ("is due" in told, "counts its acts without gaps" in told) == (True, True)


def test_log_that_is_not_the_one_known_is_told(abroad, tmp_path):
    there, served = abroad
    key = "record.forum.example+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    words = ["--party", "KAZ", "--office", "ambassador", "--set", "notice=kaz-1", "--from", served.url("")]
    done = there.run("act", "draft", "notices.acknowledge", *words, "--key", key, "-o", tmp_path / "act.json")
    one_line(done, WRONG_USAGE if "looks like NAME" in done.stderr else DOES_NOT_HOLD)
    assert list(tmp_path.iterdir()) == []


def test_audit_judges_what_the_openings_at_hand_open(abroad, tmp_path):
    there, served = abroad
    act = there.draft(tmp_path, "--from", served.url(""))
    there.key.sign(act, SCOPE)
    assert there.run("act", "submit", act, "--to", served.url("")).returncode == DONE
    opening = tmp_path / "act.json.opening"
    said = json.loads(there.run("record", "verify", served.url("/record"), "--json").stdout)["restricted"]
    opened = there.run("record", "verify", served.url("/record"), "--openings", opening, "--json")
    found = json.loads(opened.stdout)["restricted"]
    assert (said["opened"], found) == (0, {"opened": 1, "by_commitment": said["by_commitment"] - 1})
    told = there.run("record", "verify", served.url("/record"), "--openings", opening).stdout
    number = said["by_commitment"]
    acts = "1 restricted act" if number == 1 else f"{number} restricted acts"
    assert f"{acts}: 1 opened and judged, {number - 1} by their commitment only" in told


def test_openings_of_no_act_of_the_record_are_counted_apart(abroad, tmp_path):
    there, served = abroad
    act = there.draft(tmp_path, "--from", served.url(""))
    words = ["--openings", act.with_name("act.json.opening")]
    told = there.run("record", "verify", there.place.data / "record", *words)
    assert (told.returncode, "1 of the openings given are of no act here" in told.stdout) == (DONE, True)
