"""Files of a document as they come in, one a language: sent, pasted as a text, or kept from the form's last sending."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.utils.translation import gettext as _
from pydantic import ValidationError

from comity.forum.documents.acts import Version
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.text import LANGUAGES
from comity.store import filestore
from comity.web.desk.notices import forms
from comity.web.desk.notices.message import NAMES
from comity.web.desk.notices.uploads import taken
from comity.web.portal.framework.sizes import size_text

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.web.desk.notices.forms import Form
    from comity.web.desk.notices.sitting import Sitting

_SALT = "desk.document"
PASTED = "text/markdown"


def take(at: Sitting, request: HttpRequest, form: Form, codes: tuple[str, ...] = LANGUAGES) -> dict[str, Version]:
    """Return the files of a form by their languages; what is wrong with one is noted in the form's errors."""
    found: dict[str, Version] = {}
    for code in codes:
        try:
            each = _taken(at, request, form, code)
        except Refused as refused:
            form.errors[f"file_{code}"] = " ".join(at.ask.speech.refusal(refused))
            continue
        if each is not None:
            found[code] = each
    return found


def _taken(at: Sitting, request: HttpRequest, form: Form, code: str) -> Version | None:
    given, text = request.FILES.get(f"file_{code}"), forms.clean(str(request.POST.get(f"body_{code}", "")))
    form.values[f"body_{code}"] = text
    if given:
        file = taken(at.here.house, at.party, given)
        return Version(language=code, **file.model_dump())
    if text:
        return pasted(at, code, text)
    return None if request.POST.get(f"drop_{code}") else _kept(at, request.POST.get(f"kept_{code}", ""), code)


def pasted(at: Sitting, code: str, text: str) -> Version:
    """Keep a text that was pasted as a file of its own: plain paragraphs, a line with # before a heading."""
    kept = filestore.keep(at.here.house, at.party, io.BytesIO(f"{text}\n".encode()))
    return Version(language=code, name=f"text.{code}.md", sha256=kept.sha256, size=kept.size, media_type=PASTED)


def called(file: Version, name: str) -> Version:
    """Return the file of a pasted text under the name of its document; others keep the names that they came with."""
    if file.name != f"text.{file.language}.md":
        return file
    return file.model_copy(update={"name": f"{name}.{file.language}.md"})


def _kept(at: Sitting, word: str, code: str) -> Version | None:
    """A file that had come with the form before, if it is this party's and there still."""
    try:
        party, said = signing.loads(word, salt=_SALT)
        file = Version.model_validate(said)
    except (signing.BadSignature, ValidationError, ValueError, TypeError):
        return None
    there = party == at.party and filestore.is_kept(at.here.house, at.party, file.sha256)
    return file if there and file.language == code else None


def rows(
    at: Sitting, form: Form, found: dict[str, Version], codes: tuple[str, ...] = LANGUAGES
) -> list[dict[str, Any]]:
    """Return the files as a form shows them, the reader's language first."""
    mine = at.ask.language.split("-")[0]
    ordered = sorted(codes, key=lambda code: code != mine)
    return [_row(at, form, code, found.get(code)) for code in ordered]


def _row(at: Sitting, form: Form, code: str, file: Version | None) -> dict[str, Any]:
    pasted_text = form.values[f"body_{code}"]
    return {
        "language": code,
        "tongue": NAMES.get(code, code),
        "error": form.errors[f"file_{code}"],
        "text": pasted_text,
        "file": ""
        if file is None or pasted_text
        else _("%(name)s, %(size)s") % {"name": file.name, "size": size_text(file.size, at.ask.language)},
        "sha256": file.sha256 if file and not pasted_text else "",
        "word": signing.dumps([at.party, file.model_dump()], salt=_SALT) if file and not pasted_text else "",
    }
