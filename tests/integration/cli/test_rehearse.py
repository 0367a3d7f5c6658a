"""`comity rehearse`: one command makes and serves a rehearsal, and leaves every real folder alone."""

from __future__ import annotations

import json
import re
import signal
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest

from tests.support.commands import COMITY, Place, Served, free_port, own_place

UP_SECONDS = 60
ACT_SECONDS = 60


@contextmanager
def rehearsing(place: Place, *words: str) -> Iterator[Served]:
    """A rehearsal that is served, and gone afterwards."""
    port = free_port()
    process = subprocess.Popen(
        [*COMITY, "rehearse", "--port", str(port), *words],
        env=place.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=place.data.parent,
        start_new_session=True,
    )
    served = Served(process, port)
    try:
        _wait_until_up(served)
        yield served
    finally:
        if process.poll() is None:
            served.end()


def _wait_until_up(served: Served) -> None:
    end = time.monotonic() + UP_SECONDS
    while time.monotonic() < end:
        assert served.process.poll() is None, served.process.communicate()
        try:
            served.get("/record/checkpoint")
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the rehearsal did not come up")


def published(place: Place) -> int:
    """How many acts the record has."""
    return int((place.data / "record" / "checkpoint").read_bytes().split(b"\n")[1])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The rehearsal of CICA, made and ended, to be copied."""
    with own_place(tmp_path_factory.mktemp("rehearsal")) as place:
        with rehearsing(place) as served:
            served.end()
        yield place


@pytest.fixture
def rehearsal(tmp_path, made: Place) -> Iterator[Place]:
    with own_place(tmp_path, made) as place:
        yield place


def test_one_command_makes_a_rehearsal_and_serves_its_seats(place):
    with rehearsing(place) as served:
        code, _headers, body = served.get("/en/seats/", Host=f"localhost:{served.port}")
        ended, out, _progress = served.end()
    assert (code, b"This is a rehearsal." in body, body.count(b'name="seat"') > 200, ended) == (200, True, True, 0)
    assert re.search(r"The rehearsal “cica-rehearsal” in .*: 1,\d{3} acts, \d{3} seats of \d{2} delegations\.", out)
    assert f"http://localhost:{served.port}/seats/" in out


def test_record_of_a_rehearsal_holds_and_bears_its_own_name(rehearsal):
    done = rehearsal.run("record", "verify", rehearsal.data)
    assert (done.returncode, "“cica-rehearsal”" in done.stdout) == (0, True)
    assert (rehearsal.data / "record" / "checkpoint").read_bytes().startswith(b"rehearsal.record.cica.example\n")


def test_keys_of_seats_are_read_by_their_owner_only(rehearsal):
    folder = rehearsal.data / "seats"
    modes = {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}
    assert (modes, stat.S_IMODE(folder.stat().st_mode)) == ({0o600}, 0o700)
    assert {file.name for file in folder.glob("KAZ.*")} == {
        "KAZ.administrator",
        "KAZ.authoriser-1",
        "KAZ.authoriser-2",
        "KAZ.drafter",
    }


def test_rehearsal_that_is_begun_again_goes_on_where_it_was(rehearsal):
    before = (rehearsal.data / "record" / "checkpoint").read_bytes()
    with rehearsing(rehearsal):
        pass
    assert (rehearsal.data / "record" / "checkpoint").read_bytes() == before


def test_officers_that_the_plan_adds_are_entered_for_every_delegation(rehearsal):
    plan, before = rehearsal.data / "rehearsal.toml", published(rehearsal)
    delegations = len(list((rehearsal.data / "seats").glob("*.administrator")))
    plan.write_text(plan.read_text().replace("number = 2", "number = 3"))
    with rehearsing(rehearsal):
        pass
    assert (published(rehearsal) - before, (rehearsal.data / "seats" / "KAZ.authoriser-3").is_file()) == (
        2 * delegations,
        True,
    )


def test_fault_in_the_plan_is_said_with_its_line(rehearsal):
    (rehearsal.data / "rehearsal.toml").write_text("[marks\n")
    done = rehearsal.run("rehearse", "--port", free_port())
    assert (done.returncode, done.stdout, done.stderr.startswith("comity: rehearsal.toml:1: ")) == (1, "", True)


def test_real_folder_is_no_rehearsal_and_gets_no_seats(begun):
    done = begun.run("rehearse", "--port", free_port())
    told = f"comity: The data folder {begun.data} is that of the forum “cica”, which is no rehearsal."
    assert (done.returncode, done.stderr.startswith(told), done.stdout) == (3, True, "")
    assert not (begun.data / "seats").exists()


def test_rehearsal_never_becomes_the_real_folder(rehearsal):
    done = rehearsal.run("init", "--forum", "cica")
    assert (done.returncode, "holds a record already" in done.stderr) == (3, True)


def test_simulated_delegations_answer_a_drill_and_end_with_the_process(rehearsal):
    plan = rehearsal.data / "rehearsal.toml"
    text = plan.read_text().replace("every = 5", "every = 1").replace("[0.01, 0.1]", "[0.0, 0.0]")
    plan.write_text(text)
    with rehearsing(rehearsal, "--simulate") as served:
        before = published(rehearsal)
        _begin_drill(served)
        end = time.monotonic() + ACT_SECONDS
        while published(rehearsal) < before + 6:
            assert time.monotonic() < end, "nobody acted"
            time.sleep(0.1)
        code, _out, err = served.end(signal.SIGTERM)
    assert (code, err) == (0, "")
    assert rehearsal.run("record", "verify", rehearsal.data).returncode == 0


# --- set on a day of history ---


@pytest.fixture(scope="module")
def october(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The rehearsal of CICA set on the eve of the Sixth Summit, made and ended, to be copied."""
    with own_place(tmp_path_factory.mktemp("october")) as place:
        with rehearsing(place, "--on", "2022-10-10") as served:
            served.end()
        yield place


