"""What has to be measured of decisions, inside a process that holds a data folder.

The forum is that of tests/support/decided.py: its charter, its members, its clock that a test sets.
"""

# ruff: noqa: PLC0415 - a task imports what needs Django once Django is set up
from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.store.house import House
    from tests.support.decided import Told
    from tests.support.trouble import SetClock

STEPS = 60
SILENCES = 200
MATTERS = 10_000
EXPIRES = "2026-11-24T10:00:00Z"
_ASKED = 40
_BATCH = 256


def _proposal(name: str, **said: Any) -> dict[str, Any]:
    given = {
        "decision": name,
        "party": "KAZ",
        "matter": "plans",
        "body": "soc",
        "title": f"Matter {name}",
        "text": "So.",
    }
    return given | said


def long_way() -> list[Told]:
    """A matter that is revised, recommended, put under silence and broken again and again, until it has 60 steps."""
    from tests.support.decided import NOW

    named = {"decision": "long"}
    said = (NOW, "decisions.recommend", named | {"body": "working-group", "verb": "recommends", "remark": "Agreed."})
    told: list[Told] = [(NOW, "decisions.propose", _proposal("long"))]
    for revision in range(1, STEPS // 5):
        text = f"The text, as revised {revision} times."
        told += [
            said,
            (NOW, "decisions.start_silence", named | {"expires": EXPIRES}),
            (NOW, "decisions.reserve", named | {"party": "CHN", "kind": "scrutiny", "text": "Being looked at."}),
            (NOW, "decisions.break_silence", named | {"party": "IND", "text": "Delete the second sentence."}),
            (NOW, "decisions.revise", named | {"revision": revision, "text": text}),
        ]
    return [*told, *[said] * (STEPS - len(told))]


def _entered(house: House, told: Iterable[Told]) -> None:
    from comity.forum.registry import ACT_TYPES

    acts = [(kind, ACT_TYPES[kind].body.model_validate(said)) for _moment, kind, said in told]
    for first in range(0, len(acts), _BATCH):
        house.desk.enter_all(acts[first : first + _BATCH])


def _asked(path: str) -> tuple[list[float], int, int]:
    """Milliseconds of the page made anew, its SQL statements, its bytes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    browser, took, length = Client(headers={"host": "localhost"}), [], 0
    for nth in range(_ASKED):
        started = time.perf_counter()
        answer = browser.get(path)
        if nth:
            took.append((time.perf_counter() - started) * 1000)
        assert answer.status_code == 200, answer.status_code
        length = len(answer.content)
    with CaptureQueriesContext(connection) as captured:
        browser.get(path)
    return took, len(captured), length


def lineage(data: Path, _number: int) -> dict[str, Any]:
    """The page of a matter with 60 steps."""
    from tests.support import decided

    clock = decided.begun(data, *long_way())
    with decided.opened(data, clock):
        took, statements, length = _asked("/en/decisions/long/")
    return {"milliseconds": statistics.median(took), "statements": statements, "bytes": length}


def expiring(data: Path, _number: int) -> dict[str, Any]:
    """200 silences that expire in one second while nobody is there; seconds until all are concluded after it."""
    from comity.store.clockwork import Clockwork
    from comity.store.models import Decision, Entry
    from tests.support import decided

    names = [f"silent-{nth}" for nth in range(SILENCES)]
    clock: SetClock = decided.begun(data)
    with decided.opened(data, clock) as house:
        Clockwork(house).look()
        _entered(house, ((decided.NOW, "decisions.propose", _proposal(name)) for name in names))
        silences = ({"decision": name, "expires": EXPIRES} for name in names)
        _entered(house, ((decided.NOW, "decisions.start_silence", said) for said in silences))
    clock.time = decided.instant(EXPIRES[:-1])
    with decided.opened(data, clock) as house:
        before = Entry.objects.filter(type="decisions.conclude_silence").count()
        started = time.perf_counter()
        rounds = Clockwork(house).look()
        seconds = time.perf_counter() - started
        again = Clockwork(house).look()
        entered = Entry.objects.filter(type="decisions.conclude_silence").count() - before
        stand = Decision.objects.filter(id__in=names, state="stands").count()
    astray = abs(SILENCES - entered) + abs(SILENCES - stand) + again.concluded + len(rounds.refused)
    return {"seconds": seconds, "concluded": rounds.concluded, "astray": astray}


def register(data: Path, _number: int) -> dict[str, Any]:
    """The register of 10,000 decisions, listed and filtered."""
    from tests.support import decided

    clock = decided.begun(data)
    with decided.opened(data, clock) as house:
        _entered(house, ((decided.NOW, "decisions.propose", _proposal(f"m-{nth}")) for nth in range(MATTERS)))
        withdrawn = ({"decision": f"m-{nth}", "party": "KAZ"} for nth in range(0, MATTERS, 3))
        _entered(house, ((decided.NOW, "decisions.withdraw", said) for said in withdrawn))
        found = {path: _asked(path) for path in LISTS}
    worst = max(found, key=lambda path: statistics.median(found[path][0]))
    took, statements, _ = found[worst]
    return {"milliseconds": statistics.median(took), "statements": statements, "path": worst}


LISTS = tuple(
    f"/en/decisions/?{query}"
    for query in (
        "",
        "from=5000",
        "from=9950",
        "body=soc&from=9950",
        "matter=plans&from=9950",
        "year=2026&from=9950",
        "state=withdrawn",
        "state=withdrawn&from=3300",
        "state=open&from=6500",
        "body=soc&state=withdrawn",
        "q=matter&from=9950",
        "q=m-99",
        "body=soc&matter=plans&year=2026&q=m&from=9950",
        "on=2026-11-23&from=9950",
    )
)
