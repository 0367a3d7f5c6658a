"""When a matter may be put to a meeting, objected to, amended from the floor, and concluded."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.decisions.machine import ACCEPTING, COUNTED, PUT, VOTING
from comity.forum.decisions.rules.common import check_competent, check_deciding, matter_of, of_its_body, procedure_of
from comity.forum.decisions.rules.effects import check_effect, check_same_effect, effect_due
from comity.forum.decisions.rules.proposing import check_fits
from comity.forum.decisions.rules.symbols import check_number
from comity.forum.decisions.rules.undertakings import check_laid_down, check_undertakings
from comity.forum.decisions.rules.votes import NOT_COUNTED, check_carried, check_chosen
from comity.forum.kernel.checks import check_known, check_parties
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.values import Key
from comity.forum.meetings.machine import CLOSED
from comity.forum.meetings.sitting import check_quorum, check_sitting
from comity.forum.meetings.state import meeting as meeting_of
from comity.forum.membership.roll import decides

if TYPE_CHECKING:
    from comity.forum.charter.provisions import Matter, Procedure
    from comity.forum.decisions import acts
    from comity.forum.decisions.state import Decision
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.meetings.state import Meeting

OTHER_MEETING = Reason(
    "decisions.other_meeting",
    gettext_noop("“%(decision)s” was put to the meeting “%(due)s”, not to “%(meeting)s”."),
    gettext_noop("Name the meeting that it is before."),
)
OBJECTS_ALREADY = Reason(
    "decisions.objects_already",
    gettext_noop("%(party)s objects to “%(decision)s” already, by act %(act)s."),
    gettext_noop("Nothing more has to be done; it may lift its objection while the matter is before the meeting."),
)
NO_OBJECTION_OF_ITS = Reason(
    "decisions.no_objection_of_its",
    gettext_noop("No objection of %(party)s to “%(decision)s” stands."),
    gettext_noop("There is nothing to lift."),
)
OBJECTED_TO = Reason(
    "decisions.objected_to",
    gettext_noop("“%(decision)s” is objected to by %(parties)s, so there is no consensus."),
    gettext_noop(
        "Other outcomes are open: consultations continue, the matter is deferred, or the paragraphs in dispute move to "
        "a statement of the chair alone."
    ),
)
NOT_PUT = Reason(
    "decisions.not_put",
    gettext_noop("“%(decision)s” has not been put to a meeting, so nobody was asked whether there is any objection."),
    gettext_noop("Put it to an open meeting of its body, or start a silence where the charter lets it."),
)
NOBODY_OBJECTS = Reason(
    "decisions.nobody_objects",
    gettext_noop("Nobody objects to “%(decision)s”, so nothing has to move to a statement of the chair alone."),
    gettext_noop("Declare it adopted; or, where a member objects, let its objection be stated first."),
)
STATEMENT_WANTED = Reason(
    "decisions.statement_wanted",
    gettext_noop("Paragraphs that move to a statement of the chair are named, and so is that statement."),
    gettext_noop("Give the numbers of the paragraphs, the document of the statement, and for which states it speaks."),
)
OF_THE_MEMBERS = Reason(
    "decisions.of_the_members",
    gettext_noop("The document “%(document)s” is registered as a text of the members; a chair’s statement is not."),
    gettext_noop("Register the statement as a text of the chair alone, then name it here."),
)
SPEAKS_FOR_OBJECTOR = Reason(
    "decisions.speaks_for_objector",
    gettext_noop("The statement of the chair is said to speak for %(party)s, which objects."),
    gettext_noop("Leave out of the states that it speaks for those that object."),
)
OUTCOME_BY_VOTES = Reason(
    "decisions.outcome_by_votes",
    gettext_noop("“%(decision)s” is not put to a vote, so it cannot be said that it was not carried."),
    gettext_noop("Where a member objects consultations continue, or the matter is deferred or moved."),
)
REVISION_DIFFERS = Reason(
    "decisions.revision_differs",
    gettext_noop("The text of “%(decision)s” stands as revision %(due)s; this concludes on revision %(given)s."),
    gettext_noop("Look at the text as it stands, and conclude on that."),
)
NOT_RECOMMENDED = Reason(
    "decisions.not_recommended",
    gettext_noop(
        "By the charter’s provision “%(matter)s” the body “%(body)s” has its say first; it has not had it yet."
    ),
    gettext_noop("Let its recommendation be recorded, then decide."),
)
SILENCE_UNKNOWN = Reason(
    "decisions.silence_not_known",
    gettext_noop("By the charter’s “%(procedure)s” no silence procedure is used."),
    gettext_noop("Let the matter be decided at a meeting."),
)

BRINGING = ("adopts", "approves", "endorses")
"""Outcomes with which a decision brings about what it was to."""


def check_put(act: Enacted, values: Values) -> None:
    """Refuse to put a matter to a meeting that does not sit, is another body's, or whose body no longer decides it."""
    body = cast("acts.Put", act.body)
    held = matter_of(body.decision, act, values)
    check_competent(held.body, held.matter, act, values)
    of_its_body(held, check_sitting(body.meeting, values))


