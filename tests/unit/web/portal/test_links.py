from __future__ import annotations

import pytest

from comity.forum.sources.state import Source
from comity.web.portal.framework import links
from tests.support.portal import asking


@pytest.mark.parametrize(
    ("language", "edtf", "text", "brief"),
    [
        ("en", "2014-05-21", "21\u00a0May\u00a02014", "21\u00a0May\u00a02014"),
        ("en", "2026-10", "October\u00a02026", "October\u00a02026"),
        ("en", "1993", "1993", "1993"),
        ("ru", "2024-12-17", "17\u00a0декабря\u00a02024\u00a0года", "17\u00a0дек.\u00a02024\u202fг."),
        ("zh-hans", "2014-05-21", "2014年5月21日", "2014年5月21日"),
    ],
)
def test_date_is_held_together(language, edtf, text, brief):
    with asking(language=language) as ask:
        found = links.when(ask, edtf)
    assert (found.edtf, found.text, found.brief) == (edtf, text, brief)


def test_date_within_bounds_can_be_broken_between_its_days():
    with asking() as ask:
        text = links.when(ask, "[2010-06-09..2011-12-31]").text
    assert text == "between 9\u00a0June\u00a02010 and 31\u00a0December\u00a02011"


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_addresses_are_those_of_the_language(language):
    with asking(language=language) as ask:
        found = [
            links.party_link(ask, "KAZ").url,
            links.meeting_link(ask, "summit-4").url,
            links.document_link(ask, "almaty-act").url,
            links.act_link(17).url,
        ]
    assert found == [
        f"/{language}/participants/KAZ/",
        f"/{language}/meetings/summit-4/",
        f"/{language}/documents/almaty-act/",
        f"/{language}/record/17/",
    ]


@pytest.mark.parametrize(("on", "name"), [("2014-05-21", "Turkey"), ("2025-01-01", "Türkiye"), (None, "Türkiye")])
def test_party_is_called_what_it_was_called_that_day(on, name):
    with asking() as ask:
        assert links.party_link(ask, "TUR", on).text == name


def test_party_that_nobody_knows_goes_by_its_code():
    with asking() as ask:
        assert links.party_link(ask, "XXX").text == "XXX"


def test_body_that_nobody_knows_goes_by_its_slug():
    with asking() as ask:
        assert [links.body_name(ask, slug, "2014") for slug in ("summit", "no-such")] == [
            "Meeting of Heads of State",
            "no-such",
        ]


def test_sources_are_cited_in_their_order_and_once():
    with asking() as ask:
        found = links.cited(ask, ["N25", "K3", "N25", "NO-SUCH"])
    assert [(one.key, one.weight) for one in found] == [("N25", "press"), ("K3", "state source")]


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ([], ""),
        (["https://example.org/"], "https://example.org/"),
        (["javascript:alert(1)"], ""),
        (["data:text/html,x", "HTTP://example.org/"], "HTTP://example.org/"),
    ],
)
def test_address_is_a_link_only_to_the_web(given, url):
    # A record of another program may hold what this one would refuse.
    source = Source.model_construct(source="S1", title={"en": "t"}, weight="own", urls=tuple(given))
    with asking() as ask:
        assert links.source_cited(ask, source).url == url
