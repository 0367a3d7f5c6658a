"""The present time is asked for in one place: a rehearsal's clock is nobody's to forget."""

from __future__ import annotations

import re
from pathlib import Path

import comity

ROOT = Path(comity.__path__[0])
_ASKS = re.compile(
    r"datetime\.(?:now|utcnow|today)\(|\bdate\.today\(|\btime\.time(?:_ns)?\(|timezone\.(?:now|localdate)\("
)


def test_present_time_is_asked_of_the_host_where_clocks_are_made_and_nowhere_else():
    asking = {str(file.relative_to(ROOT)) for file in ROOT.rglob("*.py") if _ASKS.search(file.read_text("utf-8"))}
    assert asking == {"secretariat/clock.py", "store/living.py"}