def _before(held: Decision, meeting: str | None, values: Values) -> Meeting:
    if held.meeting != meeting:
        raise Refused(OTHER_MEETING, decision=held.decision, due=held.meeting or "—", meeting=meeting or "—")
    return check_sitting(cast("str", meeting), values)


def check_amend_orally(act: Enacted, values: Values) -> None:
    """Refuse an amendment from the floor of a meeting that the matter is not before."""
    body = cast("acts.AmendOrally", act.body)
    held = matter_of(body.decision, act, values)
    check_parties([body.by], values)
    _before(held, body.meeting, values)


def check_object(act: Enacted, values: Values) -> None:
    """Refuse an objection of one who does not decide, a second one, or one at another meeting than the matter is at."""
    body = cast("acts.Object", act.body)
    held = matter_of(body.decision, act, values)
    check_deciding(body.party, act, values, held, floor=True)
    _before(held, body.meeting, values)
    standing = next((each for each in held.standing_objections if each.party == body.party), None)
    if standing is not None:
        raise Refused(OBJECTS_ALREADY, party=body.party, decision=held.decision, act=standing.act)


def check_lift_objection(act: Enacted, values: Values) -> None:
    """Refuse to lift an objection that does not stand."""
    body = cast("acts.LiftObjection", act.body)
    held = matter_of(body.decision, act, values)
    check_deciding(body.party, act, values, held, floor=True)
    _before(held, body.meeting, values)
    if not any(each.party == body.party for each in held.standing_objections):
        raise Refused(NO_OBJECTION_OF_ITS, party=body.party, decision=held.decision)


def check_conclude(act: Enacted, values: Values) -> None:
    """Refuse an outcome that did not come out: without quorum, over an objection, by a body that does not decide.

    Rules of Procedure, art. I.2 (source R1): consensus is that no member raises an objection at adoption; two thirds of
    the members make the quorum. What a matter's own procedure says goes before.
    """
    body = cast("acts.Conclude", act.body)
    held = matter_of(body.decision, act, values)
    rule = check_competent(held.body, held.matter, act, values)
    way = procedure_of(held.body, held.matter, act, values)
    if body.revision != held.revision:
        raise Refused(REVISION_DIFFERS, decision=held.decision, due=held.revision, given=body.revision)
    check_parties(body.speaks_for, values)
    check_fits(held, way)
    check_laid_down(held, body)
    check_undertakings(body.undertakings, act, values)
    _check_room(held, body, way, act, values)
    _check_outcome(held, body, way, act, values)
    _check_moved(held, body, act, values)
    _check_what_follows(held, body, rule, act, values)
    check_number(held, body, way, act, values)


