"""What is typed into a form: kept as it was typed until it makes an act, with what is to be looked at beside it."""

from __future__ import annotations

import re
import unicodedata
from collections import UserDict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.utils.translation import gettext as _
from pydantic import ValidationError

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.malformed import malformed
from comity.forum.kernel.text import LANGUAGES
from comity.forum.notices.acts import File
from comity.forum.registry import ACT_TYPES
from comity.store import filestore
from comity.web.desk.notices.acting import refusal_of
from comity.web.desk.notices.message import NAMES
from comity.web.desk.notices.uploads import taken
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.sizes import size_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import tzinfo

    from django.http import HttpRequest

    from comity.forum.kernel.acts import Body
    from comity.forum.openings.opening import Audience
    from comity.web.desk.notices.sitting import Sitting

NOT_AS_IT_MUST_BE = Reason(
    "desk.not_as_it_must_be",
    gettext_noop("Not as it has to be: %(fault)s."),
    gettext_noop("Mend it, and send it again."),
)

_SALT = "desk.file"
_DAY, _TIME = "%Y-%m-%d", "%H:%M"

_BETWEEN = re.compile("[,;\uff0c\u3001\uff1b]")
"""Commas and semicolons, also those of Chinese."""


class Blanks(UserDict[str, str]):
    """Words by name; a name that is not there stands for nothing typed."""

    def __missing__(self, name: str) -> str:
        """Return the empty string."""
        return ""


@dataclass(slots=True)
class Form:
    """What was typed: `values` by the names of the fields, `chosen` where several can be, `files` handed in so far.

    `errors` says by field what is to be looked at, `refused` by which rule the whole would be out of order.
    """

    values: Blanks = field(default_factory=Blanks)
    chosen: list[str] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    errors: Blanks = field(default_factory=Blanks)
    refused: tuple[str, str] | None = None

    @property
    def told(self) -> list[tuple[str, str]]:
        """What is to be looked at, each with its field."""
        return list(self.errors.items())

    @property
    def is_good(self) -> bool:
        """Whether nothing is to be looked at."""
        return not self.errors and self.refused is None


def typed(request: HttpRequest, names: tuple[str, ...]) -> Form:
    """Return what was typed into a form's fields, as texts are written: in NFC, lines ended as in a file."""
    values = {name: clean(str(request.POST.get(name, ""))) for name in names}
    return Form(Blanks({name: value for name, value in values.items() if value}))


def clean(text: str) -> str:
    """Return a text as acts hold it."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def listed(text: str) -> list[str]:
    """Return the words of a list, with the commas or semicolons of any script between them."""
    return [part.strip() for part in _BETWEEN.split(text) if part.strip()]


def texts(values: Mapping[str, str], name: str) -> dict[str, str]:
    """Return a text by its languages, from the fields `name_en`, `name_ru`, `name_zh`."""
    found = {code: values[f"{name}_{code}"] for code in LANGUAGES if f"{name}_{code}" in values}
    return {code: words for code, words in found.items() if words}


class TextField(Data):
    """A field for a text in one language: the reader's first, under the text's own id."""

    id: str
    name: str
    language: str
    tongue: str
    value: str
    first: bool


def text_fields(form: Form, name: str, language: str) -> list[TextField]:
    """Return the fields of a text, one a language."""
    order = list(dict.fromkeys([language.split("-", 1)[0], *LANGUAGES]))
    known = [code for code in order if code in NAMES]
    return [
        TextField(
            id=f"f-{name}" if code == known[0] else f"f-{name}-{code}",
            name=f"{name}_{code}",
            language=code,
            tongue=NAMES[code],
            value=form.values[f"{name}_{code}"],
            first=code == known[0],
        )
        for code in known
    ]


def take_files(at: Sitting, request: HttpRequest, form: Form, name: str = "files") -> None:
    """Keep the files that came with a form, and those that had come before and were not taken out again."""
    kept = [_handed_in(at, word) for word in request.POST.getlist("kept")]
    dropped = set(request.POST.getlist("drop"))
    form.files = [file for file in kept if file and file.sha256 not in dropped]
    for given in request.FILES.getlist(name):
        try:
            file = taken(at.here.house, at.party, given)
        except Refused as refused:
            form.errors[name] = " ".join(at.ask.speech.refusal(refused))
            continue
        if file.sha256 not in {each.sha256 for each in form.files}:
            form.files.append(file)


def read_files(at: Sitting, given: Any) -> list[File]:  # noqa: ANN401 - whatever a draft holds
    """Return those files of a draft that the party has handed in."""
    found = []
    for each in given if isinstance(given, list | tuple) else ():
        try:
            file = File.model_validate(each)
        except ValidationError:
            continue
        if filestore.is_kept(at.here.house, at.party, file.sha256):
            found.append(file)
    return found


def _handed_in(at: Sitting, word: str) -> File | None:
    try:
        party, said = signing.loads(word, salt=_SALT)
        file = File.model_validate(said)
    except (signing.BadSignature, ValidationError, ValueError, TypeError):
        return None
    there = party == at.party and filestore.is_kept(at.here.house, at.party, file.sha256)
    return file if there else None


def file_rows(at: Sitting, files: list[File]) -> list[dict[str, str]]:
    """Return files that were handed in as a form shows them and holds them for its next sending."""
    return [
        {
            "name": file.name,
            "size": size_text(file.size, at.ask.language),
            "sha256": file.sha256,
            "word": signing.dumps([at.party, file.model_dump()], salt=_SALT),
        }
        for file in files
    ]


def zone_of(at: Sitting, word: str) -> tzinfo:
    """Return the time zone that a form's choice names: UTC, or the officer's own."""
    return UTC if word == "utc" else at.clock.zone


def moment(form: Form, name: str, zone: tzinfo) -> str | None:
    """Return the moment that the fields `name_day` and `name_time` name, as acts hold it; None where none is typed.

    What cannot be read is noted in the form's errors.
    """
    day, time = form.values[f"{name}_day"], form.values[f"{name}_time"]
    if not day and not time:
        return None
    try:
        at = datetime.strptime(f"{day} {time or '23:59'}", f"{_DAY} {_TIME}").replace(tzinfo=zone)
        return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    except (ValueError, OverflowError):
        form.errors[f"{name}_day"] = _(
            "This is no day and time. Write the day as year-month-day, for instance 2026-05-14, and the time as 18:00."
        )
        return None


def spread_moment(form: Form, name: str, given: str, zone: tzinfo) -> None:
    """Write a moment into the fields that name it."""
    try:
        at = datetime.fromisoformat(given).astimezone(zone)
    except ValueError:
        return
    form.values |= {f"{name}_day": f"{at:{_DAY}}", f"{name}_time": f"{at:{_TIME}}"}


def judged(
    at: Sitting, form: Form, kind: str, fields: dict[str, Any], audience: Callable[[Body], Audience]
) -> Body | None:
    """Return the body that `fields` make, if it is of its shape and would be in order; what is not, the form says."""
    try:
        body = ACT_TYPES[kind].body.model_validate(fields)
    except ValidationError as found:
        first = malformed(found, fields)
        fault = at.ask.speech.refusal(Refused(NOT_AS_IT_MUST_BE, fault=first.fault))[0]
        form.errors[str(first.path[0]) if first.path else "form"] = fault
        return None
    refused = refusal_of(at, kind, body, audience(body)) if form.is_good else None
    form.refused = at.ask.speech.refusal(refused) if refused else None
    return body if form.is_good else None
