"""Two admissions in rehearsals, as they happened: Kuwait signed, then was decided on; Bangladesh the other way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.commands import own_place
from tests.support.rehearsing import Delegate, Rehearsal, check_holds_and_would_not, set_on

SEVENTEEN = [
    *("AZE", "BHR", "BGD", "CHN", "EGY", "IND", "IRN", "IRQ", "ISR"),
    *("JOR", "KAZ", "KGZ", "MNG", "PAK", "PSE", "QAT", "KOR"),
]


@pytest.fixture
def kuwait(tmp_path_factory: pytest.TempPathFactory, chrome: Browser) -> Iterator[Rehearsal]:
    with own_place(tmp_path_factory.mktemp("kuwait")) as place, set_on(place, "2022-10-10", chrome) as rehearsal:
        yield rehearsal


def apply(party: Delegate, name: str) -> None:
    party.open("desk/")
    party.follow("Admission")
    party.follow("Apply: member")
    party.fill(text_en=f"{name} asks to become a member.")
    party.sign()


def sign_both(rehearsal: Rehearsal, party: str) -> None:
    """Two officers sign each founding document: one draws it up, the other finds it at her desk."""
    first, second = rehearsal.seat(party), rehearsal.seat(party, "authoriser-2")
    for _document in ("Declaration of 1999", "Almaty Act"):
        first.open(f"desk/admission/{party}/member/")
        first.follow("Sign")
        first.sign_in_part()
        second.open("desk/")
        second.follow("Signature of a founding document")
        second.sign()


def note_presence(chair: Delegate, parties: list[str]) -> None:
    chair.follow("Who came, who left")
    form = chair.page.locator("form").filter(has=chair.page.locator("[name=there][value=AFG]"))
    for party in parties:
        form.locator(f"[value={party}]").check()
    form.locator("select").select_option("head_of_state")
    form.get_by_role("button", name="Note who came and who left").click()
    chair.sign()


def test_kuwait_signs_and_then_the_sixth_summit_decides(kuwait: Rehearsal) -> None:
    kuwait.clock("2022-10-11")
    applicant = kuwait.seat("KWT")
    apply(applicant, "Kuwait")
    sign_both(kuwait, "KWT")
    applicant.open("desk/admission/KWT/member/")
    applicant.says("1 step is missing", "Today it would be number 28 in order.")
    applicant.open("participants/")
    applicant.says("27 member states")

    kuwait.clock("2022-10-12")
    chair = kuwait.seat("CHAIR")
    chair.open("desk/admission/KWT/member/")
    chair.press("Propose the decision")
    chair.fill(body="summit", text_en="The State of Kuwait is admitted as a member.")
    chair.sign()
    chair.open("desk/decisions/admission-of-kuwait-member/")
    chair.follow("Record the say of a body")
    chair.fill(say="soc/recommends")
    chair.sign()

    convene_the_sixth_summit(chair)
    kuwait.clock("2022-10-13", "05:00")
    chair.open("desk/meetings/summit-6/room/")
    chair.follow("Open the meeting")
    chair.fill(office_en="President of the Republic of Kazakhstan")
    chair.sign()
    note_presence(chair, SEVENTEEN)
    for button in ("Take it up", "Put it to the meeting"):
        chair.press(button)
        chair.sign()
    chair.says("17 of 27 members are present; by the charter 18 make a quorum.")
    note_presence(chair, ["RUS", "LKA", "TJK"])
    chair.says("Is there any objection?", "Nobody has objected.", "So the status begins today.")
    chair.press("It is so decided")
    chair.sign()
    chair.says("20 of 28 members are present; 19 make a quorum.")
    chair.press("Close the meeting")
    chair.sign()

    kuwait_is_the_twenty_eighth(applicant)
    check_holds_and_would_not(kuwait, "decisions.conclude")


def convene_the_sixth_summit(chair: Delegate) -> None:
    chair.open("desk/meetings/")
    chair.follow("Convene it")
    chair.fill(planned="2022-10-13", opens_time="05:00", place_en="Astana", host="KAZ", format="in_person")
    chair.sign()
    chair.follow("Set the provisional agenda")
    chair.page.locator("summary").first.click()
    chair.fill(i0_en="Admission of a new member", i0_matters="admission-of-kuwait-member")
    chair.fill(i1_en="Transformation of the forum")
    chair.sign()


def kuwait_is_the_twenty_eighth(anybody: Delegate) -> None:
    anybody.open("participants/KWT/")
    anybody.says("number 28 in the order of joining", "13 October 2022", "accepted: member")
    anybody.open("participants/")
    anybody.says("28 member states", "A meeting needs 19 members present to decide.")
    anybody.open("participants/?on=2022-10-12")
    anybody.says("27 member states")
    anybody.open("meetings/summit-6/journal/")
    anybody.says("17 members were there; 18 make a quorum.")
    anybody.says("On “Admission of Kuwait: member” the meeting adopts: decision CICA/SUM/DEC/2022/1.")
    anybody.open("decisions/admission-of-kuwait-member/")
    anybody.says("“Senior Officials Committee” recommends it", "It has followed from the decision.")


@pytest.fixture
def bangladesh(tmp_path_factory: pytest.TempPathFactory, chrome: Browser) -> Iterator[Rehearsal]:
    with own_place(tmp_path_factory.mktemp("bangladesh")) as place, set_on(place, "2014-05-10", chrome) as rehearsal:
        yield rehearsal


def test_bangladesh_is_decided_on_and_then_signs(bangladesh: Rehearsal) -> None:
    bangladesh.clock("2014-05-11")
    applicant = bangladesh.seat("BGD")
    apply(applicant, "Bangladesh")
    chair = bangladesh.seat("CHAIR")
    chair.open("desk/admission/BGD/member/")
    chair.press("Propose the decision")
    chair.fill(body="summit", text_en="The People’s Republic of Bangladesh is admitted as a member.")
    chair.sign()
    chair.open("desk/decisions/admission-of-bangladesh-member/")
    chair.follow("Start a silence")
    chair.fill(expires_day="2014-05-19", expires_time="12:00")
    chair.sign()

    bangladesh.clock("2014-05-19", "12:00")
    applicant.finds("decisions/admission-of-bangladesh-member/", "adopts, by silence")
    applicant.open("participants/")
    applicant.says("24 member states")
    bangladesh.clock("2014-05-20")
    sign_both(bangladesh, "BGD")
    applicant.open("participants/BGD/")
    applicant.says("20 May 2014", "number 25 in the order of joining")
    applicant.open("participants/")
    applicant.says("25 member states")
    applicant.open("participants/?on=2014-05-19")
    applicant.says("24 member states")
    check_holds_and_would_not(bangladesh, "membership.sign")
