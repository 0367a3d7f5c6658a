from __future__ import annotations

import csv
import io
import json

import pytest

from comity.web.portal.framework import serve
from comity.web.portal.framework.data import Rows
from comity.web.portal.pages import participants
from tests.support.portal import built, served

PAGES = (
    "/en/",
    "/ru/participants/",
    "/zh-hans/participants/KAZ/",
    "/en/meetings/?body=soc&from=0",
    "/en/meetings/summit-4/?on=2020-01-01",
    "/ru/documents/",
    "/en/documents/almaty-act/",
)


def rows(answer):
    text = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("path", PAGES)
def test_page_is_public_html_in_its_language(path):
    answer = served(path)
    told = (answer.status_code, answer.headers["Content-Type"], answer.headers["X-Comity-Cache"])
    language = path.split("/")[1]
    assert told == (200, "text/html; charset=utf-8", "public")
    assert f'<html lang="{language}" dir="ltr">' in answer.content.decode()
    assert answer.headers["Content-Language"] == language


@pytest.mark.parametrize("path", ["/en/", "/en/participants.json", "/en/participants.csv", "/en/meetings/summit-4.ics"])
def test_page_may_be_asked_for_its_head_only(path):
    answer = served(path, "HEAD")
    assert (answer.status_code, answer.content) == (200, b"")


def test_json_twin_is_the_page_and_what_it_was_read_from():
    answer = served("/ru/participants.json?on=2014-05-20")
    twin = json.loads(answer.content)
    page = built(participants.PAGE, "2014-05-20", "ru")
    record = {"language": "ru", "as_of": "2014-05-20", "record_size": twin["record"]["record_size"]}
    assert (answer.headers["Content-Type"], twin["page"]) == ("application/json", json.loads(page.model_dump_json()))
    assert {name: twin["record"][name] for name in record} == record


def test_csv_twin_is_rfc_4180_with_a_byte_order_mark():
    answer = served("/en/participants.csv")
    body = answer.content
    table = rows(answer)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert (body[:3], body.count(b"\r\n"), body.replace(b"\r\n", b"").count(b"\n")) == (b"\xef\xbb\xbf", len(table), 0)
    assert (table[0], table[1][:3], {len(row) for row in table}) == (
        ["code", "name", "status", "since", "until", "sure"],
        ["AFG", "Afghanistan", "members"],
        {6},
    )


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+7 495", "'+7 495"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-2+3", "'-2+3"),
        ("\tcmd", "'\tcmd"),
        ("\rcmd", "'\rcmd"),
        ("", ""),
        ("2014-05-20", "2014-05-20"),
        ('a "quoted", text\nof two lines', 'a "quoted", text\nof two lines'),
        ("阿富汗", "阿富汗"),
    ],
)
def test_csv_cell_stays_text(cell, shown):
    answer = serve.as_csv(Rows(head=("one", "two"), rows=((cell, "next"),)))
    assert rows(answer) == [["one", "two"], [shown, "next"]]


@pytest.mark.parametrize("path", ["/en/meetings.csv", "/en/documents.csv", "/ru/participants/BGD.csv"])
def test_csv_twins_have_rows(path):
    assert len(rows(served(path))) > 1


@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/en/participants/",
        "/en/participants/TUR/",
        "/en/meetings/",
        "/en/meetings/summit-1/",
        "/en/documents/",
        "/en/documents/declaration-1999/",
    ],
)
def test_every_page_can_be_shown_as_of_a_day(path):
    text = served(f"{path}?on=2005-01-01").content.decode()
    assert "As it was on 1\u00a0January\u00a02005." in text


def test_day_is_let_through_where_it_is_tomorrow_already():
    today = serve.today()
    answers = [served(f"/en/?on={today.fromordinal(today.toordinal() + days)}").status_code for days in (0, 1, 2)]
    assert answers == [200, 200, 400]
