"""`comity init`, `serve` and `rebuild`: a record is begun, served, ended, begun again; and what they refuse."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import replace
from pathlib import Path

import pytest

import comity.forums
from comity.cli.server import STOP_SECONDS
from comity.record.keys import PrivateKey
from tests.support.commands import Served, is_running, serving, wait_until_up

SAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "lake-forum"
CICA = Path(comity.forums.__path__[0]) / "cica"
DOES_NOT_HOLD, WRONG_USAGE, CANNOT_RUN = 1, 2, 3


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    """What a command said that could not do its work: one line on stderr and nothing else."""
    assert (done.stdout, len(done.stderr.splitlines()), "Traceback" in done.stderr) == ("", 1, False), done.stderr
    return done.stderr


def test_init_enters_a_history_that_anybody_can_verify(place):
    done = place.run("init", "--origin", "record.test.example")
    verified = place.run("record", "verify", place.data / "record")
    assert (done.returncode, "record.test.example" in done.stdout, verified.returncode) == (0, True, 0)


def test_init_signs_with_a_key_that_is_there_already(place, tmp_path):
    key = PrivateKey.generate()
    (tmp_path / "id").write_bytes(key.to_openssh())
    place.run("init", "--key", tmp_path / "id")
    assert key.public.fingerprint in place.run("record", "show", "1").stdout


def test_init_makes_keys_that_only_their_owner_can_read(place):
    place.run("init")
    modes = {file.name: file.stat().st_mode & 0o777 for file in (place.data / "keys").iterdir()}
    assert {name: modes.get(name) for name in ("log", "log-mldsa", "secretariat")} == dict.fromkeys(
        ("log", "log-mldsa", "secretariat"), 0o600
    )


def test_init_never_touches_a_folder_that_is_in_use_already(begun):
    before = (begun.data / "record" / "checkpoint").read_bytes()
    done = begun.run("init")
    assert (done.returncode, "holds a record already" in one_line(done)) == (CANNOT_RUN, True)
    assert (begun.data / "record" / "checkpoint").read_bytes() == before


def test_init_refuses_a_folder_that_holds_something_else(place):
    place.data.mkdir()
    (place.data / "letter").write_text("kept")
    done = place.run("init")
    one_line(done)
    assert (done.returncode, [file.name for file in place.data.iterdir()]) == (CANNOT_RUN, ["letter"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('party = "XXX"', "XXX"),
        ('on = "2014-02-30"', "on: day is out of range for month"),
        ('on = "3001-05-18"', "on: This is said to have happened on 3001-05-18"),
        ('sources = ["NOSUCH"]', "NOSUCH"),
        ('note = "e\u0301tude"', "normal form C"),
    ],
)
def test_init_stops_at_a_fault_in_the_data_before_anything_is_made(place, tmp_path, wrong, said):
    forum = shutil.copytree(CICA, tmp_path / "forum")
    fields = {"party": '"KAZ"', "instrument": '"almaty-act"', "on": '"2002-06-04"', "sources": '["S1"]'}
    fields |= dict([wrong.split(" = ", 1)])
    lines = ["", "[[act]]", 'type = "membership.sign"', *(f"{name} = {value}" for name, value in fields.items())]
    (forum / "history" / "99-wrong.toml").write_text("\n".join([*lines, 'confidence = "high"', ""]), encoding="utf-8")
    done = place.run("init", "--forum", forum)
    told = one_line(done)
    found = (done.returncode, "99-wrong.toml:" in told, said in told, place.data.exists())
    assert found == (DOES_NOT_HOLD, True, True, False)


def test_init_says_the_forums_name_in_a_language_that_it_has(place, tmp_path):
    forum = shutil.copytree(SAMPLE, tmp_path / "forum")
    sheet = (forum / "forum.toml").read_text(encoding="utf-8")
    russian = sheet.replace('[short]\nen = "Lake Forum"', '[short]\nru = "Озёрный форум"')
    (forum / "forum.toml").write_text(russian, encoding="utf-8")
    done = place.run("init", "--forum", forum)
    assert (done.returncode, done.stderr, "acts of Озёрный форум are entered" in done.stdout) == (0, "", True)


def test_serve_says_in_three_lines_what_it_did_and_where_to_look(begun):
    with serving(begun) as served:
        code, out, _ = served.end()
    lines = out.splitlines()
    shown = (len(lines), f"http://127.0.0.1:{served.port}/" in lines[1], lines[2].endswith("/record"))
    assert (code, shown) == (0, (3, True, True))


def test_served_record_is_the_record_and_can_be_verified_over_http(begun):
    key = (begun.data / "record" / "policy").read_text().split()[1]
    with serving(begun) as served:
        verified = begun.run("record", "verify", served.url("/record"), "--key", key)
        checkpoint = served.get("/record/checkpoint")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert checkpoint[2] == (begun.data / "record" / "checkpoint").read_bytes()


def test_served_page_is_known_again_by_its_tag(begun):
    with serving(begun) as served:
        status, headers, _ = served.get("/en/")
        again = served.get("/en/", **{"If-None-Match": headers["etag"]})
    assert (status, again[0], again[2]) == (200, 304, b"")


def test_pages_tell_the_browser_to_load_nothing_from_elsewhere(begun):
    with serving(begun) as served:
        _, headers, _ = served.get("/en/")
        missing = served.get("/en/no-such-page/")
    policy = headers["content-security-policy"]
    found = ("default-src 'none'" in policy, "unsafe" in policy, headers["x-content-type-options"], missing[0])
    assert (found, missing[1]["content-security-policy"]) == ((True, False, "nosniff", 404), policy)


def test_second_server_of_a_folder_says_so_and_ends(begun):
    with serving(begun) as served:
        done = begun.run("serve", "--port", "1")
        told = one_line(done)
    assert (done.returncode, f"in use by process {served.process.pid}" in told) == (CANNOT_RUN, True)


@pytest.mark.parametrize("command", [("rebuild",), ("init",)])
def test_nothing_else_is_done_to_a_folder_that_is_served(begun, command):
    with serving(begun):
        assert begun.run(*command).returncode == CANNOT_RUN


def test_reading_commands_work_beside_a_server(begun, tmp_path):
    with serving(begun):
        codes = [
            begun.run(*words).returncode
            for words in (("members",), ("record", "show", "1"), ("record", "export", tmp_path / "copy"))
        ]
    assert (codes, begun.run("record", "verify", tmp_path / "copy").returncode) == ([0, 0, 0], 0)


def test_port_that_is_taken_is_said_with_what_to_do(begun):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = begun.run("serve", "--port", taken.getsockname()[1])
    assert (done.returncode, "Choose another port with --port or PORT" in one_line(done)) == (CANNOT_RUN, True)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_server_ends_at_once_when_it_is_asked_to(begun, how):
    with serving(begun) as served:
        workers = served.workers()
        started = time.monotonic()
        code, _, err = served.end(how)
    assert (code, "Traceback" in err, [is_running(each) for each in workers]) == (0, False, [False])
    assert time.monotonic() - started < 10


def test_interrupt_from_a_terminal_ends_the_server_at_once_and_says_nothing(begun):
    with serving(begun) as served:
        started = time.monotonic()
        os.killpg(served.process.pid, signal.SIGINT)
        _, err = served.process.communicate(timeout=30)
    assert (served.process.returncode, err) == (0, "")
    assert time.monotonic() - started < STOP_SECONDS


def test_worker_does_not_outlive_a_server_that_was_killed(begun):
    with serving(begun) as served:
        workers = served.workers()
        served.end(signal.SIGKILL)
        deadline = time.monotonic() + 10
        while any(map(is_running, workers)) and time.monotonic() < deadline:
            time.sleep(0.01)
    with (begun.data / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    assert [is_running(each) for each in workers] == [False]


def kill_worker(served: Served) -> int:
    """End the worker as a kernel does that is short of memory."""
    worker = served.workers()[0]
    os.kill(worker, signal.SIGKILL)
    return worker


def test_another_worker_takes_the_place_of_one_that_was_killed(begun):
    with serving(begun) as served:
        killed = kill_worker(served)
        wait_until_up(served)
        codes = [served.get(path, Host="localhost")[0] for path in ("/en/", "/en/sign-in/")]
        (worker,) = served.workers()
        second = begun.run("serve", "--port", "1")
        code, _, err = served.end()
    assert (codes, worker != killed, code, "Traceback" in err) == ([200, 200], True, 0, False)
    assert f"in use by process {served.process.pid}" in one_line(second)
    assert not is_running(worker)


def test_worker_that_took_anothers_place_does_not_outlive_the_server_either(begun):
    with serving(begun) as served:
        kill_worker(served)
        wait_until_up(served)
        (worker,) = served.workers()
        served.end(signal.SIGKILL)
        deadline = time.monotonic() + 10
        while is_running(worker) and time.monotonic() < deadline:
            time.sleep(0.01)
    assert not is_running(worker)


def test_server_whose_workers_die_one_after_another_ends_and_says_so(begun):
    with serving(begun) as served:
        kill_worker(served)
        wait_until_up(served)
        kill_worker(served)
        _, err = served.process.communicate(timeout=30)
    assert (served.process.returncode, "the server stopped by itself" in err) == (CANNOT_RUN, True)


def test_server_whose_house_cannot_be_opened_again_ends_with_the_reason(begun):
    key = begun.data / "keys" / "log"
    with serving(begun) as served:
        key.chmod(0o644)
        kill_worker(served)
        _, err = served.process.communicate(timeout=30)
    last = err.splitlines()[-1]
    told = (last.startswith("comity: The key"), "can be read by others" in last, "Traceback" in err)
    assert (served.process.returncode, told) == (CANNOT_RUN, (True, True, False)), err


def test_rebuild_leaves_the_record_as_it_was(begun):
    before = (begun.data / "record" / "checkpoint").read_bytes()
    done = begun.run("rebuild")
    same = (begun.data / "record" / "checkpoint").read_bytes() == before
    assert (done.returncode, same, begun.run("record", "verify", begun.data / "record").returncode) == (0, True, 0)


@pytest.mark.sqlite
@pytest.mark.parametrize("command", ["serve", "rebuild", "members", "claims"])
def test_missing_database_is_said_and_not_made(begun, command):
    remove_database(begun.data)
    done = begun.run(command)
    found = (done.returncode, "There is no database" in one_line(done), list(begun.data.glob("store.sqlite3*")))
    assert found == (CANNOT_RUN, True, [])


@pytest.mark.sqlite
@pytest.mark.parametrize("command", ["serve", "rebuild", "members", "claims"])
def test_database_that_is_none_is_said_with_what_to_do(begun, command):
    remove_database(begun.data)
    (begun.data / "store.sqlite3").write_bytes(b"no database at all" * 100)
    done = begun.run(command)
    told = f"comity: the database {begun.data / 'store.sqlite3'} cannot be used: file is not a database."
    assert (done.returncode, one_line(done).startswith(told)) == (CANNOT_RUN, True)


@pytest.mark.sqlite
def test_database_without_the_record_answers_nothing(begun, place_of_another):
    remove_database(begun.data)
    shutil.copy(place_of_another.data / "store.sqlite3", begun.data)
    done = begun.run("members")
    assert (done.returncode, "acts are published" in one_line(done)) == (CANNOT_RUN, True)


def test_database_server_that_is_not_there_is_said_without_the_password(cica):
    pytest.importorskip("psycopg")
    away = replace(cica, database_url="postgresql://someone:secret@127.0.0.1:1/away")
    done = away.run("members")
    told = one_line(done)
    named = "the database away at 127.0.0.1:1 cannot be used:" in told
    assert (done.returncode, named, "secret" in told) == (CANNOT_RUN, True, False)


def remove_database(data: Path) -> None:
    for file in data.glob("store.sqlite3*"):
        file.unlink()


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (None, "half-written"),
        ('format = 99\nforum = "cica"\norigin = "x"\ncreated = "x"\n', "Use the newer program"),
        ("nonsense", "comity.toml cannot be read"),
    ],
)
@pytest.mark.parametrize("command", ["serve", "rebuild", "members", "claims"])
def test_folder_that_is_not_one_of_ours_is_refused(place, sheet, said, command):
    place.data.mkdir()
    if sheet is not None:
        (place.data / "comity.toml").write_text(sheet)
    done = place.run(command)
    assert (done.returncode, said in one_line(done)) == (CANNOT_RUN, True)
