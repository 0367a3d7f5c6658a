"""What a proposal is to bring about, as fields of its form: one group of fields for each kind that its matter knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.forum.charter.checks import require_charter
from comity.forum.kernel.errors import gettext_noop
from comity.forum.membership.roll import parties
from comity.forum.offices.state import POST
from comity.forum.offices.state import chair as chair_of
from comity.secretariat.wording.terms.decisions import MANNERS
from comity.web.desk.decisions.fields import Field, texts, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from comity.forum.offices.state import Post
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.forms import Form

    Asks = Callable[[Asking], list[Field]]

_DATE = gettext_noop("As 2026-05-20; 2026-05 or 2026 where no more is known.")
_EMPTY = gettext_noop("May be left empty.")
_SUGGESTED = gettext_noop("Its name in addresses; left empty, one is made from what is chosen above.")


def _of(options: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What a list offers to choose from, first that nothing is chosen."""
    return [("", _("choose")), *options]


def _parties(asked: Asking) -> list[tuple[str, str]]:
    return [(code, asked.at.title(code)) for code in asked.at.by_name(parties(asked.view))]


def _members(asked: Asking) -> list[tuple[str, str]]:
    return [(code, asked.at.title(code)) for code in asked.at.by_name(asked.deciding)]


def _statuses(asked: Asking) -> list[tuple[str, str]]:
    rules = require_charter(asked.view).on(asked.day).statuses
    return [(rule.status, asked.at.said(rule.name)) for rule in rules]


def _terms(asked: Asking) -> list[tuple[str, str]]:
    held = chair_of(asked.view)
    terms = held.terms if held else ()
    return [(each.term, f"{asked.at.title(each.state)}, {each.since} ({each.term})") for each in reversed(terms)]


def _posts(asked: Asking) -> list[tuple[str, str]]:
    found = cast("Sequence[Post]", asked.at.ask.library.all_of(POST))
    return [(each.post, asked.at.ask.speech.title("post", each.post)) for each in found]


def _admission(asked: Asking) -> list[Field]:
    return [
        Field("select", "admission_party", gettext_noop("Which party"), options=_of(_parties(asked))),
        Field("select", "admission_status", gettext_noop("Which status it receives"), options=_of(_statuses(asked))),
    ]


def _status_end(asked: Asking) -> list[Field]:
    manners = [(value, _(text)) for value, text in MANNERS.items()]
    return [
        Field("select", "status_end_party", gettext_noop("Which party"), options=_of(_parties(asked))),
        Field("select", "status_end_status", gettext_noop("Which status ends"), options=_of(_statuses(asked))),
        Field("choice", "status_end_manner", gettext_noop("In which manner"), options=manners),
        Field("word", "status_end_on", gettext_noop("On which day"), gettext_noop("YYYY-MM-DD; empty: at once.")),
    ]


def _chair(asked: Asking) -> list[Field]:
    return [
        Field("select", "chair_state", gettext_noop("Which state takes the chair"), options=_of(_members(asked))),
        Field("word", "chair_since", gettext_noop("Since"), _DATE),
        Field("word", "chair_until", gettext_noop("Until"), _EMPTY),
        Field("word", "chair_term", gettext_noop("Term"), _SUGGESTED),
    ]


def _chair_extension(asked: Asking) -> list[Field]:
    return [
        Field("select", "chair_extension_term", gettext_noop("Which term is prolonged"), options=_of(_terms(asked))),
        Field("word", "chair_extension_until", gettext_noop("Until"), _DATE),
    ]


def _appointment(asked: Asking) -> list[Field]:
    public = gettext_noop("Only public office-holders acting in public are named.")
    return [
        Field("select", "appointment_post", gettext_noop("Which post"), options=_of(_posts(asked))),
        Field("line", "appointment_person", gettext_noop("Person"), public),
        Field("select", "appointment_nationality", gettext_noop("Nationality"), _EMPTY, options=_of(_parties(asked))),
        Field("word", "appointment_since", gettext_noop("Since"), _DATE),
        Field("word", "appointment_until", gettext_noop("Until"), _EMPTY),
        Field("word", "appointment_tenure", gettext_noop("Tenure"), _SUGGESTED),
    ]


def _charter(_asked: Asking) -> list[Field]:
    day = gettext_noop("YYYY-MM-DD, not before the day of the decision.")
    return [Field("word", "charter_in_force", gettext_noop("In force since"), day)]


_ASKS: dict[str, Asks] = {
    "admission": _admission,
    "status_end": _status_end,
    "chair": _chair,
    "chair_extension": _chair_extension,
    "appointment": _appointment,
    "charter": _charter,
}


def fields_of(asked: Asking, kinds: Sequence[str]) -> dict[str, list[Field]]:
    """Return the fields of each kind of effect."""
    return {kind: _ASKS[kind](asked) for kind in kinds}


def effect_of(form: Form, fields: Mapping[str, Sequence[Field]]) -> dict[str, Any]:
    """Return the effect that was chosen and filled in, as a field of a body; nothing where none was chosen."""
    kind = form.values["effect"]
    if kind not in fields:
        return {}
    said: dict[str, Any] = {"kind": kind}
    for field in fields[kind]:
        given = texts(form, field.name) if field.kind == "line" else words(form, field.name)
        said |= {field.name.removeprefix(f"{kind}_"): value for value in given.values()}
    return {"effect": said | _suggested(said)}


def _suggested(said: Mapping[str, Any]) -> dict[str, str]:
    """The names of a term or a tenure that were left for the house to make."""
    year = str(said.get("since", ""))[:4]
    if said["kind"] == "chair" and not said.get("term") and said.get("state") and year:
        return {"term": f"{said['state'].lower()}-{year}"}
    if said["kind"] == "appointment" and not said.get("tenure") and said.get("post") and year:
        return {"tenure": f"{said['post']}-{year}"}
    return {}


def note_missing(form: Form, fields: Mapping[str, Sequence[Field]]) -> None:
    """Note which fields of the effect that was chosen were left empty and may not be."""
    kind = form.values["effect"]
    for field in fields.get(kind, ()):
        given = any(form.values[name] for name in field.names)
        if not given and field.hint not in {_EMPTY, _SUGGESTED} and field.name != "status_end_on":
            form.errors[field.name] = _("This is asked for.")


def spread(form: Form, effect: Mapping[str, Any]) -> None:
    """Write an effect into the fields that name it."""
    kind = str(effect.get("kind", ""))
    form.values["effect"] = kind
    for name, value in effect.items():
        if isinstance(value, str):
            form.values[f"{kind}_{name}"] = value
        elif isinstance(value, dict):
            form.values |= {f"{kind}_{name}_{code}": words for code, words in value.items() if isinstance(words, str)}
