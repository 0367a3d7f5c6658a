"""The decision on the chair of March 2024 in rehearsals: once the silence expires, once a member breaks it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.commands import Place, own_place
from tests.support.rehearsing import (
    Delegate,
    Rehearsal,
    check_holds_and_would_not,
    check_proof_alone,
    rehearsing,
    set_on,
)

SLUG = "chairmanship-of-azerbaijan"
AT_DESK, IN_PUBLIC = f"desk/decisions/{SLUG}/", f"decisions/{SLUG}/"
EXPIRES = ("2024-03-19", "12:00")
LATER = ("2024-04-02", "12:00")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A rehearsal that was made and is served by nobody now; each story goes on from a copy of it."""
    with own_place(tmp_path_factory.mktemp("chair")) as place:
        with rehearsing(place, "2024-03-04"):
            pass
        yield place


@pytest.fixture
def rehearsal(tmp_path_factory: pytest.TempPathFactory, made: Place, chrome: Browser) -> Iterator[Rehearsal]:
    with own_place(tmp_path_factory.mktemp("chair"), made) as place, set_on(place, "2024-03-04", chrome) as rehearsal:
        rehearsal.clock("2024-03-05", "12:00")
        yield rehearsal


def propose(chair: Delegate) -> None:
    chair.open("desk/decisions/")
    chair.follow("Propose a matter")
    chair.page.get_by_role("link", name="Next chair", exact=True).click()
    chair.fill(body="ministerial", title_en="Chairmanship of Azerbaijan", text_en="Azerbaijan takes the chair.")
    chair.fill(effect="chair")
    chair.page.locator("summary", has_text="A state is chosen for the chair").click()
    chair.fill(chair_state="AZE", chair_since="2024-12-17")
    chair.sign()


def start(chair: Delegate, expires: tuple[str, str]) -> None:
    chair.open(AT_DESK)
    chair.follow("Start a silence")
    chair.fill(expires_day=expires[0], expires_time=expires[1])
    chair.sign()


def about_to_break(delegate: Delegate, **said: str) -> None:
    """The act lies open to be signed, as it may in the last minutes."""
    delegate.open(AT_DESK)
    delegate.follow("Break the silence")
    delegate.fill(**said)
    delegate.look()


def hand_over(rehearsal: Rehearsal, chair: Delegate) -> None:
    rehearsal.clock("2024-12-16")
    chair.open("desk/meetings/")
    chair.follow("Convene a meeting")
    chair.fill(body="ministerial", kind="regular", planned="2024-12-17", opens_time="07:00", format="video")
    chair.fill(title_en="Seventh Ministerial Meeting", host="AZE")
    chair.sign()
    rehearsal.clock("2024-12-17", "07:00")
    chair.open("desk/meetings/ministerial-7/room/")
    chair.follow("Open the meeting")
    chair.fill(office_en="Minister of Foreign Affairs")
    chair.sign()
    chair.says("Azerbaijan is chosen for the next term")
    chair.press("Azerbaijan takes the chair now")
    chair.sign()


def test_silence_expires_and_the_hat_moves_at_the_ministerial(rehearsal: Rehearsal) -> None:
    chair, anybody = rehearsal.seat("CHAIR"), rehearsal.seat("THA")
    propose(chair)
    start(chair, EXPIRES)
    rehearsal.clock("2024-03-19", "11:59:00")
    anybody.open(AT_DESK)
    anybody.says("under silence", "If you agree, leave it: silence is assent.")

    rehearsal.clock(*EXPIRES)
    anybody.finds(IN_PUBLIC, "adopts, by silence, with effect since 19 March 2024, 12:00 UTC", "CICA/MIN/DEC/2024/1")
    anybody.open("chair/")
    anybody.says("Azerbaijan")
    hand_over(rehearsal, chair)
    # Whoever has handed the chair over wears its hat no more.
    chair.says("Sign in")
    rehearsal.leave("CHAIR")
    successor = rehearsal.seat("CHAIR")
    successor.open("desk/meetings/ministerial-7/room/")
    successor.says("The chair passed to Azerbaijan at this meeting")
    successor.press("Close the meeting")
    successor.sign()
    check_holds_and_would_not(rehearsal, "decisions.conclude_silence")


def test_silence_is_broken_in_its_last_seconds_and_the_revised_text_expires(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    chair, thailand, india = (rehearsal.seat(party) for party in ("CHAIR", "THA", "IND"))
    propose(chair)
    start(chair, EXPIRES)
    words = "Azerbaijan takes the chair on 17 December 2024."
    about_to_break(thailand, reason_en="The day is to be named.", text_en=words)
    rehearsal.clock("2024-03-19", "11:59:40")
    breach = thailand.sign()
    thailand.says("before the expiry of the silence, 19 March 2024, 12:00:00 UTC")
    india.open(AT_DESK)
    india.says("not adopted: the silence was broken", "Broken by Thailand, 19 March 2024, 11:59:", words)

    chair.open(AT_DESK)
    chair.follow("Revise the text")
    chair.fill(text_en=words, reason_en="As Thailand asks.")
    chair.sign()
    start(chair, LATER)
    about_to_break(india)
    rehearsal.clock("2024-04-02", "12:00:01")
    india.press_to_sign()
    india.says("expired at 2 April 2024, 12:00:00 UTC", "Nothing broke it in time, so the text stands")
    anybody = rehearsal.seat("KGZ")
    anybody.finds(IN_PUBLIC, "adopts, by silence, with effect since 2 April 2024, 12:00 UTC", "Rev.1")
    anybody.says("Thailand breaks the silence", "CICA/MIN/DEC/2024/1")
    check_proof_alone(thailand, breach, rehearsal.place, tmp_path)
    check_holds_and_would_not(rehearsal, "decisions.break_silence")
