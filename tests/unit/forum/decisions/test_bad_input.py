"""What comes too late, twice, from the wrong side, or while something else changes: each has its rule."""

from __future__ import annotations

from typing import Any

import pytest

from comity.forum.charter.provisions import Quorum
from comity.forum.decisions.rules.silence import conclusion
from comity.forum.decisions.state import decision
from comity.forum.kernel.acts import Enacted
from comity.forum.officers.authority import delegation_of
from tests.support.deciding import (
    EXPIRES,
    LATER,
    MEMBERS,
    SILENCE,
    act,
    admission,
    amend,
    amendment,
    appointment,
    before,
    breaks,
    chair,
    chair_extension,
    change,
    conclude,
    decided,
    deciding,
    expired,
    matter,
    objects,
    own,
    procedure,
    propose,
    put,
    silence,
    sits,
    status_end,
)
from tests.support.decidingrecord import MINISTERS, DecidingRecord, by_deputy
from tests.support.signing import Officer
from tests.support.stage import Stage, Step, by, clock, fact, state
from tests.unit.forum.orders import adoptions
from tests.unit.forum.orders.effects import sign, take
from tests.unit.forum.orders.officers import revoke
from tests.unit.forum.orders.proposals import attach, recommend, revise
from tests.unit.forum.orders.silences import LAST, NO_SILENCES, extends, lifts, relays, reserves, rules, takes_back
from tests.unit.forum.orders.votes import CLOSED as VOTE_CLOSED
from tests.unit.forum.orders.votes import VOTING, declares, votes

MOMENTS = {
    "2026-01-01T23:59:59.000Z": None,
    "2026-01-01T23:59:59.999Z": None,
    "2026-01-02T00:00:00.000Z": "decisions.silence_over",
    "2026-01-02T00:00:00.001Z": "decisions.silence_over",
    "2026-01-02T00:00:01.000Z": "decisions.silence_over",
}
"""A second before the expiry, a thousandth before it, at it, a thousandth and a second after it."""


# --- Objections around the expiry


@pytest.mark.parametrize(("moment", "code"), MOMENTS.items())
def test_time_of_entry_decides_whether_an_objection_is_in_time(moment, code):
    assert deciding().play(*SILENCE, clock(moment)).code(breaks()) == code
    assert DecidingRecord(*SILENCE, clock(moment)).refused(breaks()) == code


@pytest.mark.parametrize(("moment", "code"), MOMENTS.items())
def test_objection_that_is_relayed_has_the_same_time(moment, code):
    discreet = [propose(body="council"), silence()]
    assert deciding().play(*discreet, clock(moment)).code(relays()) == code


def test_objection_broke_it_and_nothing_concludes_it_after_that():
    stage = deciding().play(*SILENCE, LAST, breaks(), LATER)
    assert stage.code(expired()) == "kernel.out_of_turn"
    assert (stage.value("decision", "d").state, stage.value("decision", "d").symbol) == ("broken", None)


def test_late_objection_finds_the_text_decided_whether_or_not_that_was_recorded():
    stage = deciding().play(*SILENCE, LATER)
    late = stage.refusal(breaks())
    assert (late.reason.code, late.words["expires"], late.words["entered"]) == (
        "decisions.silence_over",
        EXPIRES,
        "2026-01-02T00:00:00.000Z",
    )
    told = stage.play(expired()).refusal(breaks())
    assert (told.reason.code, told.words) == (late.reason.code, late.words)
    result = stage.value("decision", "d").result
    assert (result.effective, result.entered) == (EXPIRES, "2026-01-02T00:00:00.000Z")


# --- Two officers of one party with contrary acts


def test_break_stays_one_though_another_officer_takes_it_back():
    record = DecidingRecord(*SILENCE, breaks(), by_deputy(takes_back()), LATER)
    assert record.refused(expired()) == "kernel.out_of_turn"
    assert (record.decision().state, record.decision().silences[0].breach.withdrawn is None) == ("broken", False)


def test_second_officer_breaks_no_silence_that_the_first_has_broken():
    record = DecidingRecord(*SILENCE, breaks())
    assert record.refused(by_deputy(breaks())) == "kernel.out_of_turn"


