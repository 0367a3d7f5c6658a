"""What is done at a meeting by whoever runs it: each step with its form, and the least act by which it is tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import CHAIR
from comity.forum.kernel.text import said_in
from comity.forum.meetings.machine import IN_PROGRESS, MACHINE
from comity.forum.officers.authority import delegation_of
from comity.forum.offices.state import CHAIR as CHAIR_KEY
from comity.web.desk.decisions.fields import Field, moment, texts, words
from comity.web.desk.decisions.tries import DASH
from comity.web.desk.meetings.convening import PLACE, days, ways, when_fields

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from comity.forum.kernel.errors import Refused
    from comity.forum.meetings.state import Meeting
    from comity.forum.offices.state import Chair, Term
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.forms import Form

    Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class At:
    """A meeting, and who asks what may be done at it."""

    asked: Asking
    held: Meeting

    @property
    def chairing(self) -> str:
        """The state in the chair today; the empty string where there is none."""
        return delegation_of(CHAIR, self.asked.day, self.asked.view) or ""

    @property
    def there(self) -> list[str]:
        """The parties that are there, in the order of their names."""
        return self.asked.at.by_name({each.party for each in self.held.present})

    @property
    def term(self) -> Term | None:
        """The term in the chair that was decided on and comes next; None where none waits."""
        held = cast("Chair | None", self.asked.view.get(CHAIR_KEY))
        terms = held.terms if held else ()
        last = max((place for place, each in enumerate(terms) if each.taken), default=-1)
        return next((each for each in terms[last + 1 :] if not each.taken), None)

    @property
    def taken(self) -> Term | None:
        """The term in the chair that was taken up last; None where none was."""
        held = cast("Chair | None", self.asked.view.get(CHAIR_KEY))
        return next((each for each in reversed(held.terms if held else ()) if each.taken), None)


def _nothing(_at: At) -> Sequence[Field]:
    return ()


def _bare(_at: At, _form: Form) -> Said:
    return {}


def _blank(_at: At) -> dict[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its name in addresses, its type of act, what its button says, what follows, both English messages.

    `asks` are its fields, `begins` what they begin with, `makes` what they say in the act; `least` is an act that is
    in order if the step is.
    """

    name: str
    kind: str
    label: str
    follows: str
    asks: Callable[[At], Sequence[Field]] = _nothing
    makes: Callable[[At, Form], Said] = _bare
    begins: Callable[[At], dict[str, str]] = _blank
    least: Callable[[At], Said] = lambda _at: {}

    def said(self, at: At, form: Form) -> Said:
        """Return what was typed, as the fields of the act."""
        return {"meeting": at.held.meeting, **self.makes(at, form)}

    def refusal(self, at: At) -> Refused | None:
        """Return why the step is not in order now; None where it is."""
        return at.asked.refusal(self.kind, {"meeting": at.held.meeting, **self.least(at)})

    def due(self, at: At) -> bool:
        """Whether it is this step's turn, whatever else may stand against it."""
        if self.kind == "offices.take_chair":
            return at.held.state in IN_PROGRESS and at.term is not None
        return MACHINE.allows(at.held.state, self.kind)


def _in_the_chair(at: At, *, nobody: bool) -> list[Field]:
    listed = at.there or at.asked.at.by_name(at.asked.deciding)
    parties = [*([("", _("whoever presided before"))] if nobody else []), *((p, at.asked.at.title(p)) for p in listed)]
    if at.chairing and at.chairing not in listed:
        parties.insert(0, (at.chairing, at.asked.at.title(at.chairing)))
    return [
        Field("select", "party", gettext_noop("In the chair"), options=parties),
        Field("line", "office", gettext_noop("Office"), gettext_noop("For instance: Minister of Foreign Affairs.")),
        Field("line", "person", gettext_noop("Name"), gettext_noop("Of a public office-holder; may be left empty.")),
    ]


def _presided(_at: At, form: Form) -> Said:
    who = {**words(form, "party"), **texts(form, "office", "person")}
    return {"presided": [who]} if who else {}


def _presided_anew(at: At, form: Form) -> Said:
    return _presided(at, form) if form.values["party"] else {}


# A text of the act that is proposed, in the languages of the record: the journal is read in each of them.
_PRESIDING = {"en": "Chair", "ru": "Председатель", "zh": "主席"}


def _chair_begins(at: At) -> dict[str, str]:
    return {"party": at.chairing, **{f"office_{code}": name for code, name in _PRESIDING.items()}}


def _opened_least(at: At) -> Said:
    return {"presided": [{"party": at.chairing or at.asked.at.here.delegation, "office": DASH}]}


def _until(_at: At) -> Sequence[Field]:
    return [Field("moment", "until", gettext_noop("Until"), gettext_noop("May be left empty."))]


