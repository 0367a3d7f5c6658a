"""The whole site of a data folder, as a WSGI application that tests call; and what its pages are made of."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from wsgiref.util import setup_testing_defaults

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; names of headers are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(application: WSGIApplication, address: str, method: str = "GET", **headers: str) -> Answer:
    """Call an application; `headers` are given as accept_encoding="gzip"."""
    parts = urlsplit(address)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote(parts.path, encoding="latin-1"),
        "QUERY_STRING": parts.query,
        "HTTP_HOST": HOST,
        "wsgi.input": io.BytesIO(),
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    setup_testing_defaults(environ)
    told: list[Any] = []

    def start(status: str, found: list[tuple[str, str]], *_: object) -> Any:
        told[:] = [int(status.split(maxsplit=1)[0]), {name.lower(): value for name, value in found}]
        return lambda _data: None

    pieces = application(environ, start)
    try:
        body = b"".join(pieces)
    finally:
        getattr(pieces, "close", lambda: None)()
    return Answer(told[0], told[1], body)


@dataclass
class Made(HTMLParser):
    """What a page is made of, and what a strict policy would object to."""

    address: str
    links: set[str] = field(default_factory=set)
    alternates: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    inline: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    language: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._object(tag, said)
        if "id" in said:
            self.ids.append(said["id"])
        if tag == "html":
            self.language = said.get("lang", "")
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        for name in ("href", "src", "action"):
            if said.get(name):
                self._follow(tag, name, said)

    def _follow(self, tag: str, name: str, said: dict[str, str]) -> None:
        target = urljoin(f"http://{HOST}{self.address}", said[name])
        if urlsplit(target).netloc != HOST or not target.startswith("http"):
            return
        local = target.removeprefix(f"http://{HOST}")
        if said.get("rel") == "stylesheet" or (tag == "script" and name == "src"):
            self.files.add(local)
        if said.get("hreflang") and tag == "link":
            self.alternates[said["hreflang"]] = local
        self.links.add(local)

    def _object(self, tag: str, said: dict[str, str]) -> None:
        here = f"<{tag} {said}>"
        if tag == "style" or (tag == "script" and "src" not in said) or "style" in said:
            self.inline.append(here)
        if any(name.startswith("on") for name in said) or any(
            value.strip().lower().startswith(("javascript:", "data:")) for value in said.values()
        ):
            self.inline.append(here)


def made_of(address: str, answer: Answer) -> Made:
    """What the page at an address is made of."""
    made = Made(address)
    made.feed(answer.text)
    made.close()
    return made


def without_fragment(link: str) -> tuple[str, str]:
    """An address, and the place on the page that it leads to."""
    return tuple(urldefrag(link))  # type: ignore[return-value]