def test_at_a_meeting_the_newest_of_contrary_acts_stands():
    record = DecidingRecord(*before(), objects())
    # A second objection of the party adds nothing to the first.
    assert record.refused(by_deputy(objects())) == "decisions.objects_already"
    record.play(by_deputy(adoptions.lifts()))
    assert record.refused(adoptions.lifts()) == "decisions.no_objection_of_its"
    record.play(objects())
    assert record.refused(conclude()) == "decisions.objected_to"
    record.play(by_deputy(adoptions.lifts()), conclude())
    assert record.decision().state == "stands"


@pytest.mark.parametrize(("last", "outcome"), [("for", "adopts"), ("against", "not_carried")])
def test_of_two_votes_of_a_party_the_newest_counts(last, outcome):
    first = "against" if last == "for" else "for"
    record = DecidingRecord(*VOTING, votes(vote=first), by_deputy(votes(vote=last)), VOTE_CLOSED)
    assert record.refused(declares("not_carried" if outcome == "adopts" else "adopts")) == "decisions.not_so_carried"
    assert record.refused(declares(outcome)) is None


# --- Those who may not


@pytest.mark.parametrize("party", ["OSCE", "KWT", "BGD"])
def test_observer_applicant_and_former_participant_do_not_object(party):
    # By the charter's rules on who enters what, and by those on who decides: even if an office stated it for them.
    assert DecidingRecord(*SILENCE).refused(breaks(party)) == "officers.not_theirs_to_enter"
    assert DecidingRecord(*SILENCE).refused(by("SECRETARIAT", breaks(party))) == "decisions.not_deciding"
    assert DecidingRecord(*before()).refused(objects(party)) == "officers.not_theirs_to_enter"
    assert deciding().play(*before()).code(by("CHAIR", objects(party))) == "decisions.not_deciding"


def test_member_that_is_suspended_while_a_silence_runs_does_not_break_it():
    suspend = [propose("e", matter="admission", effect=status_end("TUR")), recommend(decision="e"), put("e")]
    stage = deciding().play(*SILENCE, *sits(), *suspend, conclude(decision="e", effect=status_end("TUR")))
    assert stage.code(breaks("TUR")) == "decisions.not_deciding"
    assert stage.code(breaks("UZB")) is None


def test_revoked_key_breaks_no_silence():
    ambassador = MINISTERS["TUR"]
    note = {"reference": "No. 2", "on": "2026-01-01"}
    record = DecidingRecord(*SILENCE, revoke("minister", ambassador.public, party="TUR", credentials=note))
    assert record.refused(breaks()) == "officers.key_revoked"
    # The party's other officer still can; else the text stands.
    assert record.refused(by_deputy(breaks())) is None
    record = DecidingRecord(*SILENCE, revoke("minister", ambassador.public, party="TUR", credentials=note), LATER)
    assert (record.refused(breaks()), record.refused(expired())) == ("officers.key_revoked", None)


# --- While the chair changes


def test_silence_of_the_outgoing_chair_goes_on_under_the_incoming_one():
    record = DecidingRecord(*SILENCE)
    kazakh, chinese = (Officer("CHAIR", "minister", MINISTERS[code].key) for code in ("KAZ", "CHN"))
    assert delegation_of("CHAIR", "2026-01-01", record.replay) == "KAZ"
    record.enter(take()[:2], kazakh)
    assert delegation_of("CHAIR", "2026-01-01", record.replay) == "CHN"
    # The hat is that of the state in the chair when the act is entered, on that very day.
    assert record.refusal(extends()[:2], kazakh) == "officers.not_its_key"
    record.enter(extends()[:2], chinese)
    record.play(clock("2026-01-03T12:00:00.000Z"), expired(effective="2026-01-03T12:00:00Z"))
    assert [clocks.expires for clocks in record.decision().silences[0].clocks] == [EXPIRES, "2026-01-03T12:00:00Z"]


def test_meeting_is_concluded_by_whoever_has_the_chair_by_then():
    record = DecidingRecord(*before(), take())
    outgoing = Officer("CHAIR", "minister", MINISTERS["KAZ"].key)
    assert record.refusal(conclude()[:2], outgoing) == "officers.not_its_key"
    assert record.refused(conclude()) is None


# --- While the charter is amended


def test_running_silence_keeps_the_window_with_which_it_was_started():
    stage = deciding().play(*SILENCE, *amend(rules(hours=48)), propose("e"))
    assert stage.code(silence("e")) == "decisions.silence_too_short"
    assert stage.play(LATER).code(expired()) is None


