"""Downloads: an act's exact bytes, its signatures, its proof, its entry; the addresses of all files of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter
from django.urls.converters import IntConverter
from django.utils.translation import gettext as _

from comity.record import sshsig
from comity.record.entry import Entry, parse_entry
from comity.record.files import HEAD_FILES
from comity.record.tiles import bundles_implied, tiles_implied
from comity.record.tlogproof import TlogProof
from comity.web.portal import errors
from comity.web.portal import library as kept
from comity.web.portal.framework.page import NotHere
from comity.web.portal.framework.serve import CACHE_MARK, LIBRARY

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.web.portal.framework.library import Library

    View = Callable[..., HttpResponse]

TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
# These have no language and are served as they lie, before any view.
HEADS = {name: f"/record/{name}" for name in HEAD_FILES}


class Index(IntConverter):
    """An act's number in an address, written in one way only: each act has one address."""

    regex = "0|[1-9][0-9]*"


register_converter(Index, "index")


def act_file(index: int) -> str:
    """Return the name of the file of an act's exact bytes."""
    return f"{index}.act"


def signature_file(index: int, number: int = 1) -> str:
    """Return the name of the file of an act's signature; `number` counts an act's signatures from 1."""
    return f"{index}.act.sig" if number == 1 else f"{index}.act.{number}.sig"


def absent(index: int) -> NotHere:
    """Return what is said where there is no such act."""
    return NotHere(_("The record has no act %(act)s.") % {"act": index})


def entry_at(library: Library, index: int) -> Entry:
    """Return an entry that the newest checkpoint covers.

    Raises:
        NotHere: there is none.
    """
    raw = library.entry(index) if index < library.head().size else None
    if raw is None:
        raise absent(index)
    return parse_entry(raw)


def _line(library: Library, index: int, _number: int) -> bytes:
    return entry_at(library, index).line


def _signature(library: Library, index: int, number: int) -> bytes:
    signatures = entry_at(library, index).signatures
    if not 1 <= number <= len(signatures):
        raise NotHere(_("Act %(act)s has no signature number %(number)s.") % {"act": index, "number": number})
    return sshsig.armor(signatures[number - 1].sig).encode()


def _proof(library: Library, index: int, _number: int) -> bytes:
    entry_at(library, index)
    head = library.head()
    return TlogProof(index, tuple(library.inclusion(index, head.size)), head.checkpoint).to_bytes()


def _entry(library: Library, index: int, _number: int) -> bytes:
    return entry_at(library, index).raw


def _download(make: Callable[[Library, int, int], bytes], media_type: str) -> View:
    def view(request: HttpRequest, index: int, same: int, number: int = 1) -> HttpResponse:
        library = request.META[LIBRARY] = kept.library()
        if request.method not in {"GET", "HEAD"}:
            return errors.not_allowed(request)
        try:
            if index != same:
                raise absent(same)
            content = make(library, index, number)
        except NotHere as missing:
            return errors.page(request, 404, _("Not in the register"), missing.what)
        return _attached(content, media_type, request.path.rsplit("/", 1)[-1])

    return view


def _attached(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers[CACHE_MARK] = "public"
    return response


def every_file(request: HttpRequest) -> HttpResponse:
    """Return the addresses of all files of the record as its newest checkpoint implies them, one a line."""
    if request.method not in {"GET", "HEAD"}:
        return errors.not_allowed(request)
    size = kept.library().head().size
    names = [*HEAD_FILES, *(tile.path for tile in (*tiles_implied(size), *bundles_implied(size)))]
    lines = [request.build_absolute_uri(f"/record/{name}") for name in names]
    return _attached("".join(f"{line}\n" for line in lines).encode(), TEXT, "files.txt")


FILES: list[URLPattern] = [
    path("record/files.txt", every_file, name="record.files"),
    path("record/<index:index>/<index:same>.act", _download(_line, BYTES), name="act.act"),
    path("record/<index:index>/<index:same>.act.sig", _download(_signature, TEXT), name="act.sig"),
    path("record/<index:index>/<index:same>.act.<int:number>.sig", _download(_signature, TEXT), name="act.more-sig"),
    path("record/<index:index>/<index:same>.tlog-proof", _download(_proof, TEXT), name="act.proof"),
    path("record/<index:index>/<index:same>.entry", _download(_entry, BYTES), name="act.entry"),
]
