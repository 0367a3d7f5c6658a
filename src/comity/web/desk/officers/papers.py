"""Forms for papers: their reference and date; of a note verbale also the digest of its file."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.forum.officers.acts import Reference
from comity.web.desk.notices.uploads import NOTE_BYTES
from comity.web.desk.officers.fields import day, shaped
from comity.web.desk.signin.faults import Form

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http import QueryDict

_MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]{1,90}")
_NOTED = re.compile(r"([0-9a-f]{64}) ([1-9][0-9]{0,12}) ([a-z]+/[a-z0-9.+-]{1,90})")


class PaperForm(Form):
    """A paper, by its reference and date."""

    reference = forms.CharField(
        label=gettext_lazy("Reference of the paper"),
        help_text=gettext_lazy("As its author numbers it: No. 12-3/456."),
        max_length=80,
        widget=forms.TextInput({"class": "middle", "autocomplete": "off"}),
    )
    on = forms.CharField(
        label=gettext_lazy("Its date"),
        help_text=gettext_lazy("Year-month-day: 2026-11-20."),
        max_length=10,
        widget=forms.TextInput({"class": "short", "autocomplete": "off", "dir": "ltr"}),
    )

    def clean_reference(self) -> str:
        """Read the reference as the record does."""
        return str(shaped(Reference, self.cleaned_data["reference"]))

    def clean_on(self) -> str:
        """Read the day."""
        return day(self.cleaned_data["on"])

    @property
    def paper(self) -> dict[str, Any]:
        """The paper as acts name it."""
        return {"reference": self.cleaned_data["reference"], "on": self.cleaned_data["on"]}


class CredentialsForm(PaperForm):
    """The note verbale on which the secretariat acts for a party."""

    prefix = "note"
    field_order = ("reference", "on", "file", "noted")

    file = forms.FileField(
        label=gettext_lazy("The file of the note (may be left out)"),
        required=False,
        help_text=gettext_lazy("Only its digest goes into the record. The file stays with you and is not kept here."),
    )
    noted = forms.CharField(required=False, widget=forms.HiddenInput, max_length=180)

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - Django's signature
        """Say that it is the note that is asked for."""
        super().__init__(*args, **options)
        self.fields["reference"].label = _("Reference of the note verbale")

    def clean_file(self) -> None:
        """Take the digest of a file and remember it, since a browser forgets the file where the form comes back."""
        if given := self.cleaned_data.get("file"):
            said = cast("QueryDict", self.data).copy()
            said[self.add_prefix("noted")] = _noted(given)
            self.data = said

    def clean_noted(self) -> str:
        """Return the digest, length and type of the file that came now or before."""
        given = str(self.data.get(self.add_prefix("noted"), ""))
        return given if _NOTED.fullmatch(given) else ""

    @property
    def paper(self) -> dict[str, Any]:
        """The note as acts name papers."""
        file = _NOTED.fullmatch(self.cleaned_data["noted"])
        named = {"sha256": file[1], "size": int(file[2]), "media_type": file[3]} if file else {}
        return {**super().paper, **named}

    @property
    def file_noted(self) -> str:
        """The digest that is remembered, for the form to show."""
        found = _NOTED.fullmatch(str(self["noted"].value() or ""))
        return found[1] if found else ""


def _noted(given: UploadedFile[Any]) -> str:
    if not given.size or given.size > NOTE_BYTES:
        raise ValidationError(_("The file is empty, or larger than 20 MB."))
    digest = hashlib.sha256()
    for part in given.chunks():
        digest.update(part)
    kind = (given.content_type or "").lower()
    return f"{digest.hexdigest()} {given.size} {kind if _MEDIA_TYPE.fullmatch(kind) else 'application/octet-stream'}"