CHANGES: dict[str, list[dict[str, Any]]] = {
    "the matter is another body’s": [change("matters", "text", matter("text", council="decides"))],
    "the matter is none any more": [change("matters", "text")],
    "the body knows no silences": [NO_SILENCES],
    "the body decides by votes": [
        change("procedures", "summit", procedure("summit", "majority", numerator=1, denominator=2, series="d"))
    ],
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES)
def test_running_silence_concludes_all_the_same_and_can_be_broken_until_then(changes):
    stage = deciding().play(*SILENCE, *amend(*changes))
    assert stage.code(breaks()) is None
    assert stage.play(LATER).code(expired()) is None


def test_running_silence_concludes_where_no_procedure_is_left_but_without_a_symbol():
    gone = change("procedures", "summit")
    stage = deciding().play(*SILENCE, *amend(gone))
    assert stage.code(breaks()) is None
    stage.play(LATER)
    assert stage.code(expired()) == "decisions.symbol_unfit"
    assert stage.play(expired(symbol=None)).value("decision", "d").state == "stands"
    # It is numbered once the charter says again how the body decides.
    assert stage.code(act("issue", symbol="F/DEC/2026/1")) == "decisions.no_procedure"
    again = change("procedures", "", procedure("summit", series="d"))
    stage.play(*amend(again, in_force="2026-01-02", decision="newer-rules"))
    assert stage.code(act("issue", symbol="F/DEC/2026/1")) is None


def test_who_breaks_a_silence_is_told_or_not_by_the_rule_of_the_day():
    stage = deciding().play(*SILENCE, *amend(rules(breaker="chair_only")))
    assert (stage.code(breaks()), stage.code(relays())) == ("decisions.breaker_not_told", None)


LOST = matter("text", summit="discusses", council="decides")


def test_meeting_decides_nothing_on_a_matter_that_is_no_more_its_body_s():
    stage = deciding().play(*before(), *amend(change("matters", "text", LOST), decision="new-roles"))
    refused = stage.refusal(conclude())
    assert refused.reason.code == "decisions.not_competent"
    # It says by which provision, on what that rests, and who decides now.
    said = (refused.text, refused.remedy)
    assert ["“text”" in said[0], "new-roles" in said[0], "council" in said[1]] == [True] * 3
    # Nor is it adjourned there: the proposal may be withdrawn, and made to the other body.
    assert stage.code(conclude("defers", symbol=None)) == "decisions.not_competent"
    assert stage.code(own("withdraw", "KAZ")) is None


@pytest.mark.parametrize(("day", "code"), [("2026-01-01", None), ("2026-01-02", "decisions.not_competent")])
def test_matter_that_left_the_body_yesterday_is_decided_by_it_up_to_the_day_before(day, code):
    stage = deciding().play(*amend(change("matters", "text", LOST), in_force="2026-01-02"), propose())
    stage.play(clock(f"{day}T23:59:59.999Z"), *sits(on=day))
    assert stage.code(put()) == code
    assert stage.code(propose("e")) == code


# --- The server's clock


def test_clock_set_back_takes_no_objection_out_of_its_place():
    record = DecidingRecord(*SILENCE, clock("2026-01-02T00:00:00.001Z"), propose("e"))
    record.entered = "2026-01-01T23:00:00.000Z"
    # No entry bears an earlier time than the one before it, so none can be made to look in time.
    assert record.refused(breaks()) == "door.entered_backwards"
    record.entered = "2026-01-02T00:00:00.001Z"
    assert (record.refused(breaks()), record.refused(expired())) == ("decisions.silence_over", None)


def test_clock_set_forward_ends_the_silence_at_the_time_that_was_entered():
    record = DecidingRecord(*SILENCE, clock("2026-01-09T00:00:00.000Z"), propose("e"))
    # Once an entry bears that time no later one bears an earlier one: the silence is over for all.
    record.entered = "2026-01-01T12:00:00.000Z"
    assert record.refused(breaks()) == "door.entered_backwards"
    record.entered = "2026-01-09T00:00:00.000Z"
    assert record.refused(breaks()) == "decisions.silence_over"
    record.play(expired())
    result = record.decision().result
    assert (result.effective, result.entered) == (EXPIRES, "2026-01-09T00:00:00.000Z")
    assert record.refused(breaks()) == "decisions.silence_over"


# --- Withdrawn under silence


def test_proposal_withdrawn_under_silence_ends_it():
    stage = deciding().play(*SILENCE, LAST, own("withdraw", "KAZ"), LATER)
    assert stage.code(expired()) == "kernel.out_of_turn"
    assert (stage.value("decision", "d").state, stage.value("decision", "d").silences[0].ended) == ("withdrawn",) * 2


