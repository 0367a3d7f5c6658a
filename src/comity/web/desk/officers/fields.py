"""Parts of forms: a text in up to three languages, a day, and whatever has a shape in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pydantic import TypeAdapter
from pydantic import ValidationError as Misshapen

from comity.forum.kernel.errors import Refused
from comity.forum.kernel.text import Line
from comity.web.portal.framework.ask import read_day

if TYPE_CHECKING:
    from collections.abc import Mapping

TONGUES = (("en", "English"), ("ru", "Русский"), ("zh", "中文"))
"""The languages that a text of the record is held in, each by its own name."""

_LONGEST = 200


def line_fields(stem: str, label: str, hint: str) -> dict[str, forms.Field]:
    """Return a field of one line for each language; `label` has a place for the %(language)s."""
    return {
        f"{stem}_{code}": forms.CharField(
            label=label % {"language": name},
            help_text=hint if code == TONGUES[0][0] else "",
            required=False,
            max_length=_LONGEST,
            validators=[check_line],
            widget=forms.TextInput({"class": "middle", "lang": code, "autocomplete": "off"}),
        )
        for code, name in TONGUES
    }


def texts(said: Mapping[str, Any], stem: str) -> dict[str, str]:
    """Return what was typed into the fields of a text, by language."""
    found = {code: str(said.get(f"{stem}_{code}") or "") for code, _name in TONGUES}
    return {code: text for code, text in found.items() if text}


def ask_for_one(form: forms.Form, stem: str, words: str) -> None:
    """Ask with `words` for a text in one language at the least, where none is there."""
    wrong = any(name.startswith(f"{stem}_") for name in form.errors)
    if not wrong and not texts(form.cleaned_data, stem):
        form.add_error(f"{stem}_{TONGUES[0][0]}", words)


def check_line(text: str) -> None:
    """Refuse a line that could not stand in the record."""
    shaped(Line, {"en": text})


def shaped(shape: Any, given: object) -> Any:  # noqa: ANN401 - a type as pydantic reads it, and what is of that type
    """Return what was typed, as the record has it."""
    try:
        return TypeAdapter(shape).validate_python(given)
    except Misshapen:
        raise ValidationError(
            _("This cannot stand in the record so: it is too long, or holds a character that no reader would see.")
        ) from None


def day(given: str) -> str:
    """Return a day that was typed."""
    try:
        return read_day(given).isoformat()
    except Refused:
        raise ValidationError(_("Write the day as year-month-day, for instance 2026-11-20.")) from None
