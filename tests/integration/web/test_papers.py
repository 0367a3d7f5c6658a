"""Treaties, notifications and papers over a real record: twins, few statements, texts, files handed out or not."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from comity.config.wsgi import build
from comity.store import filestore
from comity.store.living import living, settle
from comity.web.portal.framework.ask import Ask
from comity.web.portal.library import StoreLibrary
from comity.web.portal.pages.papers import texts
from comity.web.portal.pages.treaties import notification, notifications, register, status
from tests.support import treatied
from tests.support.house import own_database
from tests.support.site import Answer, ask

MOST_STATEMENTS = 10
MOST_BYTES = 40_000
PAGES = (
    "",
    "treaties/",
    "treaties/?on=2024-01-01",
    "treaties/accord/",
    "treaties/accord/?on=2026-10-25",
    "treaties/pact/",
    "treaties/protocol/",
    "treaties/notifications/",
    "treaties/notifications/?treaty=accord",
    *(f"treaties/notifications/C.N.{number}.2026/" for number in (1, 2, 3, 4)),
    "documents/",
    "documents/languages/",
    "documents/guest-house/",
    "documents/guest-house-rev/",
    "documents/guest-house-corr/",
    "documents/guest-house-rev/compare/guest-house/",
    "documents/costs/",
    "documents/lost/",
    "documents/accord/",
)
TWINS = {
    "treaties.json": "application/json",
    "treaties.csv": "text/csv; charset=utf-8",
    "treaties/accord.json": "application/json",
    "treaties/accord.csv": "text/csv; charset=utf-8",
    "treaties/notifications.json": "application/json",
    "treaties/notifications.csv": "text/csv; charset=utf-8",
    "treaties/notifications.atom": "application/atom+xml",
    "treaties/notifications/C.N.1.2026.json": "application/json",
    "treaties/notifications/C.N.1.2026.csv": "text/csv; charset=utf-8",
    "documents/languages.json": "application/json",
    "documents/languages.csv": "text/csv; charset=utf-8",
    "documents/guest-house.json": "application/json",
    "documents/guest-house-rev/compare/guest-house.json": "application/json",
}
Get = Callable[..., Answer]


@pytest.fixture(scope="module")
def depositary(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The data folder of the forum that keeps treaties, lived in at its own present moment."""
    path = tmp_path_factory.mktemp("treatied") / "var"
    with django_db_blocker.unblock(), own_database(path), override_settings(COMITY_DATA=path):
        clock = treatied.begun(path)
        with treatied.opened(path, clock):
            yield path


@pytest.fixture
def get(depositary: Path) -> Iterator[Get]:
    """Asks the whole site below the language, with nothing stored yet."""
    application = build(depositary)
    yield lambda path, method="GET", **headers: ask(application, f"/en/{path}", method, **headers)
    translation.deactivate()


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
@pytest.mark.parametrize("path", PAGES)
def test_page_is_light_and_takes_few_statements(depositary, path, language):
    client = Client(headers={"host": "localhost"})
    client.get(f"/{language}/{path}")
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/{language}/{path}")
    text = answer.content.decode()
    translation.deactivate()
    assert (answer.status_code, len(asked) <= MOST_STATEMENTS, len(answer.content) < MOST_BYTES) == (200, True, True)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert (len(ids), "%(" in text, text.count("<h1")) == (len(set(ids)), False, 1)


@pytest.mark.parametrize(("path", "kind"), TWINS.items())
def test_twin_has_its_media_type(get, path, kind):
    answer = get(path)
    assert (answer.status, answer.headers["content-type"]) == (200, kind)


@pytest.mark.parametrize(
    "path",
    [
        "treaties/no-such/",
        "treaties/guest-house/",
        "treaties/accord/?on=2022-10-12",
        "treaties/notifications/C.N.9.2026/",
        "treaties/notifications/C.N.1.2026/?on=2026-10-05",
        "documents/costs/compare/guest-house/",
        "documents/guest-house/compare/no-such/",
        "documents/guest-house/?from=99",
    ],
)
def test_what_is_not_there_is_not_found(get, path):
    assert get(path).status == 404


def test_store_and_memory_tell_alike_of_treaties(depositary):
    pages = [
        (register.PAGE, {}),
        (notifications.PAGE, {}),
        *((status.PAGE, {"slug": slug}) for slug in ("accord", "pact", "protocol")),
        *((notification.PAGE, {"number": f"C.N.{number}.2026"}) for number in (1, 2, 3, 4)),
    ]
    memory = treatied.in_memory()
    with translation.override("en"):
        for page, parts in pages:
            told = [
                page.build(Ask(library, "en", treatied.TODAY, None, {}), **parts)
                for library in (StoreLibrary(), memory)
            ]
            assert told[0] == told[1]


