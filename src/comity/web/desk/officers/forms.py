"""The forms about officers: what is typed, and what the act then says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.web.desk.officers.fields import TONGUES, ask_for_one, line_fields, texts
from comity.web.desk.officers.papers import PaperForm
from comity.web.desk.officers.wording import function_names, reasons
from comity.web.desk.signin.faults import Form

if TYPE_CHECKING:
    from collections.abc import Iterable


class OfficeForm(Form):
    """An officer to be enrolled: the office in up to three languages, and the functions."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Add a field for each language, and the functions by what they are called."""
        super().__init__(*args, **options)
        hint = _("The post, not the person: Counsellor, Embassy in Astana.")
        functions = forms.MultipleChoiceField(
            label=_("Functions"),
            help_text=_("One officer may have several."),
            choices=list(function_names().items()),
            widget=forms.CheckboxSelectMultiple({"down": True}),
        )
        self.add_fields({**line_fields("office", _("Office (%(language)s)"), hint), "functions": functions})

    def clean(self) -> dict[str, Any]:
        """Ask for the office in one language at the least."""
        ask_for_one(self, "office", _("Say in one language at the least what the office is called."))
        return self.cleaned_data

    @property
    def said(self) -> dict[str, Any]:
        """What the act says of the officer."""
        functions = [each for each in function_names() if each in self.cleaned_data["functions"]]
        return {"office": texts(self.cleaned_data, "office"), "functions": functions}


class RevokeForm(Form):
    """Which key is to be revoked, and why."""

    key = forms.ChoiceField(label=gettext_lazy("Key"), widget=forms.RadioSelect({"down": True}))
    reason = forms.ChoiceField(
        label=gettext_lazy("Why"),
        widget=forms.RadioSelect({"down": True}),
        help_text=gettext_lazy("The reason stands in the record, for everybody to read."),
    )

    def __init__(self, keys: Iterable[tuple[str, str]], *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Offer `keys`: each a fingerprint, and what it is called."""
        super().__init__(*args, **options)
        self.fields["key"].widget.choices = self.fields["key"].choices = list(keys)  # type: ignore[attr-defined]
        self.fields["reason"].choices = list(reasons().items())  # type: ignore[attr-defined]


class ClaimantForm(PaperForm):
    """An administration that claims to represent a party, and a paper by which it does."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Add a field for each language, before the paper's."""
        super().__init__(*args, **options)
        self.add_fields(line_fields("name", _("What it calls itself (%(language)s)"), ""))
        self.fields["reference"].label = _("Reference of its paper")

    def clean(self) -> dict[str, Any]:
        """Ask for the name in one language at the least."""
        ask_for_one(self, "name", _("Say in one language at the least what it calls itself."))
        return self.cleaned_data

    @property
    def is_filled(self) -> bool:
        """Whether anything was written: a claimant for whom there is room need not be there."""
        return not self.empty_permitted or self.has_changed()

    @property
    def said(self) -> dict[str, Any]:
        """What the act says of the claimant."""
        return {"name": texts(self.cleaned_data, "name"), "papers": [self.paper]}


class NoteForm(Form):
    """A remark in up to three languages."""

    prefix = "remark"

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Add a field for each language."""
        super().__init__(*args, **options)
        for code, name in TONGUES:
            self.fields[f"note_{code}"] = forms.CharField(
                label=_("Note (%(language)s, may be left out)") % {"language": name},
                required=False,
                max_length=2000,
                widget=forms.Textarea({"rows": 3, "lang": code}),
            )

    @property
    def said(self) -> dict[str, Any]:
        """What the act remarks; nothing where nothing was written."""
        found = texts(self.cleaned_data, "note")
        return {"note": found} if found else {}
