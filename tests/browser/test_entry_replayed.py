"""The Convention of 2010 enters into force in a rehearsal: the one instrument that was missing is deposited."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.commands import own_place
from tests.support.rehearsing import Delegate, Rehearsal, check_holds_and_would_not, set_on

AT_DESK, IN_PUBLIC = "desk/treaties/convention-privileges/", "treaties/convention-privileges/"


@pytest.fixture
def rehearsal(tmp_path_factory: pytest.TempPathFactory, chrome: Browser) -> Iterator[Rehearsal]:
    with own_place(tmp_path_factory.mktemp("treaty")) as place, set_on(place, "2025-08-01", chrome) as rehearsal:
        yield rehearsal


def sign_and_ratify(party: Delegate) -> None:
    party.open(AT_DESK)
    party.says("one instrument is missing", "We have done nothing about it yet.")
    party.follow("Sign")
    party.fill(mode="simple", signed_by="foreign_minister", at_en="Astana")
    party.sign()
    party.open(AT_DESK)
    party.follow("Deposit an instrument")
    party.fill(instrument="ratification")
    party.press("What would follow?")
    party.says("This is the 10th instrument: the treaty enters into force on 3 September 2025, the 30th day after.")
    party.sign()


def notify(secretariat: Delegate) -> None:
    secretariat.open("desk/treaties/")
    secretariat.says("3 things are to be notified")
    secretariat.follow("Notify")
    secretariat.sign()


def acknowledge(party: Delegate) -> None:
    party.open("desk/")
    party.follow("C.N.1.2025")
    party.press("Acknowledge")
    party.sign()


def test_convention_enters_into_force_on_its_computed_day(rehearsal: Rehearsal) -> None:
    rehearsal.clock("2025-08-04")
    sign_and_ratify(rehearsal.seat("KGZ"))
    anybody = rehearsal.seat("THA")
    anybody.open(IN_PUBLIC)
    anybody.says("It enters into force on 3 September 2025.")
    anybody.says("the 30th day after the deposit of the 10th instrument (Kyrgyzstan, 4 August 2025)")

    secretariat = rehearsal.seat("SECRETARIAT")
    notify(secretariat)
    acknowledge(anybody)
    secretariat.open("desk/treaties/notifications/C.N.1.2025/")
    secretariat.says("1 acknowledged · 27 sent")

    rehearsal.clock("2025-09-02", "23:59")
    anybody.open("treaties/")
    anybody.says("enters into force: 3 September 2025")
    rehearsal.clock("2025-09-03", "00:00")
    anybody.open(IN_PUBLIC)
    anybody.says("It is in force since 3 September 2025.")
    anybody.open("desk/treaties/")
    anybody.says("in force: 3 September 2025")
    check_holds_and_would_not(rehearsal, "treaties.deposit")
