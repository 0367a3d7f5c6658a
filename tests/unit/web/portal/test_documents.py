from __future__ import annotations

import pytest

from comity.forum.kernel.dates import begins
from comity.forum.kernel.errors import Refused
from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import documents
from tests.support.portal import built


def test_register_is_the_newest_first_and_leads_on():
    page = built(documents.PAGE)
    days = [begins(line.on.edtf).earliest for line in page.lines]
    assert (days == sorted(days, reverse=True), len(days), page.newer) == (True, 50, "")
    assert page.older == "/en/documents/?from=50"


def test_sift_by_kind():
    page = built(documents.PAGE, query={"kind": "founding"})
    assert [(line.document.id, line.on.edtf) for line in page.lines] == [
        ("almaty-act", "2002-06-04"),
        ("declaration-1999", "1999-09-14"),
    ]


def test_sift_by_year_shows_what_was_chosen():
    page = built(documents.PAGE, query={"year": "2014", "kind": "political"})
    chosen = [choice.value for choice in page.kinds if choice.chosen]
    assert ([line.document.id for line in page.lines], chosen, page.year) == (
        ["shanghai-declaration"],
        ["political"],
        "2014",
    )


def test_as_of_a_day_lists_what_was_dated_by_then():
    page = built(documents.PAGE, "1999-12-31")
    assert page.lines[0].document.id == "declaration-1999"
    assert page.total == len(page.lines)


@pytest.mark.parametrize(
    ("language", "title", "titled_in"),
    [
        ("en", "Almaty Act", "en"),
        ("ru", "Алма-Атинский акт", "ru"),
        ("zh-hans", "阿拉木图文件", "zh"),
    ],
)
def test_titles_are_in_the_language(language, title, titled_in):
    line = built(documents.PAGE, language=language, query={"kind": "founding"}).lines[0]
    assert (line.document.text, line.language) == (title, titled_in)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"kind": "novel"}, "portal.choice_unknown"),
        ({"year": "MMXIV"}, "portal.number_unreadable"),
        ({"from": "1.5"}, "portal.number_unreadable"),
    ],
)
def test_unreadable_sift_is_refused(query, code):
    with pytest.raises(Refused) as refused:
        built(documents.PAGE, query=query)
    assert refused.value.reason.code == code


def test_part_beyond_the_end_is_not_here():
    with pytest.raises(NotHere, match=r"does not go on so far"):
        built(documents.PAGE, query={"from": "70000"})


def test_rows_are_the_lines_shown():
    page = built(documents.PAGE, query={"kind": "chair_statement"})
    assert [row[0] for row in documents.rows(page, None).rows] == [line.document.id for line in page.lines]
    assert [row[6] for row in documents.rows(page, None).rows] == ["false", "false"]