def test_proposal_is_not_withdrawn_once_its_silence_has_expired():
    stage = deciding().play(*SILENCE, LATER)
    assert stage.code(own("withdraw", "KAZ")) == "decisions.silence_over"
    assert stage.play(expired()).code(own("withdraw", "KAZ")) == "kernel.out_of_turn"


# --- Without a quorum

MORE = [f"{letter}{other}X" for letter in "ABCDEFGHIJK" for other in "AB"]


def crowd(present: int) -> Stage:
    """A meeting of 28 members at which so many are present."""
    entered = [
        step
        for code in MORE
        for step in (state(code), fact("membership.attest", party=code, status="member", since="1999-09-14"))
    ]
    stage = Stage(*decided(), *entered)
    return stage.play(*sits("summit", *[*MEMBERS, *MORE][:present]), propose(), put())


def test_quorum_of_28_members_is_19_by_the_charter_s_two_thirds():
    rule = Quorum(sources=("S1",), numerator=2, denominator=3, text={"en": "t"})
    assert [rule.of(members) for members in (27, 28, 29, 30)] == [18, 19, 20, 20]


def test_body_without_quorum_decides_nothing():
    refused = crowd(18).refusal(conclude())
    assert refused.reason.code == "meetings.no_quorum"
    assert [refused.words[name] for name in ("present", "wanted", "members")] == [18, 19, 28]
    assert crowd(19).code(conclude()) is None


def test_quorum_is_asked_when_it_is_concluded_and_not_only_before():
    stage = crowd(19)
    stage.play(("meetings.note_presence", {"meeting": "m", "left": ["TUR"]}))
    assert stage.code(conclude()) == "meetings.no_quorum"
    stage.play(("meetings.note_presence", {"meeting": "m", "capacity": "member", "present": ["TUR"]}))
    assert stage.code(conclude()) is None


def test_member_admitted_at_the_meeting_counts_for_its_quorum_at_once():
    stage = crowd(19).play(sign(), sign(instrument="act"))
    admit = [propose("e", matter="admission", effect=admission()), recommend(decision="e"), put("e")]
    stage.play(*admit, conclude(decision="e", effect=admission()))
    refused = stage.refusal(conclude(symbol="F/DEC/2026/2"))
    assert [refused.words[name] for name in ("present", "wanted", "members")] == [19, 20, 29]


# --- After a deadline


@pytest.mark.parametrize(("moment", "code"), MOMENTS.items())
def test_reservation_has_the_deadline_of_its_silence(moment, code):
    stage = deciding().play(*SILENCE, reserves("UZB"), clock(moment))
    assert (stage.code(reserves()), stage.code(lifts("UZB"))) == (code, code)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2026-01-03T23:59:59.000Z", None),
        ("2026-01-03T23:59:59.999Z", None),
        ("2026-01-04T00:00:00.000Z", "decisions.statement_late"),
        ("2026-01-04T00:00:01.000Z", "decisions.statement_late"),
    ],
)
@pytest.mark.parametrize("kind", ["interpretative_statement", "formal_reservation", "explanation_of_position"])
def test_statement_attaches_within_the_charter_s_hours(moment, code, kind):
    assert deciding().play(*before(), conclude(), clock(moment)).code(attach(kind=kind)) == code


# --- After a breach


def test_withdrawn_objection_revives_nothing():
    stage = deciding().play(*SILENCE, breaks(), takes_back())
    assert stage.value("decision", "d").state == "broken"
    assert stage.play(LATER).code(expired()) == "kernel.out_of_turn"


@pytest.mark.parametrize(("revised", "revision"), [([], 0), ([revise()], 1)], ids=["the same text again", "as Rev.1"])
def test_second_silence_after_a_breach_is_one_of_its_own(revised, revision):
    later = "2026-01-03T00:00:00Z"
    stage = deciding().play(*SILENCE, breaks(), LATER, *revised, silence(expires=later))
    # The first stays on record, broken; who broke it has nothing to take back any more.
    assert stage.code(takes_back()) == "kernel.out_of_turn"
    stage.play(clock("2026-01-03T00:00:00.000Z"))
    assert stage.code(expired(effective=later, revision=revision)) == "decisions.silence_concluded_otherwise"
    stage.play(expired(silence=2, effective=later, revision=revision))
    held = stage.value("decision", "d")
    assert [(each.number, each.ended, each.revision) for each in held.silences] == [
        (1, "broken", 0),
        (2, "concluded", revision),
    ]
    assert (held.result.revision, held.silences[0].breach.party) == (revision, "TUR")


