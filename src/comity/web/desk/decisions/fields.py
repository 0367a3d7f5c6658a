"""Fields of a form about a matter, as data: what is asked, with which hint, among which choices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.utils.translation import gettext as _

from comity.forum.kernel.text import LANGUAGES
from comity.web.desk.notices import forms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.forms import Form

    Options = Sequence[tuple[str, str]]
    """Values, and what they are called."""

Kind = Literal["texts", "line", "moment", "choice", "select", "checks", "word", "area"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `label` and `hint` are English messages; `options` of a choice are in the reader's language.

    `texts` are words in several languages, `line` the same in one line each; a `word` is of the record's own. Several
    of `checks` can be chosen.
    """

    kind: Kind
    name: str
    label: str
    hint: str = ""
    options: Options = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What its inputs are called."""
        if self.kind in {"texts", "line"}:
            return tuple(f"{self.name}_{code}" for code in LANGUAGES)
        if self.kind == "moment":
            return tuple(f"{self.name}_{part}" for part in ("day", "time", "zone"))
        return (self.name,)


def names_of(fields: Iterable[Field]) -> tuple[str, ...]:
    """Return what the inputs of a form are called."""
    return tuple(name for field in fields for name in field.names)


def shown(asked: Asking, form: Form, fields: Iterable[Field]) -> list[dict[str, Any]]:
    """Return fields as the template shows them, filled with what was typed."""
    return [_shown(asked, form, field) for field in fields]


def _shown(asked: Asking, form: Form, field: Field) -> dict[str, Any]:
    told: dict[str, Any] = {
        "kind": field.kind,
        "name": field.name,
        "label": _(field.label),
        "hint": _(field.hint) if field.hint else "",
        "error": form.errors[field.name] or form.errors[f"{field.name}_day"],
        "value": form.values[field.name],
    }
    if field.kind in {"texts", "line"}:
        told["texts"] = forms.text_fields(form, field.name, asked.at.ask.language)
        told["long"] = "yes" if field.kind == "texts" else ""
        told["more"] = "yes" if any(each.value and not each.first for each in told["texts"]) else ""
    elif field.kind == "moment":
        told |= {part: form.values[f"{field.name}_{part}"] for part in ("day", "time", "zone")}
        told["zones"] = [] if asked.at.clock.here == "UTC" else [asked.at.clock.here]
    elif field.kind in {"choice", "select", "checks"}:
        chosen = form.chosen if field.kind == "checks" else [form.values[field.name]]
        told["options"] = [{"value": value, "text": text, "chosen": value in chosen} for value, text in field.options]
    return told


def texts(form: Form, *names: str) -> dict[str, Any]:
    """Return texts that were typed, as fields of a body; those that were left empty are left out."""
    found = {name: forms.texts(form.values, name) for name in names}
    return {name: words for name, words in found.items() if words}


def words(form: Form, *names: str) -> dict[str, Any]:
    """Return words that were typed or chosen, as fields of a body; those that were left empty are left out."""
    return {name: form.values[name] for name in names if form.values[name]}


def moment(asked: Asking, form: Form, name: str) -> dict[str, Any]:
    """Return a moment that was typed, as a field of a body; nothing where none was."""
    found = forms.moment(form, name, forms.zone_of(asked.at, form.values[f"{name}_zone"]))
    return {name: found} if found else {}
