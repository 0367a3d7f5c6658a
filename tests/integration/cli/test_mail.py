"""`comity mail …` over a data folder of its own, in processes of its own, to a real SMTP server."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from comity.cli.errors import CANNOT_RUN, WRONG_USAGE
from tests.support.commands import COMITY, Place, free_port, own_place, serving
from tests.support.smtpserver import SmtpServer

ROOT = Path(__file__).parents[3]
# A process of its own: entering people needs Django with the settings of that data folder.
STAFF = """
import sys
from pathlib import Path
from comity.cli.django import use_folder
data = Path(sys.argv[1])
use_folder(data)
from datetime import UTC, datetime
from comity.secretariat.composing import Hat
from comity.store import people
from comity.store.house import open_house
from tests.support.small_forum import act
now = datetime.now(UTC)
with open_house(data) as house:
    who = {"party": "SECRETARIAT", "officer": "head"}
    profile = people.Profile("Aida", "aida@mfa.example", languages=("ru",))
    people.give_hat(people.enter(house.vault, profile, now=now), Hat(*who.values()))
    house.desk.enter_all([act("officers.enrol", office="Head", functions=["authoriser"], **who)])
"""


@pytest.fixture
def staffed(tmp_path: Path) -> Iterator[Place]:
    """The data folder of a small forum, with one officer who is to be told of her enrolment."""
    with own_place(tmp_path) as place:
        done = place.run("init", "--forum", ROOT / "docs" / "examples" / "lake-forum")
        assert done.returncode == 0, done.stderr
        done = subprocess.run(
            [sys.executable, "-c", STAFF, str(place.data)],
            env=place.env | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        yield place


@dataclass(frozen=True)
class Mailing(Place):
    """A place whose mails go to a port of this machine."""

    port: int = 0
    automatic: str = "1"

    @property
    def env(self) -> dict[str, str]:
        return super().env | {
            "COMITY_SMTP_URL": f"smtp+plain://127.0.0.1:{self.port}" if self.port else "",
            "COMITY_MAIL_FROM": "Secretariat <desk@forum.example>",
            "COMITY_DESK_ORIGIN": "https://desk.example.org",
            "COMITY_MAIL_AUTOMATIC": self.automatic,
        }


def mailing(place: Place, port: int = 0, **further: str) -> Mailing:
    return Mailing(place.data, place.database_url, port, **further)


def said(place: Place, *words: object) -> str:
    done = place.run("mail", *words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def listed(place: Place, *words: object) -> list[dict]:
    return json.loads(said(place, "list", "--json", *words))


def test_mail_is_composed_seen_held_released_and_sent(staffed):
    with SmtpServer() as server:
        place = mailing(staffed, server.port)
        assert said(place, "compose") == "1 mail composed.\n"
        assert said(place, "compose") == "0 mails composed.\n"
        (mail,) = listed(place)
        assert (mail["state"], mail["to"], mail["reason"], mail["language"]) == (
            "waiting",
            "aida@mfa.example",
            "keys",
            "ru",
        )
        shown = said(place, "show", mail["id"])
        assert ("Aida <aida@mfa.example>" in shown, "https://desk.example.org/ru/desk/" in shown) == (True, True)
        assert said(place, "hold", mail["id"]) == f"The mail {mail['id']} is held.\n"
        assert (said(place, "send"), server.taken) == ("0 sent, 0 not taken.\n", [])
        assert said(place, "release", mail["id"]) == f"The mail {mail['id']} waits to go.\n"
        assert said(place, "send") == "1 sent, 0 not taken.\n"
    assert [found.recipients for found in server.taken] == [["aida@mfa.example"]]
    assert ([each["state"] for each in listed(place)], listed(place, "--state", "held")) == (["sent"], [])
    assert mail["id"] in said(place, "list")
    assert said(place, "list", "--state", "failed") == "There is no such mail.\n"
    for words, told in ((("hold",), "it is sent"), (("release",), "was sent already")):
        done = place.run("mail", *words, mail["id"])
        assert (done.returncode, told in done.stderr) == (WRONG_USAGE, True)


def test_mail_that_was_not_taken_says_why(staffed):
    place = mailing(staffed, free_port())
    said(place, "compose")
    done = place.run("mail", "send")
    assert (done.returncode, done.stdout, "aida" in done.stderr) == (0, "0 sent, 1 not taken.\n", False)
    (mail,) = listed(place)
    shown = said(place, "show", mail["id"])
    assert (mail["state"], mail["fault"], "mail.away" in shown) == ("waiting", "mail.away", True)
    assert json.loads(said(place, "show", mail["id"], "--json"))["tries"] == 1


def test_mails_do_not_go_without_a_server_and_it_is_said_what_to_do(staffed):
    said(staffed, "compose")
    done = staffed.run("mail", "send")
    assert (done.returncode, "COMITY_SMTP_URL" in done.stderr, "Traceback" in done.stderr) == (CANNOT_RUN, True, False)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["show", "hold", "release"])
def test_mail_that_is_not_there_is_said_to_be_none(staffed, command):
    done = staffed.run("mail", command, "nothing")
    assert (done.returncode, done.stderr) == (
        WRONG_USAGE,
        "comity: there is no mail nothing: comity mail list names them.\n",
    )


def test_state_that_is_none_is_refused(staffed):
    done = staffed.run("mail", "list", "--state", "gone")
    assert (done.returncode, "there are waiting, held, sent, failed" in done.stderr) == (WRONG_USAGE, True)


def test_setting_that_cannot_be_meant_stops_with_the_fix_and_without_the_password(staffed):
    place = mailing(staffed)
    env = {**place.env, "COMITY_SMTP_URL": "smtp://desk:hush@"}
    done = subprocess.run(
        [*COMITY, "mail", "list"], env=env, capture_output=True, text=True, check=False, cwd=place.data
    )
    assert (done.returncode, "COMITY_SMTP_URL must be empty or" in done.stderr, "hush" in done.stderr) == (
        CANNOT_RUN,
        True,
        False,
    )


def test_mails_are_seen_and_held_beside_a_server_but_not_composed_or_sent_twice(staffed):
    place = mailing(staffed, automatic="0")
    said(place, "compose")
    with serving(place):
        (mail,) = listed(place)
        assert mail["state"] == "held"
        said(place, "release", mail["id"])
        said(place, "hold", mail["id"])
        for command in ("compose", "send"):
            assert place.run("mail", command).returncode == CANNOT_RUN
