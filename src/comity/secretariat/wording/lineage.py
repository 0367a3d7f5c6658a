"""Steps of a matter on its way, in words: each as a line of a list whose heading names the matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.said import Listed, Said, Thing, Word
from comity.secretariat.wording.messages import acting, at_moment
from comity.secretariat.wording.terms.decisions import OUTCOMES, RESERVATIONS, STATEMENTS, VERBS, VOTES

if TYPE_CHECKING:
    from comity.forum.decisions.state import Step

_CHOICES: dict[str, dict[str, str]] = {
    "decisions.recommend": VERBS,
    "decisions.conclude": OUTCOMES,
    "decisions.start_silence": OUTCOMES,
    "decisions.conclude_silence": OUTCOMES,
    "decisions.reserve": RESERVATIONS,
    "decisions.lift_reservation": RESERVATIONS,
    "decisions.attach": STATEMENTS,
}

_RECORDED = gettext_noop("%(party)s votes: %(vote)s.")
_PARTLY = gettext_noop("%(party)s objects to paragraph %(paragraphs)s.")
_PARTLY_MANY = gettext_noop("%(party)s objects to paragraphs %(paragraphs)s.")
_WITHOUT_MEETING = gettext_noop("It comes out that the body %(verb)s.")

STEPS: dict[str, str] = {
    "decisions.propose": gettext_noop("%(party)s proposes it to the body “%(body)s”."),
    "decisions.refer": gettext_noop("It goes before the body “%(body)s”."),
    "decisions.recommend": gettext_noop("The body “%(body)s” %(verb)s it."),
    "decisions.revise": gettext_noop("A new text takes the place of the one before: Rev.%(revision)s."),
    "decisions.withdraw": gettext_noop("%(party)s withdraws it."),
    "decisions.put": gettext_noop("“%(meeting)s”: the chair asks whether there is any objection."),
    "decisions.amend_orally": gettext_noop("The text is amended from the floor."),
    "decisions.object": gettext_noop("%(party)s objects."),
    "decisions.lift_objection": gettext_noop("%(party)s objects no more."),
    "decisions.conclude": gettext_noop("“%(meeting)s”: the meeting %(verb)s."),
    "decisions.start_silence": gettext_noop("A silence begins; it runs until %(until)s."),
    "decisions.veto_silence": gettext_noop("%(party)s does not agree that silence is used."),
    "decisions.extend_silence": gettext_noop("The silence is extended to %(until)s."),
    "decisions.reserve": gettext_noop("%(party)s makes a reservation: %(verb)s."),
    "decisions.lift_reservation": gettext_noop("%(party)s lifts its reservation: %(verb)s."),
    "decisions.break_silence": gettext_noop("%(party)s breaks the silence; the text is not adopted."),
    "decisions.relay_objection": gettext_noop("A member breaks the silence; the text is not adopted."),
    "decisions.withdraw_objection": gettext_noop("%(party)s objects no more; this does not revive the text."),
    "decisions.conclude_silence": gettext_noop("Nobody has broken the silence: the body %(verb)s."),
    "decisions.issue": gettext_noop("It is issued under its symbol."),
    "decisions.open_vote": gettext_noop("It is put to the vote, until %(until)s."),
    "decisions.vote": gettext_noop("%(party)s votes."),
    "decisions.cast": gettext_noop("%(party)s puts its ballot into the box."),
    "decisions.count": gettext_noop("The ballots are counted."),
    "decisions.support": gettext_noop("%(party)s asks for it."),
    "decisions.attach": gettext_noop("%(party)s attaches: %(verb)s."),
    "decisions.fulfil": gettext_noop("%(party)s has done what is laid down under number %(number)s."),
    "decisions.review": gettext_noop("The body “%(body)s” looks at what has become of it."),
}
"""What each step says, by the type of its act."""


def in_brief(step: Step, *, number: int = 0, vote: str = "") -> Said:
    """Return a step in words.

    `number` is that of the text that a revision brings, or of the undertaking that is done; `vote` is what a party
    voted, where the step is the vote that counts.
    """
    text = STEPS[step.what]
    if step.what == "decisions.object" and step.paragraphs:
        text = _PARTLY
    if step.what == "decisions.conclude" and step.meeting is None:
        text = _WITHOUT_MEETING
    if step.what == "decisions.vote" and vote:
        text = _RECORDED
    words = {name: word for name, word in _words(step, number, vote).items() if f"%({name})s" in text}
    return Said(text, words, _PARTLY_MANY, len(step.paragraphs)) if text == _PARTLY else Said(text, words)


def _words(step: Step, number: int, vote: str) -> dict[str, Word]:
    verbs: dict[str, str] = _CHOICES.get(step.what, {})
    return {
        "party": acting(step.party),
        "body": Thing("body", step.body or ""),
        "meeting": Thing("meeting", step.meeting or ""),
        "verb": Said(verbs[step.verb]) if step.verb in verbs else step.verb,
        "until": at_moment(step.until) if step.until else "",
        "paragraphs": Listed(tuple(str(each) for each in step.paragraphs)),
        "number": str(number),
        "revision": str(number),
        "vote": Said(VOTES[vote]) if vote in VOTES else vote,
    }
