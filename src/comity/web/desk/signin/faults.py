"""Forms, and what has to be looked at where one comes back: all of it at once, above the form and at each field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Sequence


class Form(forms.Form):
    """A form that speaks as the house does."""

    def add_fields(self, fields: dict[str, forms.Field], *, first: bool = True) -> None:
        """Add fields before the others, or after them."""
        self.fields = {**fields, **self.fields} if first else {**self.fields, **fields}

    def full_clean(self) -> None:
        """Ask for what is missing in the house's own words."""
        for field in self.fields.values():
            field.error_messages |= {"required": gettext_lazy("This is wanted.")}
        super().full_clean()


def in_order(parts: Sequence[tuple[str, forms.Form]]) -> bool:
    """Whether all parts of a form are in order; each is asked, so that each says its faults."""
    return all([form.is_valid() for _head, form in parts])  # noqa: C419 - as above


def faults_of(parts: Sequence[tuple[str, forms.Form]]) -> list[dict[str, str]]:
    """Return each fault: where its field is on the page, what that is called, what is wrong.

    `parts` are the forms that the page has, each with its head. A form that was not sent has no faults.
    """
    return [
        {"id": field.auto_id, "label": f"{head}: {field.label}" if head else str(field.label), "error": str(error)}
        for head, form in parts
        for field in form
        for error in field.errors
    ]