@pytest.mark.parametrize(("language", "text"), [("en", treatied.ENGLISH), ("ru", treatied.RUSSIAN)])
def test_file_that_is_public_is_handed_out_as_it_was_handed_in(get, language, text):
    answer = get(f"documents/guest-house/files/{language}")
    headers = answer.headers
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert (answer.status, answer.body, headers["etag"]) == (200, text.encode(), f'"{digest}"')
    assert headers["content-disposition"] == f'attachment; filename="text.{language}.md"'
    assert headers["content-security-policy"].startswith("sandbox")
    assert (headers["content-length"], headers["x-content-type-options"]) == (str(len(text.encode())), "nosniff")


def test_file_unchanged_is_not_sent_again(get):
    etag = get("documents/guest-house/files/en").headers["etag"]
    again = get("documents/guest-house/files/en", if_none_match=etag)
    assert (again.status, again.body) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "documents/costs/files/en",
        "documents/lost/files/en",
        "documents/guest-house/files/zh",
        "documents/guest-house-corr/files/en",
        "documents/no-such/files/en",
    ],
)
def test_file_that_is_not_for_everybody_or_not_there_is_not_handed_out(get, path):
    answer = get(path)
    assert (answer.status, b"guest house costs" in answer.body, "etag" in answer.headers) == (404, False, False)


def test_file_is_only_taken_not_given(get):
    assert get("documents/guest-house/files/en", "POST").status == 405


def _text(get, path):
    return json.loads(get(path).body)["page"]["text"]


def test_text_stands_as_numbered_paragraphs_with_places_of_their_own(get):
    page = get("documents/guest-house/").text
    assert re.findall(r'<p id="(p\d)"', page) == ["p1", "p2", "p3", "p4"]
    assert "A delegation announces its arrival three days before." in page
    text = _text(get, "documents/guest-house.json")
    assert [each["number"] for each in text["paragraphs"]] == [None, 1, 2, 3, None, 4]
    assert [each["id"] for each in text["others"]] == ["ru"]


def test_text_is_in_the_language_asked_for(get):
    russian = _text(get, "documents/guest-house.json?text=ru")
    assert (russian["language"], russian["paragraphs"][0]["text"]) == ("ru", "Правила гостевого дома")
    assert get("documents/guest-house/?text=fr").status == 400


@pytest.mark.parametrize("slug", ["costs", "lost"])
def test_text_that_is_not_for_everybody_or_not_there_is_not_shown(get, slug):
    answer = get(f"documents/{slug}/")
    assert ("h-text" in answer.text, "in confidence" in answer.text) == (False, False)


def test_comparison_shows_words_struck_and_added(get):
    page = get("documents/guest-house-rev/compare/guest-house/").text
    assert ("<del>three</del><ins>five</ins>" in page, "was paragraph 2" in page) == (True, True)
    assert "1 paragraph changed, 1 added, 1 moved." in page
    assert '<a class="no" href="/en/documents/guest-house-rev/?text=en#p5">5</a>' in page


def test_comparison_is_the_same_from_either_side(get):
    one, other = (
        json.loads(get(f"documents/{path}.json").body)["page"]
        for path in ("guest-house-rev/compare/guest-house", "guest-house/compare/guest-house-rev")
    )
    assert one == other


def test_comparison_is_answered_by_the_api(depositary):
    application = build(depositary)
    path = "documents/guest-house-rev/compare/guest-house"
    answer, twin = ask(application, f"/api/v1/{path}?lang=en"), ask(application, f"/en/{path}.json")
    assert (answer.status, answer.body) == (200, twin.body)


def test_file_that_was_changed_is_as_good_as_not_there(get, depositary):
    house, digest = living(), hashlib.sha256(treatied.REVISED.encode()).hexdigest()
    place = filestore.place_of(house.folder.files, house.vault, "SECRETARIAT", digest)
    whole = place.read_bytes()
    texts.forget()
    place.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    try:
        answers = [get("documents/guest-house-rev/files/en").status, "h-text" in get("documents/guest-house-rev/").text]
    finally:
        place.write_bytes(whole)
    assert (answers, get("documents/guest-house-rev/files/en").status) == ([404, False], 200)


def test_process_that_only_shows_the_record_shows_no_texts(get):
    house = living()
    texts.forget()
    settle(None)
    try:
        answers = [get("documents/guest-house/files/en").status, "h-text" in get("documents/guest-house/").text]
    finally:
        settle(house)
    assert answers == [404, False]