def test_member_that_broke_a_silence_can_break_the_next_one():
    stage = deciding().play(*SILENCE, breaks(), silence(), breaks())
    assert [each.breach.party for each in stage.value("decision", "d").silences] == ["TUR", "TUR"]


# --- What was to follow and cannot

ADMITTING = [propose(matter="admission", effect=admission()), recommend(), silence()]
MEANWHILE: dict[str, tuple[list[Step], dict[str, Any], list[Step]]] = {
    "membership.accepted_already": (
        ADMITTING,
        admission(),
        [*sits(), propose("e", matter="admission", effect=admission()), recommend(decision="e"), put("e"),
         conclude(decision="e", effect=admission())],
    ),
    "membership.no_way_in": (ADMITTING, admission(), amend(change("admissions", "member declaration act"))),
    "decisions.effect_of_another": (
        ADMITTING,
        admission(),
        amend(change("matters", "admission", matter("admission", "status_end", summit="decides"))),
    ),
    "membership.status_not_held": (
        [propose(matter="admission", effect=status_end("IND")), recommend(), silence()],
        status_end("IND"),
        [by("IND", ("membership.withdraw", {"party": "IND", "status": "member", "on": "2026-01-31"}))],
    ),
    "offices.term_twice": (
        [propose(matter="chair", effect=chair()), silence()],
        chair(),
        [fact("offices.elect_chair", term="mongolia", state="MNG", since="2027")],
    ),
    "charter.no_such_provision": (
        [propose(matter="rules", effect=amendment(change("matters", "post"), in_force="2026-01-02")), silence()],
        amendment(change("matters", "post"), in_force="2026-01-02"),
        amend(change("matters", "post")),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("code", "case"), MEANWHILE.items())
def test_text_stands_though_what_was_to_follow_has_become_impossible(code, case):
    started, effect, meanwhile = case
    stage = deciding().play(*started, *meanwhile, LATER)
    number = {} if code != "membership.accepted_already" else {"symbol": "F/DEC/2026/2"}
    # To say that it follows would be untrue, and so to leave out why it does not.
    assert stage.code(expired(effect=effect, **number)) == "decisions.silence_concluded_otherwise"
    assert stage.code(expired(**number)) == "decisions.silence_concluded_otherwise"
    stage.play(expired(hindered=code, **number))
    held = stage.value("decision", "d")
    assert (held.state, held.result.hindered) == ("stands", code)


EFFECTS: dict[str, tuple[str, dict[str, Any]]] = {
    "an admission": ("admission", admission()),
    "a suspension": ("admission", status_end()),
    "a chair": ("chair", chair()),
    "a prolongation": ("chair", chair_extension()),
    "an appointment": ("post", appointment()),
    "a change of the charter": ("rules", amendment(change("matters", "post"), in_force="2026-01-02")),
}


@pytest.mark.parametrize(("on", "effect"), EFFECTS.values(), ids=EFFECTS)
@pytest.mark.parametrize("recorded", ["2026-01-02T00:00:00.000Z", "2026-01-05T12:00:00.000Z"])
def test_what_the_host_is_to_state_is_what_the_rules_ask_however_late_it_is(on, effect, recorded):
    recommended = [recommend()] if on == "admission" else []
    stage = deciding().play(propose(matter=on, effect=effect), *recommended, silence(), clock(recorded))
    # The host asks before there is any act to speak of.
    nothing: Any = None
    asked = Enacted(0, recorded, "decisions.conclude_silence", "SECRETARIAT", "registrar", nothing)
    due = conclusion(decision(stage, "d"), asked, stage).model_dump(mode="json", exclude_unset=True)
    assert (due.get("hindered"), due["effect"]["kind"]) == (None, effect["kind"])
    assert stage.code(("decisions.conclude_silence", due | {"symbol": "F/DEC/2026/1"})) is None


def test_effect_is_asked_of_the_rules_of_the_day_of_expiry_and_not_of_when_that_is_recorded():
    later = amend(change("matters", "admission"), in_force="2026-01-03")
    stage = deciding().play(*ADMITTING, *later, clock("2026-01-05T00:00:00.000Z"))
    assert stage.code(expired(effect=admission())) is None
