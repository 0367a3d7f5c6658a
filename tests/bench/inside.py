"""What has to be measured inside a process that holds a data folder; `python -m tests.bench.inside TASK DATA [NUMBER]`.

Prints one JSON object. Each task is a process of its own, because Django's settings are those of one folder.
"""

# ruff: noqa: PLC0415 - a task imports what needs Django once Django is set up
from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from comity.cli.django import use_folder
from tests.bench import decisions, desks

BATCH = 256


def make(data: Path, size: int) -> dict[str, Any]:
    """Begin a synthetic forum and enter acts until it has `size`; the part after the first thousand is timed."""
    from comity.secretariat.forumdata import ForumData
    from comity.store.house import begin, open_house
    from tests.support.syntheticforum import IDENTITY, synthetic_acts

    first = 1000
    acts = synthetic_acts(size)
    begin(data, ForumData(IDENTITY, tuple(islice(acts, first - 1))))
    seconds, entered = 0.0, 0
    with open_house(data) as house:
        while batch := [(act.type, act.body) for act in islice(acts, BATCH)]:
            submissions = house.desk.compose(batch)
            started = time.perf_counter()
            house.door.enter_all(submissions)
            seconds += time.perf_counter() - started
            entered += len(batch)
    return {"seconds": seconds, "entered": entered}


def single_acts(data: Path, number: int) -> dict[str, Any]:
    """Enter acts one by one, each waiting for its signed checkpoint; milliseconds for each."""
    from comity.forum.registry import ACT_TYPES
    from comity.store.house import open_house

    took = []
    with open_house(data) as house:
        size = house.door.head.size
        for nth in range(number):
            fields = {"source": f"B{size + nth}", "title": {"en": "A source entered singly"}, "weight": "own"}
            body = ACT_TYPES["sources.cite"].body.model_validate(fields)
            (submission,) = house.desk.compose([("sources.cite", body)])
            started = time.perf_counter()
            house.door.enter(submission)
            took.append((time.perf_counter() - started) * 1000)
    return {"milliseconds": took}


def statements(data: Path, _number: int) -> dict[str, Any]:
    """How many SQL statements each page takes when nothing is stored."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.bench.pages import PAGES

    counts = {}
    for path in PAGES:
        with CaptureQueriesContext(connection) as captured:
            Client(headers={"host": "localhost"}).get(path)
        counts[path] = len(captured)
    return {"statements": counts}


def hashes(data: Path, _number: int) -> dict[str, Any]:
    """The audit without signatures and rules."""
    from comity.record.verify import verify_hashes
    from comity.witness.audit import trusted
    from comity.witness.sources import FolderSource

    source = FolderSource(data / "record")
    started = time.perf_counter()
    report = verify_hashes(source, trusted(source, None))
    return {"seconds": time.perf_counter() - started, "size": report.size}


TASKS: dict[str, Callable[[Path, int], dict[str, Any]]] = {
    "make": make,
    "single-acts": single_acts,
    "statements": statements,
    "hashes": hashes,
    "flows": desks.flows,
    "desk": desks.desk,
    "board": desks.board,
    "together": desks.together,
    "lineage": decisions.lineage,
    "expiring": decisions.expiring,
    "register": decisions.register,
}


def main() -> None:
    task, data, *number = sys.argv[1:]
    use_folder(Path(data))
    print(json.dumps(TASKS[task](Path(data), int(number[0]) if number else 0)))


if __name__ == "__main__":
    main()
