"""Runs the checks and test groups one after another, and says in the last line how many passed and failed.

A group that could not run, or a test that was skipped, is printed as NOT RUN and makes the command fail: nothing is
passed over in silence. Usage: run_tests.py [GROUP…]; without names, all of them.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from checks import CHECKS, Check  # noqa: E402 - both live beside this script and under the root put on the path above

from tests.support.postgres import PostgresUnavailableError, private_cluster  # noqa: E402 - as above

NO_TESTS_COLLECTED = 5
# Every test of a record waits for the disk many times over. In memory nothing of what is tested is lost but the wait: a
# process that is killed finds its files again there, and a disk that fails is made to fail by the tests themselves.
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made below it
MEMORY_WANTED = 8 * 2**30

# More workers than this only fight over the disk.
WORKERS = ("--numprocesses=auto", "--maxprocesses=4")


@dataclass(frozen=True)
class Group:
    """Tests of one folder, and what the machine must have for them."""

    name: str
    folder: str
    options: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    on_postgres: bool = False


@dataclass
class Tally:
    """What a run of any size came to."""

    passed: int = 0
    failed: int = 0
    not_run: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.not_run += other.not_run


GROUPS = (
    # The core must need no Django, so there its plugin is not even loaded.
    Group("unit", "tests/unit", ("-p", "no:django", *WORKERS)),
    Group("property", "tests/property", ("-p", "no:django", *WORKERS)),
    Group("integration", "tests/integration", ("-m", "not postgres", *WORKERS)),
    Group("postgres", "tests/integration", ("-m", "not sqlite", *WORKERS), on_postgres=True),
    Group("browser", "tests/browser", programs=("chromium",)),
    Group("interop", "tests/interop", programs=("go", "ssh-keygen")),
)


def run_check(check: Check) -> Tally:
    """One command; its output is shown only when it fails."""
    started = time.monotonic()
    done = subprocess.run(check.command, cwd=ROOT, env=environment(), text=True, capture_output=True, check=False)
    verdict = "ok" if done.returncode == 0 else f"FAILED (exit {done.returncode})"
    print(f"check: {check.name}: {verdict} ({time.monotonic() - started:.1f} s)", flush=True)
    if done.returncode == 0:
        return Tally(passed=1)
    print(done.stdout + done.stderr, flush=True)
    return Tally(failed=1)


def run_checks() -> Tally:
    tally = Tally()
    for check in CHECKS:
        tally.add(run_check(check))
    return tally


def run_group(group: Group) -> Tally:
    """Run a group's tests, on a private PostgreSQL if it wants one."""
    print(f"\n== {group.name} ==", flush=True)
    missing = [program for program in group.programs if shutil.which(program) is None]
    if missing:
        return Tally(not_run=[f"{group.name}: this machine has no {', '.join(missing)}"])
    try:
        with database(group) as url:
            return run_pytest(group, url)
    except PostgresUnavailableError as reason:
        return Tally(not_run=[f"{group.name}: {reason}"])


@contextmanager
def database(group: Group) -> Iterator[str]:
    if group.on_postgres:
        with private_cluster() as url:
            yield url
    else:
        yield ""


def run_pytest(group: Group, database_url: str) -> Tally:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "--quiet", f"--junitxml={report}", *group.options, group.folder]
        env = environment() | {"COMITY_DATABASE_URL": database_url}
        exit_code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
        if exit_code == NO_TESTS_COLLECTED or not (ROOT / group.folder).is_dir():
            return Tally(not_run=[f"{group.name}: there is no such test in {group.folder}"])
        tally = read_report(group, report) if report.exists() else Tally()
    if exit_code != 0 and not tally.failed:
        # pytest itself broke: a crash, a fault in its configuration, a warning at the end.
        tally.failed += 1
    return tally


def read_report(group: Group, report: Path) -> Tally:
    tally = Tally()
    # The file is pytest's own, written a moment ago.
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - see above
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            tally.failed += 1
        elif skipped is not None:
            name = f"{case.get('classname')}.{case.get('name')}"
            tally.not_run.append(f"{group.name}: {name}: {skipped.get('message')}")
        else:
            tally.passed += 1
    return tally


def environment() -> dict[str, str]:
    """This process's environment, without what would point the tests at somebody's data."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("COMITY_")}
    # Programs of .venv are found before the machine's.
    return env | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


@contextmanager
def files_in_memory() -> Iterator[None]:
    """Let tests keep their files in memory, where the machine has enough of it."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= MEMORY_WANTED):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="comity-tests-", dir=MEMORY) as folder:
        # PostgreSQL runs as a user of its own, who has to come through here to its folder.
        Path(folder).chmod(0o711)
        os.environ["TMPDIR"], tempfile.tempdir = folder, None
        yield


def stop(signum: int, _frame: FrameType | None) -> NoReturn:
    """Leave through `finally`, so that a cluster that was started is stopped."""
    raise SystemExit(128 + signum)


def chosen(names: list[str]) -> Tally:
    tally = Tally()
    if not names or "check" in names:
        tally.add(run_checks())
    for group in GROUPS:
        if not names or group.name in names:
            tally.add(run_group(group))
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    known = ["check", *(group.name for group in GROUPS)]
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"one of: {', '.join(known)}")
    names = parser.parse_args().groups
    unknown = sorted(set(names) - set(known))
    if unknown:
        parser.error(f"unknown group {', '.join(unknown)}; there are {', '.join(known)}")
    signal.signal(signal.SIGTERM, stop)
    started = time.monotonic()
    with files_in_memory():
        tally = chosen(names)
    print(f"\nin {time.monotonic() - started:.0f} s")
    for reason in tally.not_run:
        print(f"NOT RUN: {reason}")
    print(f"{tally.passed} passed, {tally.failed} failed", flush=True)
    return 1 if tally.failed or tally.not_run else 0


if __name__ == "__main__":
    raise SystemExit(main())
