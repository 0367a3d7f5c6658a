"""Which outcomes of a matter the door would take now, and why it would not take the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pydantic import ValidationError

from comity.forum.decisions.acts import Outcome
from comity.forum.decisions.machine import ACCEPTING, PUT
from comity.forum.decisions.rules.meeting import OBJECTED_TO, STATEMENT_WANTED
from comity.forum.kernel.errors import Refused
from comity.forum.meetings.sitting import present_members
from comity.secretariat.wording.names import joined
from comity.secretariat.wording.terms.decisions import OUTCOMES
from comity.web.desk.decisions.tries import concluded
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.library import DocumentSift
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision
    from comity.forum.meetings.state import Meeting
    from comity.web.desk.decisions.asking import Asking

    Said = dict[str, Any]

KIND = "decisions.conclude"
MOVES = "moves_to_chair_statement"
STATEMENT_KINDS = ("chair_statement",)


class Open(Data):
    """An outcome that would be taken: its word in the form, and what it is called."""

    value: str
    label: str


class Shut(Data):
    """Outcomes that would not be taken, and by which rule; what would be in order, and where it is begun."""

    labels: list[str]
    text: str
    remedy: str
    code: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the door would take for each outcome (`said`, several of an election), and what it refuses (`refused`)."""

    said: dict[str, list[Said]]
    refused: dict[str, Refused]

    @property
    def accepting(self) -> list[str]:
        """Outcomes by which the text is accepted."""
        return [outcome for outcome in self.said if outcome in ACCEPTING]

    @property
    def others(self) -> list[str]:
        """Outcomes by which it is not, or not yet, and that ask for nothing more."""
        return [outcome for outcome in self.said if outcome not in (*ACCEPTING, MOVES)]


def outcomes(asked: Asking, held: Decision, meeting: Meeting) -> Outcomes:
    """Return, outcome by outcome, what the door would take as the conclusion of a matter at a meeting."""
    found, refused = {}, {}
    for outcome in get_args(Outcome):
        taken, against = _tried(asked, held, meeting, outcome)
        if taken:
            found[outcome] = taken
        elif against is not None:
            refused[outcome] = against
    return Outcomes(found, refused)


def _tried(asked: Asking, held: Decision, meeting: Meeting, outcome: str) -> tuple[list[Said], Refused | None]:
    base: Said = {"revision": held.revision, "meeting": meeting.meeting}
    taken, against = [], None
    for said in concluded(asked, held, outcome, base):
        whole = {"decision": held.decision, **said, **(_moved(asked, held, meeting) if outcome == MOVES else {})}
        try:
            refused = asked.refusal(KIND, whole)
        except ValidationError:
            continue
        if refused is None:
            taken.append(said)
        against = against or refused
    return taken, against


def _moved(asked: Asking, held: Decision, meeting: Meeting) -> Said:
    """The least by which paragraphs move: the first of them, to any statement, for nobody yet."""
    known = statements(asked, meeting) if held.standing_objections else []
    return {"paragraphs": [1], "statement": known[0][0]} if known else {}


def statements(asked: Asking, meeting: Meeting) -> list[tuple[str, str]]:
    """Return the statements of a chair in the register, those of the meeting first, and what they are called."""
    found = asked.at.ask.library.documents(DocumentSift(kinds=STATEMENT_KINDS), 0, 12).rows
    asked.at.ask.titles.know("document", found)
    ordered = sorted(found, key=lambda each: each.meeting != meeting.meeting)
    return [(each.document, asked.at.ask.speech.title("document", each.document)) for each in ordered]


def speaks_for(asked: Asking, held: Decision, meeting: Meeting) -> list[str]:
    """Return for whom a statement of the chair speaks: the members who are there and do not object."""
    objecting = {each.party for each in held.standing_objections}
    return [code for code in present_members(meeting, asked.day, asked.view) if code not in objecting]


def opened(asked: Asking, found: Outcomes, several: list[str]) -> list[Open]:
    """Return outcomes as a form offers them; an election once for each who can be said to be chosen."""
    offered = []
    for outcome in several:
        label = _(OUTCOMES[outcome])
        for place, said in enumerate(found.said[outcome]):
            chosen = f": {asked.at.title(said['chosen'])}" if "chosen" in said else ""
            offered.append(Open(value=f"{outcome}.{place}" if chosen else outcome, label=f"{label}{chosen}"))
    return offered


def shut(asked: Asking, held: Decision, found: Outcomes) -> list[Shut]:
    """Return what is not open, a line for each reason; that nothing moves while nobody objects is no news."""
    grouped: dict[tuple[str, str, str], list[str]] = {}
    for outcome, refused in found.refused.items():
        said = _why(asked, held, refused)
        grouped.setdefault((*said, refused.reason.code), []).append(_(OUTCOMES[outcome]))
    return [
        Shut(
            labels=labels,
            text=text,
            remedy=remedy,
            code=code,
            url=statement_url(held) if code == STATEMENT_WANTED.code else "",
        )
        for (text, remedy, code), labels in grouped.items()
        if code not in _NO_NEWS and (code != STATEMENT_WANTED.code or held.standing_objections)
    ]


def statement_url(held: Decision) -> str:
    """Return where a statement of the chair is registered, for the meeting that the matter is before."""
    given = {"kind": STATEMENT_KINDS[0], "body": held.body, "meeting": held.meeting or ""}
    return f"{reverse('desk.document_register')}?{urlencode(given)}"


def _why(asked: Asking, held: Decision, refused: Refused) -> tuple[str, str]:
    """The rule in words; who objects is called by name in a room."""
    said, remedy = asked.at.ask.speech.refusal(refused)
    if refused.reason is OBJECTED_TO:
        names = asked.at.by_name(each.party for each in held.standing_objections)
        objecting = ngettext(
            "%(parties)s objects, so there is no consensus.",
            "%(parties)s object, so there is no consensus.",
            len(names),
        )
        said = objecting % {"parties": joined([asked.at.title(code) for code in names], asked.at.ask.language)}
    return said, remedy


_NO_NEWS = ("decisions.outcome_by_votes", "decisions.nobody_objects")


def said_of(found: Outcomes, value: str) -> Said | None:
    """Return what the outcome that was chosen says in the act; None where it is not open."""
    outcome, _dot, place = value.partition(".")
    several = found.said.get(outcome, [])
    number = whole(place) or 0
    return several[number] if number < len(several) else None


def is_put(held: Decision, meeting: Meeting) -> bool:
    """Whether a matter is before the meeting, to be objected to or not."""
    return held.state == PUT and held.meeting == meeting.meeting
