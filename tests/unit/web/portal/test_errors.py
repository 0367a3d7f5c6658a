from __future__ import annotations

import html
import io
import json
import logging
import re

import pytest

from comity.forum.charter.state import IDENTITY
from tests.support.portal import cica, served

LANGUAGES = ("en", "ru", "zh-hans")


def text(answer):
    return html.unescape(answer.content.decode())


def typed(answer):
    """The fields of the form on a page: name, value, and whether it is marked as wrong."""
    found = re.findall(r"<input ([^>]*)>", answer.content.decode())
    fields = [dict(re.findall(r'([\w-]+)="([^"]*)"', one)) for one in found]
    return [(f["name"], html.unescape(f.get("value", "")), f.get("aria-invalid") == "true") for f in fields]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "given", ["2010-02-30", "8 June 2010", "2010", "20100608", "２０１０-06-08", "<b>", "0000-01-01"]
)
def test_day_that_is_none_is_shown_back_to_be_mended(language, given):
    answer = served(f"/{language}/participants/?on={given}")
    assert (answer.status_code, typed(answer)) == (400, [("on", given, True)])
    assert f'<html lang="{language}"' in text(answer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_was_typed_is_lost(language):
    answer = served(f"/{language}/meetings/?body=soc&year=MMXX&kind=regular&on=2024-01-01")
    assert (answer.status_code, typed(answer)) == (
        400,
        [("body", "soc", False), ("year", "MMXX", True), ("kind", "regular", False), ("on", "2024-01-01", False)],
    )
    assert f'action="/{language}/meetings/"' in text(answer)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("9999-12-31", "has not come yet"),
        ("1992-10-04", "knows of nothing"),
        ("0001-01-01", "knows of nothing"),
    ],
)
def test_day_of_which_nothing_is_known_is_refused(given, says):
    answer = served(f"/en/?on={given}")
    assert (answer.status_code, says in text(answer)) == (400, True)


@pytest.mark.parametrize(
    "path",
    [
        "participants/XXX/",
        "meetings/no-such-meeting/",
        "documents/no-such-document/",
        "meetings/?from=5000",
        "record/01/",
        "record/1/01.act",
        "record/-1/",
        "documents/?from=5000",
        "nothing/at/all/",
        "meetings/summit-4/?on=2010-01-01",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_a_page_in_the_language(language, path):
    answer = served(f"/{language}/{path}")
    said = text(answer)
    assert (answer.status_code, f'<html lang="{language}"' in said, "X-Comity-Cache" in answer.headers) == (
        404,
        True,
        False,
    )
    assert f'href="/{language}/participants/"' in said


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/xx/participants/", "en"),
        ("/de/", "en"),
        ("/zh/meetings/", "zh-hans"),
        ("/nothing", "en"),
    ],
)
def test_unknown_language_is_not_here(path, language):
    answer = served(path)
    assert (answer.status_code, f'<html lang="{language}"' in text(answer)) == (404, True)


def test_page_in_an_unknown_language_leads_to_the_same_page_in_those_known():
    said = text(served("/xx/participants/KAZ/?on=2010-06-08"))
    assert all(f'href="/{language}/participants/KAZ/?on=2010-06-08"' in said for language in LANGUAGES)


@pytest.mark.parametrize(
    ("path", "header", "to"),
    [
        ("/", "", "/en/"),
        ("/participants/KAZ/", "", "/en/participants/KAZ/"),
        ("/participants/KAZ/", "ru", "/ru/participants/KAZ/"),
        ("/", "zh-CN,zh;q=0.9", "/zh-hans/"),
    ],
)
def test_address_without_a_language_is_sent_on_to_one(path, header, to):
    answer = served(path, **({"accept-language": header} if header else {}))
    assert (answer.status_code, answer.headers["Location"]) == (302, to)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("path", ["/ru/", "/ru/meetings/summit-4/", "/ru/participants.csv"])
