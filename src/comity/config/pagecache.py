"""Public pages, kept ready to send for as long as nothing that they show can have changed.

Everything public is folded from the record, and some pages name today's date. So a stored page holds while the
published checkpoint is the same file and the day (UTC) is the same: exact, with no list of what to purge. A view opts
in by the header `X-Comity-Cache: public`; what sets a cookie, varies by anything but its encoding or is no plain 200 is
never stored.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

OPT_IN = "X-Comity-Cache"
REVALIDATE = "public, max-age=5, must-revalidate"
ASK_ALWAYS = "public, no-cache"
"""Of pages whose clock somebody moves: who moves it and looks again must not see what the browser has kept."""

_OK = "200 OK"
_NOT_MODIFIED = "304 Not Modified"
_MILLISECONDS_A_DAY = 86_400_000
_WORTH_COMPRESSING = 512
_TEXTUAL = ("text/", "application/json", "application/javascript", "application/xml", "image/svg+xml", "+xml", "+json")
# A 304 repeats what a cache would need to refresh the page it holds, and nothing about the body.
_OF_THE_BODY = frozenset(
    ("content-length", "content-type", "content-encoding", "content-disposition", "content-language")
)
_OVERHEAD = 2048

Headers = list[tuple[str, str]]
Stamp = tuple[int, ...]


class Key(NamedTuple):
    """What a page's bytes depend on besides the stamp; the language is part of the path, the host of absolute links."""

    scheme: str
    host: str
    path: str
    query: str


@dataclass(frozen=True, slots=True)
class Sendable:
    """One encoding of a page, with its headers as they are sent."""

    etag: str
    headers: Headers
    short_headers: Headers
    body: bytes


@dataclass(frozen=True, slots=True)
class Page:
    plain: Sendable
    gzipped: Sendable

    @property
    def weight(self) -> int:
        both = 0 if self.gzipped is self.plain else len(self.gzipped.body)
        return len(self.plain.body) + both + _OVERHEAD


def stamp_of(checkpoint: Path, now: Callable[[], int]) -> Callable[[], Stamp]:
    """A function that tells the day and which checkpoint is published; the file is always replaced, never edited.

    `now` tells the time by the forum's clock, in milliseconds since 1970.
    """
    file = os.fspath(checkpoint)

    def stamp() -> Stamp:
        day = now() // _MILLISECONDS_A_DAY
        try:
            found = os.stat(file)  # noqa: PTH116 - asked at every request, and pathlib costs more than the call itself
        except OSError:
            return (day,)
        return (day, found.st_ino, found.st_mtime_ns, found.st_size)

    return stamp


