"""The page cache: what is stored, for how long, and how it is answered."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from comity.config.pagecache import ASK_ALWAYS, PageCache, accepts_gzip, is_known, stamp_of

BODY = b"<p>" + b"Almaty " * 200 + b"</p>"
PUBLIC = [("Content-Type", "text/html; charset=utf-8"), ("X-Comity-Cache", "public")]


@dataclass
class Answer:
    status: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Site:
    """An application that counts how often it is asked, behind a cache whose stamp the test sets."""

    status: str = "200 OK"
    headers: list[tuple[str, str]] = field(default_factory=lambda: list(PUBLIC))
    body: bytes = BODY
    stamp: tuple[int, ...] = (1,)
    most_bytes: int = 1_000_000
    asked: int = 0
    closed: int = 0

    def __post_init__(self) -> None:
        self.cache = PageCache(self._answer, lambda: self.stamp, self.most_bytes)

    def _answer(self, _environ: dict, start_response: Callable) -> Site:
        self.asked += 1
        start_response(self.status, list(self.headers))
        return self

    def __iter__(self):
        yield self.body

    def close(self) -> None:
        self.closed += 1

    def get(self, path: str = "/en/", *, method: str = "GET", host: str = "h", query: str = "", **http: str) -> Answer:
        environ = {"REQUEST_METHOD": method, "wsgi.url_scheme": "http", "HTTP_HOST": host, "PATH_INFO": path}
        environ |= {"QUERY_STRING": query} | {f"HTTP_{name.upper()}": value for name, value in http.items()}
        found: list = []
        body = b"".join(self.cache(environ, lambda status, headers: found.extend((status, dict(headers)))))
        return Answer(found[0], found[1], body)


def test_page_asked_twice_is_made_once():
    site = Site()
    assert (site.get(), site.asked, site.closed) == (site.get(), 1, 1)


def test_page_is_sent_with_what_a_browser_needs_to_keep_it():
    answer = Site().get()
    kept = {name: answer.headers[name] for name in ("Cache-Control", "Vary", "Content-Length")}
    expected = {
        "Cache-Control": "public, max-age=5, must-revalidate",
        "Vary": "Accept-Encoding",
        "Content-Length": str(len(BODY)),
    }
    assert (kept, "X-Comity-Cache" in answer.headers) == (expected, False)


def test_cache_control_of_the_view_stays():
    site = Site(headers=[*PUBLIC, ("Cache-Control", "public, immutable")])
    assert site.get().headers["Cache-Control"] == "public, immutable"


@pytest.mark.parametrize("after", [(2,), ()])
def test_page_is_made_anew_when_the_stamp_changes(after):
    site = Site()
    site.get()
    site.stamp, site.body = after, b"new"
    assert (site.get().body, site.asked) == (b"new", 2)


@pytest.mark.parametrize("other", [{"path": "/ru/"}, {"query": "on=2006-06-17"}, {"host": "other"}])
def test_other_address_is_another_page(other):
    site = Site()
    site.get()
    site.get(**other)
    assert site.asked == 2


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "404 Not Found"},
        {"status": "206 Partial Content"},
        {"headers": [("Content-Type", "text/html")]},
        {"headers": [*PUBLIC, ("Set-Cookie", "a=b")]},
        {"headers": [*PUBLIC, ("Vary", "Cookie")]},
        {"headers": [*PUBLIC, ("Vary", "Accept-Encoding, Accept-Language")]},
        {"headers": [*PUBLIC, ("Content-Encoding", "br")]},
    ],
)
def test_what_is_not_plainly_public_is_passed_on_and_never_stored(changed):
    site = Site(**changed)
    site.get()
    answer = site.get()
    expected = {name: value for name, value in site.headers if name != "X-Comity-Cache"}
    assert (answer, site.asked) == (Answer(site.status, expected, BODY), 2)


def test_post_is_passed_on_even_where_a_page_is_stored():
    site = Site()
    site.get()
    site.get(method="POST")
    assert site.asked == 2


def test_head_is_answered_from_the_page_without_its_body():
    site = Site()
    page = site.get()
    assert (site.get(method="HEAD"), site.asked) == (Answer(page.status, page.headers, b""), 1)


def test_gzip_is_sent_to_who_takes_it_under_a_tag_of_its_own():
    site = Site()
    plain, packed = site.get(), site.get(accept_encoding="gzip, br")
    found = (gzip.decompress(packed.body), packed.headers["Content-Encoding"], site.asked)
    assert (found, plain.headers["ETag"] != packed.headers["ETag"]) == ((BODY, "gzip", 1), True)


@pytest.mark.parametrize(("body", "kind"), [(b"short", "text/html"), (BODY, "image/png")])
def test_what_gains_nothing_is_not_compressed(body, kind):
    site = Site(body=body, headers=[("Content-Type", kind), PUBLIC[1]])
    assert "Content-Encoding" not in site.get(accept_encoding="gzip").headers


def test_known_page_is_answered_with_304_and_no_body():
    site = Site()
    tag = site.get().headers["ETag"]
    answer = site.get(if_none_match=tag)
    names = {"ETag", "Cache-Control", "Vary"}
    assert (answer.status, answer.body, set(answer.headers), site.asked) == ("304 Not Modified", b"", names, 1)


def test_known_page_is_answered_with_304_even_when_it_had_to_be_made_again():
    site = Site()
    tag = site.get().headers["ETag"]
    site.stamp = (2,)
    assert (site.get(if_none_match=tag).status, site.asked) == ("304 Not Modified", 2)


def test_tag_changes_with_the_page():
    one, other = Site(), Site(body=BODY + b".")
    assert one.get().headers["ETag"] != other.get().headers["ETag"]


def test_oldest_pages_go_when_there_are_too_many_bytes():
    site = Site(most_bytes=4 * 4000)
    for number in range(8):
        site.get(query=str(number))
    site.get(query="7")
    site.get(query="0")
    assert site.asked == 9


def test_page_too_big_for_the_cache_is_not_stored():
    site = Site(most_bytes=4000)
    site.get()
    site.get()
    assert site.asked == 2


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("", False),
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.000, br", False),
        ("*", True),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("identity", False),
    ],
)
def test_accept_encoding_is_read_as_the_standard_says(header, taken):
    assert accepts_gzip(header) is taken


@pytest.mark.parametrize(
    ("header", "known"), [('"a"', True), ('W/"a"', True), ('"b", "a"', True), ("*", True), ('"b"', False), ("", False)]
)
def test_if_none_match_is_read_as_the_standard_says(header, known):
    assert is_known('"a"', header) is known


def test_stamp_changes_when_the_checkpoint_is_replaced(tmp_path):
    checkpoint, stamp = tmp_path / "checkpoint", stamp_of(tmp_path / "checkpoint", lambda: 0)
    seen = [stamp()]
    for text in ("one", "two"):
        (tmp_path / "new").write_text(text)
        (tmp_path / "new").replace(checkpoint)
        seen.append(stamp())
    assert (len(set(seen)), stamp() == seen[-1]) == (3, True)


@pytest.mark.parametrize(("later", "same"), [(86_399_999, True), (86_400_000, False)])
def test_stamp_changes_with_the_day_of_the_forums_clock(tmp_path, later, same):
    moments = iter((0, later))
    stamp = stamp_of(tmp_path / "checkpoint", lambda: next(moments))
    assert (stamp() == stamp()) is same


def test_head_of_a_page_not_held_has_the_headers_of_the_page():
    head = Site().get(method="HEAD")
    assert head == Answer("200 OK", Site().get().headers, b"")


def test_head_of_what_is_not_public_has_its_headers_and_no_body():
    site = Site(headers=[("Content-Type", "text/html")])
    assert (site.get(method="HEAD"), site.closed) == (Answer("200 OK", {"Content-Type": "text/html"}, b""), 1)


def test_page_of_a_rehearsal_is_asked_for_anew_each_time():
    site = Site()
    site.cache = PageCache(site._answer, lambda: site.stamp, site.most_bytes, ASK_ALWAYS)
    assert (site.get().headers["Cache-Control"], site.get().headers["Cache-Control"]) == ("public, no-cache",) * 2
    assert site.asked == 1