def _check_room(held: Decision, body: acts.Conclude, way: Procedure, act: Enacted, values: Values) -> None:
    """A meeting sits, and enough members are in it; what states set off, or a vote between meetings, needs none."""
    if held.state == PUT:
        meeting = _before(held, body.meeting, values)
    elif held.state in {VOTING, COUNTED}:
        due = _voting_at(held, values)
        if body.meeting != due:
            raise Refused(OTHER_MEETING, decision=held.decision, due=due or "—", meeting=body.meeting or "—")
        if due is None:
            return
        meeting = check_sitting(due, values)
    elif way.way == "trigger":
        if body.meeting is None:
            return
        meeting = of_its_body(held, check_sitting(body.meeting, values))
    else:
        raise Refused(NOT_PUT, decision=held.decision)
    if way.quorum:
        check_quorum(meeting, act, values)


def _voting_at(held: Decision, values: Values) -> str | None:
    """The meeting at which a vote is concluded; none where it runs between meetings, or its meeting is over."""
    called = held.voting.meeting if held.voting else None
    meeting = meeting_of(values, called) if called is not None else None
    return None if meeting is None or meeting.state == CLOSED else called


def _check_outcome(held: Decision, body: acts.Conclude, way: Procedure, act: Enacted, values: Values) -> None:
    if body.outcome == "agrees_subject_to_silence" and way.silence is None:
        raise Refused(SILENCE_UNKNOWN, procedure=way.procedure)
    check_chosen(held, body)
    if way.way == "trigger" or held.state in {VOTING, COUNTED}:
        check_carried(held, body, way, act, values)
    elif body.outcome == "not_carried":
        raise Refused(OUTCOME_BY_VOTES, decision=held.decision)
    elif body.outcome in (*ACCEPTING, "agrees_subject_to_silence"):
        _check_consensus(held, way, act, values)


def _check_consensus(held: Decision, way: Procedure, act: Enacted, values: Values) -> None:
    """Where votes would decide, what nobody objects to needs none; only a secret ballot is always held."""
    if way.way == "secret_ballot":
        raise Refused(NOT_COUNTED, decision=held.decision)
    objecting = _objecting(held, act, values)
    if objecting:
        raise Refused(OBJECTED_TO, decision=held.decision, parties=", ".join(objecting))


def _objecting(held: Decision, act: Enacted, values: Values) -> list[str]:
    """Who objects, of those who still decide."""
    day = act.entered[:10]
    return [each.party for each in held.standing_objections if decides(each.party, day, values)]


def _check_moved(held: Decision, body: acts.Conclude, act: Enacted, values: Values) -> None:
    """Where a member blocks, the paragraphs go to a text of the chair alone (Istanbul 2010: sources N4, N5, N6)."""
    moves = body.outcome == "moves_to_chair_statement"
    named = (bool(body.paragraphs), body.statement is not None)
    if moves != all(named) or (not moves and any(named)):
        raise Refused(STATEMENT_WANTED)
    if not moves:
        return
    check_known("document", body.statement, values)
    document = values.get(Key("document", cast("str", body.statement)))
    if getattr(document, "by_members", False):
        raise Refused(OF_THE_MEMBERS, document=body.statement)
    objecting = _objecting(held, act, values)
    if not objecting:
        raise Refused(NOBODY_OBJECTS, decision=held.decision)
    wrong = next((party for party in body.speaks_for if party in objecting), None)
    if wrong:
        raise Refused(SPEAKS_FOR_OBJECTOR, party=wrong)


def _check_what_follows(held: Decision, body: acts.Conclude, rule: Matter, act: Enacted, values: Values) -> None:
    """An effect comes with an outcome by which the forum accepts the text, and then always."""
    brings = body.outcome in BRINGING
    check_same_effect(body.effect, effect_due(held, body.chosen) if brings else None, held.decision)
    if brings:
        check_recommended(held, rule)
        check_effect(body.effect, rule, act, values)


def check_recommended(held: Decision, rule: Matter) -> None:
    """Refuse a decision before the bodies have had their say that the charter's row of the matter asks for.

    What was recommended stands for the text that was recommended, and not for one that was revised since.
    """
    said = {
        step.body
        for step in held.steps
        if step.what == "decisions.recommend" and step.verb != "discusses" and step.act > held.wording.act
    }
    missing = next((name for name in rule.requires if name not in said and name != held.body), None)
    if missing:
        raise Refused(NOT_RECOMMENDED, matter=rule.matter, body=missing)
