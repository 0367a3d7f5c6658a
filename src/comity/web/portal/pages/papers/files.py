"""Files of documents that everybody may read: handed out as they were handed in, once their digest has been checked."""

from __future__ import annotations

import hashlib
from typing import IO, TYPE_CHECKING, cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from comity.forum.documents.state import document
from comity.store import filestore
from comity.store.living import living, today
from comity.web.portal import errors
from comity.web.portal import library as kept
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.chrome import current_page_language
from comity.web.portal.framework.page import NotHere
from comity.web.portal.framework.serve import LIBRARY
from comity.web.portal.pages.papers.texts import NotThereError, chunks, handed_in_by, is_open

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.documents.state import Filed

SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""What a file may do, should a browser show it after all: nothing."""

HOLDS = "public, max-age=300"
_CHUNK = 2**16


def file(request: HttpRequest, slug: str, language: str) -> HttpResponse:
    """Hand out the file of a document in a language."""
    library = request.META[LIBRARY] = kept.library()
    if request.method not in {"GET", "HEAD"}:
        return errors.not_allowed(request)
    try:
        ask = Ask(library, current_page_language(), today())
        party, filed = _filed(ask, slug, language)
        etag = f'"{filed.sha256}"'
        if request.headers.get("If-None-Match") == etag:
            return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": HOLDS})
        response = _attached(_checked(party, filed), filed)
    except NotHere as missing:
        return errors.page(request, 404, _("No such file"), missing.what)
    response.headers["ETag"] = etag
    return response


def _filed(ask: Ask, slug: str, language: str) -> tuple[str, Filed]:
    held = document(ask.library, slug)
    filed = held.file_in(language) if held else None
    if held is None or filed is None:
        raise NotHere(_("The register knows no such file."))
    if not is_open(ask, held):
        raise NotHere(_("This document is distributed to some alone: its files are read at their desks."))
    return handed_in_by(ask, held, filed), filed


def _checked(party: str, filed: Filed) -> IO[bytes]:
    """The whole content, out of sight; nobody gets a byte before its digest is that which was signed."""
    absent = NotHere(_("The house does not hold this file: whoever named it has not handed it in yet."))
    try:
        found = chunks(party, filed.sha256)
    except NotThereError:
        raise absent from None
    digest, whole = hashlib.sha256(), filestore.scratch(living())
    for chunk in found:
        digest.update(chunk)
        whole.write(chunk)
    if digest.hexdigest() != filed.sha256:
        whole.close()
        raise absent
    return whole


def _attached(whole: IO[bytes], filed: Filed) -> HttpResponse:
    size = whole.tell()
    whole.seek(0)
    response = StreamingHttpResponse(_chunks(whole), content_type=filed.media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=filed.name) or ""
    response.headers["Content-Length"] = str(size)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = HOLDS
    return cast("HttpResponse", response)


def _chunks(whole: IO[bytes]) -> Iterator[bytes]:
    with whole:
        while chunk := whole.read(_CHUNK):
            yield chunk


FILES: list[URLPattern] = [path("documents/<slug:slug>/files/<str:language>", file, name="document.file")]
