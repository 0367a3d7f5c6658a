from __future__ import annotations

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation

from comity.web.portal.framework import serve
from comity.web.portal.table import PAGES
from tests.support.recordlibrary import CORRECTED
from tests.unit.web.api.conftest import DECIDED, KEPT, OF_FILES

PARTS = {"code": "KAZ", "slug": "", "key": "S1", "index": CORRECTED, "version": 1, "number": KEPT["notification"]}
SLUGS = {"meeting": "meeting-1", "document": "document-1-1", **DECIDED, **KEPT}


def filled(page):
    """The address of a page below the language, of things that the made-up forum has."""
    parts = PARTS | {"slug": SLUGS.get(page.name, "")}
    path = page.path.rstrip("/") or "home"
    for name, value in parts.items():
        for kind in ("str", "slug", "int", "index"):
            path = path.replace(f"<{kind}:{name}>", str(value))
    return path


def the_twin(page, path, language, query, library):
    """What the page's `.json` twin is, from the view that serves it."""
    (route,) = [each for each in serve.routes(page, lambda: library) if each.name == f"{page.name}.json"]
    with translation.override(language):
        request = RequestFactory(headers={"host": "localhost"}).get(f"/{language}/{path}.json?{query}")
        return route.callback(request, **route.resolve(f"{path}.json").kwargs).content


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("page", [page for page in PAGES if page.name != OF_FILES], ids=lambda page: page.name)
def test_answer_is_the_pages_twin_byte_for_byte(get, forum_of, monkeypatch, page, language):
    library = forum_of(page.name)
    monkeypatch.setattr("comity.web.portal.library.library", lambda: library)
    # Long before the record began there is no act of it to show, and nothing that was entered as it went.
    path, query = filled(page), "" if page.name in {"act", *DECIDED, *KEPT} else "&on=2010-06-08"
    answer = get(f"/api/v1/{path}?lang={language}{query}")
    expected = the_twin(page, path, language, query, library)
    assert (answer.status, answer.type, answer.body) == (200, "application/json", expected)


def test_answer_says_what_it_was_read_from(get, library):
    head = library.head()
    answer = get("/api/v1/participants?lang=ru&on=2010-06-08")
    about = answer.read["record"]
    assert (about["language"], about["as_of"], about["record_size"]) == ("ru", "2010-06-08", head.size)
    assert answer.headers["Content-Language"] == "ru"


def test_words_of_a_page_reach_it(get):
    page = get("/api/v1/record?type=sources.correct").read["page"]
    assert [line["type"] for line in page["lines"]] == ["sources.correct"]


def test_head_is_answered_as_get_is(get):
    whole, head = get("/api/v1/meetings"), get("/api/v1/meetings", "HEAD")
    assert (head.status, head.type, head.body) == (200, whole.type, b"")


@pytest.mark.parametrize(
    ("path", "status", "code", "detail"),
    [
        (
            "participants?on=2010-02-30",
            400,
            "portal.day_unreadable",
            "“2010-02-30” is no day. Write the day as year-month-day, for instance 2010-06-08.",
        ),
        (
            "participants?lang=fr",
            400,
            "api.language_unknown",
            "The register does not speak “fr”. Ask in one of: en, ru, zh-hans.",
        ),
        ("record/150", 404, "portal.not_here", "The record has no act 150."),
        (
            "record/first",
            404,
            "api.no_such_address",
            "The API has nothing at “record/first”; what it has stands in openapi.json.",
        ),
    ],
)
def test_question_without_an_answer_gets_a_problem(get, path, status, code, detail):
    answer = get(f"/api/v1/{path}")
    title = {400: "Bad Request", 404: "Not Found"}[status]
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}
    assert (answer.status, answer.type) == (status, "application/problem+json")
    assert answer.read == told | {"instance": f"/api/v1/{path}"}


def test_sending_is_refused_with_what_is_allowed(get):
    answer = get("/api/v1/meetings", "POST")
    said = (answer.status, answer.type, answer.headers["Allow"], answer.read["code"])
    assert said == (405, "application/problem+json", "GET, HEAD", "api.only_reading")