class PageCache:
    """Stands before an application and answers for it where it holds the page."""

    def __init__(
        self, application: WSGIApplication, stamp: Callable[[], Stamp], most_bytes: int, kept: str = REVALIDATE
    ) -> None:
        self._application = application
        self._kept_for = kept
        self._now = stamp
        self._most_bytes = most_bytes
        self._lock = Lock()
        self._stamp: Stamp = ()
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._weight = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._application(environ, start_response)
        # The stamp is taken before the page is made: a page made while the record grows is at worst made once more.
        stamp = self._now()
        key = Key(
            environ["wsgi.url_scheme"],
            environ.get("HTTP_HOST", ""),
            environ["PATH_INFO"],
            environ.get("QUERY_STRING", ""),
        )
        page = self._held(key, stamp)
        if page is not None:
            return send(page, environ, start_response)
        return self._ask(key, stamp, environ, start_response)

    def forget(self) -> None:
        """Forget every page: they tell what time it is, and a rehearsal's clock has been moved."""
        with self._lock:
            self._pages.clear()
            self._weight = 0

    def _held(self, key: Key, stamp: Stamp) -> Page | None:
        with self._lock:
            if stamp != self._stamp:
                self._stamp = stamp
                self._pages.clear()
                self._weight = 0
                return None
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def _keep(self, key: Key, stamp: Stamp, page: Page) -> None:
        with self._lock:
            if stamp != self._stamp or page.weight > self._most_bytes // 4:
                return
            replaced = self._pages.pop(key, None)
            self._weight += page.weight - (replaced.weight if replaced else 0)
            self._pages[key] = page
            while self._weight > self._most_bytes:
                _, oldest = self._pages.popitem(last=False)
                self._weight -= oldest.weight

    def _ask(self, key: Key, stamp: Stamp, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        answer = _Answer()
        # HEAD is asked as GET, so that its headers are those of the page (RFC 9110 §9.3.2).
        body = self._application({**environ, "REQUEST_METHOD": "GET"}, answer)
        if answer.is_public:
            try:
                page = prepare(answer.headers, b"".join((*answer.written, *body)), self._kept_for)
            finally:
                getattr(body, "close", _nothing)()
            self._keep(key, stamp, page)
            return send(page, environ, start_response)
        headers = [each for each in answer.headers if each[0].lower() != OPT_IN.lower()]
        write = start_response(answer.status, headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            getattr(body, "close", _nothing)()
            return []
        for piece in answer.written:
            write(piece)
        return body


class _Answer:
    """What the application says when it starts its response, held back until it is known what to do with it."""

    def __init__(self) -> None:
        self.status = ""
        self.headers: Headers = []
        self.written: list[bytes] = []

    def __call__(self, status: str, headers: Headers, exc_info: object = None, /) -> Callable[[bytes], object]:
        del exc_info
        self.status, self.headers = status, headers
        return self.written.append

    @property
    def is_public(self) -> bool:
        names = {name.lower(): value for name, value in self.headers}
        varies = {word.strip().lower() for word in names.get("vary", "").split(",")} - {"", "accept-encoding"}
        return (
            self.status == _OK
            and names.get(OPT_IN.lower()) == "public"
            and "set-cookie" not in names
            and "content-encoding" not in names
            and not varies
        )


def prepare(given: Headers, body: bytes, kept: str = REVALIDATE) -> Page:
    """The page in both encodings. The two differ in bytes, so their strong entity tags differ too."""
    dropped = {OPT_IN.lower(), "etag", "content-length", "vary"}
    headers = [each for each in given if each[0].lower() not in dropped]
    names = {name.lower(): value for name, value in headers}
    if "cache-control" not in names:
        headers.append(("Cache-Control", kept))
    headers.append(("Vary", "Accept-Encoding"))
    tag = hashlib.sha256(body).hexdigest()[:32]
    plain = _sendable(headers, f'"{tag}"', body)
    kind = names.get("content-type", "").split(";")[0]
    if len(body) < _WORTH_COMPRESSING or not any(word in kind for word in _TEXTUAL):
        return Page(plain, plain)
    smaller = gzip.compress(body, 6, mtime=0)
    return Page(plain, _sendable([*headers, ("Content-Encoding", "gzip")], f'"{tag}-gzip"', smaller))


def _sendable(headers: Headers, etag: str, body: bytes) -> Sendable:
    whole = [*headers, ("ETag", etag), ("Content-Length", str(len(body)))]
    return Sendable(etag, whole, [each for each in whole if each[0].lower() not in _OF_THE_BODY], body)


def send(page: Page, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer with the page, or with 304 where the client holds it already."""
    form = page.gzipped if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")) else page.plain
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and is_known(form.etag, known):
        start_response(_NOT_MODIFIED, form.short_headers)
        return []
    start_response(_OK, form.headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]


def accepts_gzip(header: str) -> bool:
    """Whether the client takes gzip (RFC 9110 §12.5.3): named, or any coding, and not with a weight of nought."""
    found = any_coding = None
    for part in header.lower().split(","):
        coding, _, parameters = part.partition(";")
        taken = not parameters.replace(" ", "").startswith("q=0") or parameters.strip(" q=0.") != ""
        if coding.strip() in ("gzip", "x-gzip"):
            found = taken
        elif coding.strip() == "*":
            any_coding = taken
    return bool(any_coding if found is None else found)


def is_known(etag: str, if_none_match: str) -> bool:
    """Whether the header names this entity tag, by the weak comparison that RFC 9110 §13.1.2 asks for."""
    if if_none_match.strip() == "*":
        return True
    return any(word.strip().removeprefix("W/") == etag for word in if_none_match.split(","))


def _nothing() -> None:
    return
