"""The form in which a person says of herself what the directory keeps."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.secretariat.mailing.addresses import NoAddress, read_address
from comity.store.people import Profile
from comity.web.desk.signin.faults import Form

if TYPE_CHECKING:
    from comity.store.people import Person

# Letters that join, as Persian names have them, are seen by what they do; these are not seen at all.
_UNSEEN = frozenset(("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
_TURNING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def _seen(text: str) -> None:
    if any(unicodedata.category(sign) in _UNSEEN or sign in _TURNING for sign in text):
        raise ValidationError(_("This holds a character that no reader would see. Type it anew."))


def _known_zone(text: str) -> None:
    if text not in available_timezones():
        raise ValidationError(
            _("“%(given)s” is no time zone. Write one as in Asia/Almaty, or leave this empty.") % {"given": text[:40]}
        )


class ProfileForm(Form):
    """Name, ways to reach her, languages, time zone, and when she wants to be written to."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        validators=[_seen],
        widget=forms.TextInput({"class": "middle", "autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("To this address goes what the desk has to tell you."),
        widget=forms.EmailInput({"class": "middle", "autocomplete": "email", "dir": "ltr"}),
    )
    telephone = forms.CharField(
        label=gettext_lazy("Telephone (may be left out)"),
        required=False,
        max_length=40,
        validators=[_seen],
        widget=forms.TextInput({"class": "short", "autocomplete": "tel", "inputmode": "tel", "dir": "ltr"}),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages in which you are written to"),
        choices=[(code, name) for code, name in settings.LANGUAGES if code in {"en", "ru", "zh-hans"}],
        widget=forms.CheckboxSelectMultiple,
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone (may be left out)"),
        required=False,
        max_length=60,
        validators=[_known_zone],
        help_text=gettext_lazy("As in Asia/Almaty. Times are shown in it, beside UTC."),
        widget=forms.TextInput(
            {"class": "short", "autocomplete": "off", "spellcheck": "false", "dir": "ltr", "data-zone": ""}
        ),
    )
    mails = forms.ChoiceField(
        label=gettext_lazy("When you are written to"),
        choices=[
            ("at_once", gettext_lazy("as soon as something awaits you")),
            ("daily", gettext_lazy("once a day, of all that has come")),
            ("keys", gettext_lazy("only when something happens to your own keys")),
        ],
        widget=forms.RadioSelect({"down": True}),
        initial="at_once",
    )

    def clean_email(self) -> str:
        """Read the address as mails will."""
        try:
            return read_address(self.cleaned_data["email"])
        except NoAddress:
            raise ValidationError(_("This is not the address of one mailbox. Write it as name@example.org.")) from None

    @property
    def profile(self) -> Profile:
        """What was said, once the form is in order."""
        said = self.cleaned_data
        return Profile(**{**said, "languages": tuple(said["languages"])})


def initial(person: Person | None, language: str) -> dict[str, Any]:
    """Return what is known of a person, for the form to begin with."""
    if person is None:
        return {"languages": [language]}
    said = person.profile
    return {
        "name": said.name,
        "email": said.email,
        "telephone": said.telephone,
        "languages": list(said.languages),
        "time_zone": said.time_zone,
        "mails": said.mails,
    }
