"""Steps of a matter, what decisions bring about, and what is done about a matter at a meeting, in words."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from comity.forum.decisions.effects import Admit, AmendCharter, ChooseChair, EndStatus, FillPost, ProlongChair
from comity.forum.decisions.state import KIND, Step
from comity.forum.kernel.acts import Enacted
from comity.forum.registry import ACT_TYPES
from comity.secretariat.wording.atmeeting import telling
from comity.secretariat.wording.effects import effect_words
from comity.secretariat.wording.lineage import STEPS, in_brief
from comity.secretariat.wording.speech import Speech

TITLES = {
    ("body", "soc"): {"en": "Committee"},
    ("meeting", "m"): {"en": "First"},
    ("decision", "d"): {"en": "Plan"},
    ("status", "member"): {"en": "member"},
    ("term", "kaz"): {"en": "Kazakhstan"},
    ("post", "head"): {"en": "Secretary General"},
}
SPEECH = Speech(
    "en",
    lambda text: text,
    lambda one, many, number: one if number == 1 else many,
    SimpleNamespace(party=lambda _code: None, title=lambda kind, thing: TITLES.get((kind, thing))),
)


def test_every_act_that_moves_a_matter_is_told_as_a_step():
    moving = {name for name, each in ACT_TYPES.items() if any(fold.kind == KIND for fold in each.folds)}
    assert set(STEPS) == moving


@pytest.mark.parametrize("what", sorted(STEPS))
def test_every_step_is_said_without_a_gap(what):
    step = Step(act=1, what=what, entered="2026-11-23T10:00:00.000Z", party="KAZ", body="soc", meeting="m")
    step = step.model_copy(update={"until": "2026-11-24T10:00:00Z", "verb": "adopts"})
    assert "%(" not in SPEECH.said(in_brief(step, number=2, vote="for"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": "decisions.object", "party": "KAZ"}, "Kazakhstan objects."),
        ({"what": "decisions.object", "party": "KAZ", "paragraphs": (2,)}, "Kazakhstan objects to paragraph 2."),
        (
            {"what": "decisions.object", "party": "KAZ", "paragraphs": (2, 3)},
            "Kazakhstan objects to paragraphs 2 and 3.",
        ),
        ({"what": "decisions.conclude", "verb": "not_carried"}, "It comes out that the body does not carry it."),
        ({"what": "decisions.conclude", "verb": "defers", "meeting": "m"}, "“First”: the meeting defers."),
        ({"what": "decisions.vote", "party": "KAZ"}, "Kazakhstan votes."),
        (
            {"what": "decisions.propose", "party": "CHAIR", "body": "soc"},
            "The chair proposes it to the body “Committee”.",
        ),
    ],
)
def test_step_is_said(fields, said):
    assert SPEECH.said(in_brief(Step(act=1, entered="2026-11-23T10:00:00.000Z", **fields))) == said


CHAIR = {"kind": "chair", "term": "t", "state": "MNG", "since": "2027-09-24"}


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (
            Admit(kind="admission", party="KWT", status="member"),
            "Kuwait receives the status “member”, once all other steps to it are done.",
        ),
        (
            EndStatus(kind="status_end", party="KWT", status="member", manner="withdrawn"),
            "The status “member” of Kuwait ends.",
        ),
        (
            EndStatus(kind="status_end", party="KWT", status="member", manner="suspended", on="2027-01-01"),
            "The status “member” of Kuwait is suspended on 1 January 2027.",
        ),
        (ChooseChair(**CHAIR), "Mongolia is chosen for the chair, from 24 September 2027 on."),
        (
            ChooseChair(**CHAIR, until="2029-09-24"),
            "Mongolia is chosen for the chair, from 24 September 2027 to 24 September 2029.",
        ),
        (
            ProlongChair(kind="chair_extension", term="kaz", until="2027"),
            "The term of Kazakhstan in the chair is prolonged to 2027.",
        ),
        (
            FillPost(kind="appointment", post="head", person={"en": "A. B."}, tenure="t", since="2027-01-01"),
            "A. B. takes the post “Secretary General” on 1 January 2027.",
        ),
        (
            AmendCharter(kind="charter", in_force="2027-01-01", changes=[{"part": "quorum", "name": "quorum"}]),
            "The charter changes from 1 January 2027 on.",
        ),
    ],
)
def test_effect_is_said(effect, said):
    assert SPEECH.said(effect_words(effect)) == said


def at_meeting(kind, **fields):
    body = ACT_TYPES[f"decisions.{kind}"].body.model_validate({"decision": "d", **fields})
    act = Enacted(1, "2026-11-23T10:00:00.000Z", f"decisions.{kind}", "CHAIR", "chair", body)
    event = SimpleNamespace(what=act.type)
    found = telling(event, act)
    assert found is not None
    return SPEECH.said(found)


HERE = {"meeting": "m"}


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        ("put", HERE, "“Plan” is put to the meeting: the chair asks whether there is any objection."),
        ("recommend", {"body": "soc", "verb": "endorses", **HERE}, "The meeting endorses “Plan”."),
        ("amend_orally", {**HERE, "amendment": "No."}, "“Plan” is amended from the floor: No."),
        (
            "amend_orally",
            {**HERE, "amendment": "No.", "by": "KAZ"},
            "“Plan” is amended from the floor, as Kazakhstan moves: No.",
        ),
        ("object", {**HERE, "party": "KAZ"}, "Kazakhstan objects to “Plan”."),
        (
            "object",
            {**HERE, "party": "KAZ", "paragraphs": [1, 2], "reason": "Water."},
            "Kazakhstan objects to “Plan”, paragraphs 1 and 2. Water.",
        ),
        ("conclude", {**HERE, "outcome": "defers"}, "On “Plan” the meeting defers."),
        ("conclude", {**HERE, "outcome": "adopts", "symbol": "D/1"}, "On “Plan” the meeting adopts: decision D/1."),
        (
            "start_silence",
            {**HERE, "expires": "2026-11-24T10:00:00Z"},
            "“Plan” is put under silence until 24 November 2026, 10:00 UTC.",
        ),
        (
            "issue",
            {**HERE, "symbol": "D/1"},
            "The meeting takes note of “Plan”, decided by silence: decision D/1.",
        ),
        ("lift_objection", {**HERE, "party": "KAZ"}, "Kazakhstan lifts its objection to “Plan”."),
    ],
)
def test_what_is_done_about_a_matter_at_a_meeting_is_said(kind, fields, said):
    assert at_meeting(kind, **fields) == said


def test_without_its_act_nothing_is_told():
    assert telling(SimpleNamespace(what="decisions.put"), None) is None
