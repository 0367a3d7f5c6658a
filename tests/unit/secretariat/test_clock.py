from __future__ import annotations

import time

import pytest

from comity.secretariat.clock import HostClock, entered_at, milliseconds_of, stated_at


@pytest.mark.parametrize(
    ("milliseconds", "entered", "stated"),
    [
        (0, "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00Z"),
        (1_795_000_000_007, "2026-11-18T11:06:40.007Z", "2026-11-18T11:06:40Z"),
        (1_795_000_000_999, "2026-11-18T11:06:40.999Z", "2026-11-18T11:06:40Z"),
        (253_402_300_799_999, "9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59Z"),
    ],
)
def test_times_are_written_and_read_back(milliseconds: int, entered: str, stated: str) -> None:
    assert (entered_at(milliseconds), stated_at(milliseconds), milliseconds_of(entered)) == (
        entered,
        stated,
        milliseconds,
    )


def test_host_clock_counts_milliseconds() -> None:
    clock = HostClock()
    before = time.time() * 1000
    clock.wait(2)
    assert before + 1 <= clock.now() <= time.time() * 1000 + 1
