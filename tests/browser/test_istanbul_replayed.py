"""The Third Summit, Istanbul 2010, in a rehearsal: one member blocks; paragraphs move to a statement of the chair."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.commands import own_place
from tests.support.rehearsing import Delegate, Rehearsal, check_holds_and_would_not, set_on

ROOM, MATTER = "desk/meetings/summit-3/room/", "desk/decisions/istanbul-declaration/"
AGREED = ("The members reaffirm the Almaty Act.", "They stand together against terrorism.")
DISPUTED = ("They condemn the interception of ships on their way to Gaza.", "They call for the blockade to be lifted.")
THANKS = "They thank the people of Istanbul."


@pytest.fixture
def rehearsal(tmp_path_factory: pytest.TempPathFactory, chrome: Browser) -> Iterator[Rehearsal]:
    with own_place(tmp_path_factory.mktemp("istanbul")) as place, set_on(place, "2010-06-07", chrome) as rehearsal:
        yield rehearsal


def propose_the_declaration(chair: Delegate) -> None:
    chair.open("desk/propose/")
    chair.page.get_by_role("link", name="Outcome documents", exact=True).click()
    text = "\n\n".join((*AGREED, *DISPUTED, THANKS))
    chair.fill(body="summit", title_en="Istanbul Declaration", text_en=text)
    chair.sign()


def propose_the_chair(chair: Delegate) -> None:
    chair.open("desk/propose/")
    chair.page.get_by_role("link", name="Next chair", exact=True).click()
    chair.fill(body="summit", title_en="Turkey in the chair", text_en="Turkey is in the chair from today.")
    chair.fill(effect="chair")
    chair.page.locator("summary", has_text="A state is chosen for the chair").click()
    chair.fill(chair_state="TUR", chair_since="2010-06-08")
    chair.sign()


def convene(chair: Delegate) -> None:
    chair.open("desk/meetings/")
    chair.follow("Convene a meeting")
    chair.fill(body="summit", kind="regular", title_en="Third Summit", planned="2010-06-08", opens_time="06:00")
    chair.fill(place_en="Istanbul", host="TUR", format="in_person")
    chair.sign()
    chair.follow("Set the provisional agenda")
    for row in (0, 1):
        chair.page.locator("summary", has_text="Matters, documents").nth(row).click()
    chair.fill(i0_en="Chairmanship", i0_matters="turkey-in-the-chair")
    chair.fill(i1_en="Declaration", i1_matters="istanbul-declaration")
    chair.sign()


def open_and_hand_over(rehearsal: Rehearsal, chair: Delegate) -> Delegate:
    """Kazakhstan opens the summit; Turkey is chosen, takes the chair and goes on."""
    rehearsal.clock("2010-06-08", "06:00")
    chair.open(ROOM)
    chair.follow("Open the meeting")
    chair.fill(office_en="President of the Republic of Kazakhstan")
    chair.sign()
    chair.follow("Who came, who left")
    chair.press("All are there")
    chair.sign()
    for button in ("Put it to the meeting", "It is so decided", "takes the chair now"):
        chair.press(button)
        chair.sign()
    rehearsal.leave("CHAIR")
    return rehearsal.seat("CHAIR")


def object_to_two_paragraphs(member: Delegate) -> None:
    member.open("desk/")
    member.says("put to a meeting: is there any objection?")
    member.open("desk/meetings/summit-3/")
    member.press("Object, with reason or paragraphs")
    member.fill(reason_en="It is one-sided.", paragraphs="3, 4")
    member.sign()


def move_them_to_a_statement(chair: Delegate) -> None:
    # The room tells by itself that somebody has objected.
    expect(chair.main).to_contain_text("Israel objects to paragraphs 3, 4", timeout=15_000)
    chair.says("Israel objects, so there is no consensus.")
    chair.open(ROOM)
    chair.follow("Register the statement of the chair")
    chair.page.locator("summary", has_text="Or paste a short text").first.click()
    said = "All members of the forum but one have this to say."
    chair.fill(title_en="Statement of the Chair", series="chair", body_en="\n\n".join((said, *DISPUTED)))
    chair.sign()
    # Its receipt is the room, which goes on from there.
    chair.follow("moves paragraphs to a statement of the chair")
    expect(chair.page.locator('[name="paragraphs"]:checked')).to_have_count(2)
    expect(chair.page.locator('[name="speaks_for"]:checked')).to_have_count(19)
    chair.fill(outcome="moves_to_chair_statement", statement="cica-chair-2010-1")
    chair.sign()


def adopt_what_is_left(chair: Delegate) -> None:
    chair.open(MATTER)
    chair.says("Paragraphs: 3, 4.", "a statement of the chair alone, which speaks for")
    chair.follow("Revise the text")
    expect(chair.page.locator('[name="text_en"]')).to_have_value("\n\n".join((*AGREED, THANKS)))
    chair.sign()
    chair.open(ROOM)
    for button in ("Put it to the meeting", "It is so decided", "Close the meeting"):
        chair.press(button)
        chair.sign()


def test_paragraphs_that_one_member_blocks_move_to_a_statement_of_the_chair(rehearsal: Rehearsal) -> None:
    kazakhstan = rehearsal.seat("CHAIR")
    propose_the_declaration(kazakhstan)
    propose_the_chair(kazakhstan)
    convene(kazakhstan)
    turkey = open_and_hand_over(rehearsal, kazakhstan)
    turkey.open(ROOM)
    turkey.press("Put it to the meeting")
    turkey.sign()
    israel = rehearsal.seat("ISR")
    object_to_two_paragraphs(israel)
    move_them_to_a_statement(turkey)
    adopt_what_is_left(turkey)

    israel.open("decisions/istanbul-declaration/")
    israel.says(
        "CICA/SUM/DEC/2010/2", "adopts", "Rev.1", "Statement of the Chair", "Israel objects to paragraphs 3 and 4."
    )
    israel.open("documents/cica-chair-2010-1/")
    israel.says("statement of the chair", "not a text of the members", "CICA/CHAIR/2010/1")
    israel.open("meetings/summit-3/journal/")
    israel.says("the meeting moves paragraphs to a statement of the chair", "The chair passes on 8 June 2010")
    israel.says("On “Istanbul Declaration” the meeting adopts: decision CICA/SUM/DEC/2010/2.")
    check_holds_and_would_not(rehearsal, "decisions.object")