@pytest.fixture
def past(tmp_path, october: Place) -> Iterator[Place]:
    with own_place(tmp_path, october) as place:
        yield place


def test_rehearsal_set_on_a_day_has_the_members_of_that_day_and_seats_for_who_comes_next(past):
    told = past.run("members", "--json")
    found = json.loads(told.stdout)
    assert (found["on"], found["count"], "KWT" in found["members"]) == ("2022-10-10", {"min": 27, "max": 27}, False)
    assert past.run("members", "--on", "2022-10-13").returncode == 2
    assert {file.name for file in (past.data / "seats").glob("KWT.*")} == {
        "KWT.administrator",
        "KWT.authoriser-1",
        "KWT.authoriser-2",
        "KWT.drafter",
    }
    assert 'further = ["KWT", ' in (past.data / "rehearsal.toml").read_text()


def test_record_of_a_rehearsal_set_on_a_day_holds_and_was_entered_on_it(past):
    assert past.run("record", "verify", past.data).returncode == 0
    assert 'created = "2022-10-10T00:' in (past.data / "comity.toml").read_text()


def test_clock_that_was_moved_goes_on_from_there_when_it_is_begun_again(past):
    with rehearsing(past, "--on", "2022-10-10") as served:
        assert _posted(served, "clock", "step=week") == 302
    assert json.loads(past.run("members", "--json").stdout)["on"] == "2022-10-17"
    with rehearsing(past) as served:
        assert b"17 Oct 2022" in served.get("/en/seats/", Host=f"localhost:{served.port}")[2]


def test_record_holds_that_was_written_on_a_day_still_to_come(rehearsal):
    with rehearsing(rehearsal) as served:
        assert _posted(served, "clock", "day=2090-01-01") == 302
        before = published(rehearsal)
        assert _posted(served, "drill", "drill=roll-call") == 302
        assert published(rehearsal) > before
        assert rehearsal.run("record", "verify", f"http://localhost:{served.port}/record").returncode == 0
    assert rehearsal.run("record", "verify", rehearsal.data).returncode == 0


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("yesterday", "“yesterday” is no day, and no moment."),
        ("2022-13-01", "“2022-13-01” is no day, and no moment."),
        ("2022", "“2022” is no day, and no moment."),
        ("2090-01-01", "2090-01-01 has not come yet"),
        ("1992-10-04", "The history of this forum begins on 1992-10-05"),
    ],
)
def test_day_on_which_no_rehearsal_can_be_set_is_refused_before_anything_is_made(place, on, said):
    done = place.run("rehearse", "--port", free_port(), "--on", on)
    shown = " ".join(done.stderr.replace("│", " ").split())
    assert (done.returncode, said in shown, done.stdout, place.data.exists()) == (2, True, "", False)


@pytest.mark.parametrize(
    ("fixture", "said"), [("past", "was set on 2022-10-10T00:00:00Z"), ("rehearsal", "whole history")]
)
def test_rehearsal_that_was_made_is_not_set_on_another_day(request, fixture, said):
    place = request.getfixturevalue(fixture)
    done = place.run("rehearse", "--port", free_port(), "--on", "2014-05-19")
    assert (done.returncode, said in done.stderr, done.stdout) == (2, True, "")


def test_real_folder_is_set_on_no_day(begun):
    done = begun.run("rehearse", "--port", free_port(), "--on", "2022-10-10")
    assert (done.returncode, "which is no rehearsal" in done.stderr) == (3, True)
    assert not (begun.data / "clock.toml").exists()


def test_clock_that_cannot_be_read_is_said_with_its_file(past):
    (past.data / "clock.toml").write_text("ahead = soon\n")
    done = past.run("rehearse", "--port", free_port())
    assert (done.returncode, done.stderr.startswith("comity: The clock of the rehearsal, "), done.stdout) == (
        3,
        True,
        "",
    )


def _begin_drill(served: Served) -> None:
    assert _posted(served, "drill", "drill=roll-call") == 302


def _posted(served: Served, address: str, said: str) -> int:
    """As a browser at the machine does: the page's form, with its token and cookie."""
    host = f"localhost:{served.port}"
    _code, headers, body = served.get("/en/seats/", Host=host)
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', body)[1].decode()
    cookie = headers["set-cookie"].strip().split(";")[0]
    form = {"Host": host, "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection = HTTPConnection("127.0.0.1", served.port, timeout=UP_SECONDS)
    connection.request("POST", f"/en/seats/{address}/", f"csrfmiddlewaretoken={token}&{said}", form)
    answered = connection.getresponse().status
    connection.close()
    return answered