def _of_until(at: At, form: Form) -> Said:
    return moment(at.asked, form, "until")


def _items(at: At) -> list[tuple[str, str]]:
    language = at.asked.at.ask.language
    return [(item.number, f"{item.number}. {said_in(item.title, language)[0]}") for item in at.held.agenda]


def _take_up(at: At) -> Sequence[Field]:
    return [Field("choice", "item", gettext_noop("Item"), options=_items(at))]


def _of_item(_at: At, form: Form) -> Said:
    return words(form, "item")


def _item_least(at: At) -> Said:
    return {"item": at.held.agenda[0].number if at.held.agenda else "1"}


def _note(at: At) -> Sequence[Field]:
    nobody = [("", _("nobody’s: the Secretariat notes it"))]
    whose = [*nobody, *((party, at.asked.at.title(party)) for party in at.there)]
    return [
        Field("texts", "text", gettext_noop("What happened, or what was said")),
        Field("select", "item", gettext_noop("Under which item"), options=[("", _("none")), *_items(at)]),
        Field("select", "party", gettext_noop("Whose statement it is"), options=whose),
        Field(
            "word",
            "document",
            gettext_noop("Statement as it was handed in"),
            gettext_noop("The name in addresses of the document. May be left empty."),
        ),
    ]


def _of_note(_at: At, form: Form) -> Said:
    return {**texts(form, "text"), **words(form, "item", "party", "document")}


def _move(_at: At) -> Sequence[Field]:
    return [*when_fields(), PLACE, Field("choice", "format", gettext_noop("How it meets"), options=ways())]


def _of_move(at: At, form: Form) -> Said:
    return {**days(form), **moment(at.asked, form, "opens"), **texts(form, "place"), **words(form, "format")}


def _move_begins(at: At) -> dict[str, str]:
    plan = at.held.plans[-1]
    first, _slash, last = plan.planned.partition("/")
    place = {f"place_{code}": text for code, text in (plan.place or {}).items()}
    return {"planned": first, "until": last, "format": plan.format, **place}


def _move_least(at: At) -> Said:
    return {"planned": at.held.plans[-1].planned if at.held.plans else at.asked.day}


def _of_chair(at: At, _form: Form) -> Said:
    return _chair_least(at)


def _chair_least(at: At) -> Said:
    term = at.term
    return {"term": term.term if term else "-", "on": at.asked.day}


_STEPS = (
    Step(
        "open",
        "meetings.open",
        gettext_noop("Open the meeting"),
        gettext_noop("From now on it sits: matters can be put to it, and its journal goes on."),
        lambda at: _in_the_chair(at, nobody=False),
        _presided,
        _chair_begins,
        _opened_least,
    ),
    Step(
        "adopt-agenda",
        "meetings.adopt_agenda",
        gettext_noop("Adopt the agenda"),
        gettext_noop("The agenda stands as it is; from now on the meeting itself changes it."),
    ),
    Step(
        "take-up",
        "meetings.take_up",
        gettext_noop("Take up an item"),
        gettext_noop("What happens from now on happens under this item."),
        _take_up,
        _of_item,
        least=_item_least,
    ),
    Step(
        "note",
        "meetings.note",
        gettext_noop("Note in the journal"),
        gettext_noop("It stands in the journal at this place, in these words."),
        _note,
        _of_note,
        lambda at: {"item": at.held.item},
        lambda _at: {"text": DASH},
    ),
    Step(
        "suspend",
        "meetings.suspend",
        gettext_noop("Suspend the meeting"),
        gettext_noop("It does not sit until it is resumed; nothing can be decided meanwhile."),
        _until,
        _of_until,
        lambda _at: {"until_zone": "here"},
    ),
    Step(
        "resume",
        "meetings.resume",
        gettext_noop("Resume the meeting"),
        gettext_noop("It sits again."),
        lambda at: _in_the_chair(at, nobody=True),
        _presided_anew,
    ),
    Step(
        "take-chair",
        "offices.take_chair",
        gettext_noop("Hand over the chair"),
        gettext_noop("The chair passes with this act. From then on only officers of the new chair act for it."),
        makes=_of_chair,
        least=_chair_least,
    ),
    Step(
        "move",
        "meetings.move",
        gettext_noop("Move the meeting"),
        gettext_noop("All participants are told the new day and place; the ones before stay on record."),
        _move,
        _of_move,
        _move_begins,
        _move_least,
    ),
    Step(
        "close",
        "meetings.close",
        gettext_noop("Close the meeting"),
        gettext_noop("It is over, and its journal complete; statements may still be attached to its decisions."),
    ),
)

STEPS = {step.name: step for step in _STEPS}
"""By their names in addresses, in the order in which pages offer them."""