def test_page_is_only_for_reading(method, path):
    answer = served(path, method)
    told = (answer.status_code, answer.headers["Allow"], '<html lang="ru"' in text(answer))
    assert told == (405, "GET, HEAD", True)


@pytest.mark.parametrize(
    "path",
    ["/en/participants/%00/", "/en/participants/%ff%fe/", "/en/participants/%E2%80%AE/", "/en/participants/..%2F/"],
)
def test_address_that_is_no_text_is_not_here(path):
    assert served(path).status_code == 404


@pytest.mark.parametrize("query", ["kind=%00", "on=%ff", "year=%F0%9F%92%A9", "from=%0d%0a"])
def test_query_that_is_no_text_is_refused(query):
    answer = served(f"/en/meetings/?{query}")
    assert (answer.status_code, "\r\n" in str(answer.headers)) == (400 if query != "from=%0d%0a" else 200, False)


def test_host_that_is_not_ours_is_refused():
    answer = served("/en/", host="example.com")
    assert (answer.status_code, "example.com" in text(answer)) == (400, False)


def test_markup_that_was_typed_stays_text():
    body = served("/en/participants/?on=<script>alert(1)</script>").content.decode()
    assert ("<script>alert" in body, "&lt;script&gt;" in body) == (False, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fault_of_ours_is_a_page_without_a_trace(language, monkeypatch, caplog):
    # A value that cannot be read: what a fault of the store looks like.
    monkeypatch.setitem(cica().values, IDENTITY, None)
    answer = served(f"/{language}/")
    said = text(answer)
    told = (answer.status_code, f'<html lang="{language}"' in said, "Traceback" in said, "NoneType" in said)
    assert told == (500, True, False, False)
    assert [record.levelname for record in caplog.records] == ["ERROR"]


def test_query_of_too_many_words_is_refused_in_few_bytes_and_not_logged(monkeypatch):
    log = io.StringIO()
    monkeypatch.setattr(logging.getLogger(), "handlers", [logging.StreamHandler(log)])
    answer = served(f"/ru/meetings/?{'&'.join(f'word{number}=1' for number in range(1100))}")
    told = (answer.status_code, '<html lang="ru"' in text(answer), "word7" in text(answer), log.getvalue())
    assert told == (400, True, False, "")


@pytest.mark.parametrize(
    ("path", "method", "status", "code"),
    [
        ("/ru/home.json?on=never", "GET", 400, "portal.day_unreadable"),
        ("/ru/participants/XXX.json", "GET", 404, "portal.not_here"),
        ("/ru/nothing.json", "GET", 404, "portal.not_here"),
        ("/ru/home.json", "POST", 405, "portal.only_reading"),
        (f"/ru/home.json?{'a&' * 1100}", "GET", 400, "portal.unreadable"),
    ],
)
def test_program_that_asks_for_data_is_told_a_problem(path, method, status, code):
    answer = served(path, method)
    told = json.loads(answer.content)
    found = (answer.status_code, told["status"], told["code"], bool(told["detail"]), answer.headers["Content-Type"])
    assert found == (status, status, code, True, "application/problem+json")
    assert ("X-Comity-Cache" in answer.headers, answer.headers["Content-Language"]) == (False, "ru")


@pytest.mark.parametrize("path", ["/en/home.json", "/api/v1/home", "/api/v1/"])
def test_fault_of_ours_is_a_problem_where_a_program_asked(path, monkeypatch):
    monkeypatch.setitem(cica().values, IDENTITY, None)
    answer = served(path)
    told = json.loads(answer.content)
    found = (answer.status_code, told["code"], answer.headers["Content-Type"], "NoneType" in text(answer))
    assert found == (500, "portal.failed", "application/problem+json", False)


@pytest.mark.parametrize("path", ["meetings", "documents"])
def test_year_that_no_calendar_has_is_refused(path):
    asked = [served(f"/en/{path}/?year={year}").status_code for year in (1989, 1990, 9999, 10000)]
    assert asked == [400, 200, 200, 400]
