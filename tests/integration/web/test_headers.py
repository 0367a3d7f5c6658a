"""What the site says besides its pages: how long they hold, how they are sent, what a browser may do with them."""

from __future__ import annotations

import gzip

import pytest

from comity.record.tiles import entries_path, tile_path
from tests.support.site import made_of

API = ("/api/v1/", "/api/v1/home?lang=ru", "/api/v1/openapi.json")
PAGES = ("/en/", "/ru/participants/", "/zh-hans/meetings/summit-4/", "/en/record/17/")
TWINS = {
    "/en/home.json": "application/json",
    "/en/participants.csv": "text/csv; charset=utf-8",
    "/en/meetings/summit-7.ics": "text/calendar; charset=utf-8",
    "/en/record.atom": "application/atom+xml",
}


@pytest.mark.parametrize("path", [*PAGES, *TWINS, *API])
def test_page_unchanged_is_not_sent_again(get, path):
    first = get(path)
    again = get(path, if_none_match=first.headers["etag"])
    told = (first.status, first.headers["cache-control"], first.headers["vary"], again.status, again.body)
    assert told == (200, "public, max-age=5, must-revalidate", "Accept-Encoding", 304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("path", [*PAGES, "/en/participants.csv", *API])
def test_page_is_sent_compressed_to_whoever_takes_it(get, path):
    plain, packed = get(path), get(path, accept_encoding="gzip")
    assert (plain.headers.get("content-encoding"), packed.headers["content-encoding"]) == (None, "gzip")
    assert gzip.decompress(packed.body) == plain.body
    assert (packed.headers["etag"] != plain.headers["etag"], len(packed.body) < len(plain.body) / 2) == (True, True)


def test_answer_of_the_api_is_in_the_language_asked_for_not_in_the_browsers(get):
    asked = [(lang, browsers) for lang in ("en", "ru") for browsers in ("en", "ru")]
    answers = [get(f"/api/v1/home?lang={lang}", accept_language=browsers).body for lang, browsers in asked]
    assert (answers[0] == answers[1], answers[2] == answers[3], answers[0] != answers[2]) == (True, True, True)


def test_refusal_of_the_api_is_not_kept(get):
    assert "etag" not in get("/api/v1/home?on=never").headers


@pytest.mark.parametrize("path", [*PAGES, *API])
def test_head_asked_first_has_the_headers_of_the_page(get, path):
    head, page = get(path, "HEAD"), get(path)
    assert (head.headers, head.body) == (page.headers, b"")


@pytest.mark.parametrize(("path", "kind"), TWINS.items())
def test_twin_has_its_media_type(get, path, kind):
    assert (get(path).status, get(path).headers["content-type"]) == (200, kind)


@pytest.mark.parametrize("path", [*PAGES, *TWINS, "/en/no-such/", "/en/?on=never", "/xx/"])
def test_browser_is_told_what_a_page_may_do(get, path):
    headers = get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    told = (headers["x-content-type-options"], headers["x-frame-options"], headers["referrer-policy"])
    assert told == ("nosniff", "DENY", "same-origin")
    assert not {"set-cookie", "x-comity-cache", "server"} & set(headers)


@pytest.mark.parametrize("path", ["/en/no-such/", "/en/?on=never", "/xx/", "/en/meetings/summit-9/"])
def test_refusal_is_not_kept(get, path):
    first, second = get(path), get(path)
    assert ("etag" in first.headers, first.status, second.status) == (False, second.status, first.status)


@pytest.mark.parametrize("path", PAGES)
def test_head_has_the_headers_and_no_body(get, path):
    page = get(path)
    head = get(path, "HEAD")
    assert (head.status, head.body, head.headers["etag"]) == (200, b"", page.headers["etag"])


@pytest.mark.parametrize(
    ("name", "kind", "holds"),
    [
        ("checkpoint", "text/plain; charset=utf-8", "public, max-age=2, must-revalidate"),
        ("policy", "text/plain; charset=utf-8", "public, max-age=2, must-revalidate"),
        ("allowed_signers", "text/plain; charset=utf-8", "public, max-age=2, must-revalidate"),
        (tile_path(0, 0), "application/octet-stream", "public, max-age=31536000, immutable"),
        (entries_path(1), "application/octet-stream", "public, max-age=31536000, immutable"),
    ],
)
def test_file_of_the_record_is_sent_as_it_lies(get, cica, name, kind, holds):
    answer = get(f"/record/{name}")
    told = (answer.status, answer.headers["content-type"], answer.headers["cache-control"])
    assert told == (200, kind, holds)
    assert answer.body == (cica / "record" / name).read_bytes()
    assert get(f"/record/{name}", if_none_match=answer.headers["etag"]).status == 304


@pytest.mark.parametrize("name", ["../comity.toml", "..%2fkeys%2flog", "tile/0/x999/999", "signed-heads", ""])
def test_nothing_else_of_the_folder_is_sent(get, name):
    answer = get(f"/record/{name}")
    # An address without a language is sent on to the portal's page about the record.
    assert (answer.status in {302, 404}, b"PRIVATE KEY" in answer.body) == (True, False)


def test_styles_and_scripts_are_few_light_and_kept(get):
    files = set()
    for path in (*PAGES, "/en/article/", "/en/chair/", "/en/about/"):
        files |= made_of(path, get(path)).files
        assert len(made_of(path, get(path)).files) <= 3
    answers = {file: get(file) for file in files}
    assert sum(len(answer.body) for answer in answers.values()) <= 60_000
    assert {answer.headers["cache-control"] for answer in answers.values()} == {"max-age=315360000, public, immutable"}
