from __future__ import annotations

import html
import re

import pytest

from tests.support.portal import served

NAMES = {
    "en": ("CICA", "Conference on Interaction and Confidence Building Measures in Asia"),
    "ru": ("СВМДА", "Совещание по взаимодействию и мерам доверия в Азии"),
    "zh-hans": ("亚信", "亚洲相互协作与信任措施会议"),
}


def page(path):
    return html.unescape(served(path).content.decode())


def links(text, start, end):
    part = text[text.index(start) : text.index(end, text.index(start))]
    return re.findall(r'href="([^"]*)"', part)


@pytest.mark.parametrize("language", NAMES)
def test_forum_is_named_in_the_language(language):
    text = page(f"/{language}/meetings/")
    short, name = NAMES[language]
    assert (f"<span>{short}</span>" in text, f'<span class="forum">{name}</span>' in text) == (True, True)


def test_languages_lead_to_the_same_page_and_keep_the_question():
    text = page("/ru/meetings/?body=soc&on=2020-01-01")
    query = "?body=soc&on=2020-01-01"
    assert links(text, '<nav class="tongues"', "</nav>") == [
        f"/en/meetings/{query}",
        f"/ru/meetings/{query}",
        f"/zh-hans/meetings/{query}",
    ]
    alternates = re.findall(r'<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"', text)
    assert alternates == [(code, f"/{code}/meetings/{query}") for code in ("en", "ru", "zh-hans")]


def test_matters_are_nine_and_the_present_one_is_marked():
    text = page("/en/meetings/summit-4/")
    assert links(text, '<nav class="matters"', "</nav>") == [
        "/en/participants/",
        "/en/meetings/",
        "/en/documents/",
        "/en/decisions/",
        "/en/treaties/",
        "/en/chair/",
        "/en/charter/",
        "/en/article/",
        "/en/record/",
    ]
    assert re.findall(r'href="([^"]*)" aria-current="page"', text) == ["/en/meetings/"]


@pytest.mark.parametrize(
    ("path", "twins"),
    [
        ("/en/", ["/en/home.json"]),
        ("/en/participants/", ["/en/participants.json", "/en/participants.csv"]),
        ("/en/meetings/summit-7/", ["/en/meetings/summit-7.json", "/en/meetings/summit-7.ics"]),
        ("/en/meetings/?year=2014", ["/en/meetings.json?year=2014", "/en/meetings.csv?year=2014"]),
    ],
)
def test_twins_are_linked_in_the_head_and_in_the_colophon(path, twins):
    text = page(path)
    head = re.findall(r'<link rel="alternate" type="[^"]*" title="[^"]*" href="([^"]*)"', text)
    assert (head, links(text, '<nav class="twins"', "</nav>")) == (twins, twins)


def test_canonical_address_is_that_of_today():
    text = page("/en/participants/?on=2010-06-08")
    assert '<link rel="canonical" href="http://localhost/en/participants/">' in text


def test_refused_page_has_no_canonical_address_and_no_twins():
    text = page("/en/participants/?on=never")
    assert ('rel="canonical"' in text, ".json" in text) == (False, False)


def test_day_shown_leads_back_to_today():
    text = page("/en/meetings/summit-4/?on=2015-01-01")
    assert links(text, '<aside class="as-of"', "</aside>") == ["/en/meetings/summit-4/"]


def test_log_line_says_how_the_record_stands():
    text = page("/en/")
    found = re.search(
        r'Record of <b>(\d+)</b> acts.*checkpoint <time datetime="([^"]*)">([^<]*)</time>', text, re.DOTALL
    )
    assert found is not None
    assert (int(found[1]) > 700, found[2], found[3]) == (
        True,
        "2026-11-23T10:00:00.000Z",
        "23 November 2026, 10:00 UTC",
    )


def test_points_of_a_list_are_those_of_the_script():
    text = page("/en/")
    assert '10</b> <a href="/en/participants/">observer states</a>, <b>5</b>' in re.sub(r"\s+", " ", text)
    assert "</a> and <b>8</b>" in re.sub(r"\s+", " ", text)
