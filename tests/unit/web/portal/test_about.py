from __future__ import annotations

from datetime import date

from django.template.loader import render_to_string
from django.utils import translation

from comity.web.portal.framework.ask import Ask
from comity.web.portal.pages import about
from tests.support.memorylibrary import MemoryLibrary
from tests.support.officesforum import plainly
from tests.support.small_forum import ORIGIN, forum_data


def test_about_counts_sources_and_names_the_record():
    with translation.override("en"):
        page = about.build(Ask(MemoryLibrary(forum_data()), "en", date(2026, 11, 23)))
    counts = {weight.weight: weight.count for weight in page.weights}
    files = [(file.name, file.url) for file in page.files]
    assert (page.forum, page.origin, page.namespace, page.sources, counts, page.assumed, files) == (
        "Small Forum",
        ORIGIN,
        f"act.v1@{ORIGIN}",
        1,
        {"official": 1, "legal": 0, "state": 0, "press": 0, "reference": 0, "own": 0},
        [],
        [
            ("checkpoint", "/record/checkpoint"),
            ("policy", "/record/policy"),
            ("allowed_signers", "/record/allowed_signers"),
        ],
    )


def test_about_writes_every_form_of_date_out():
    with translation.override("en"):
        page = about.build(Ask(MemoryLibrary(forum_data()), "en", date(2026, 11, 23)))
    assert plainly([date_.text for date_ in page.dates]) == [
        "20 May 2014",
        "20–21 May 2014",
        "2011",
        "about October 2022",
        "between 9 June 2010 and 31 December 2011",
        "by 31 March 2007",
    ]


def test_fault_page_needs_nothing_but_its_words():
    with translation.override("en"):
        page = render_to_string("portal/fault.html", {"what": "A fault of ours", "wrong": "It was noted."})
    found = [part in page for part in ('<html lang="en" dir="ltr">', "A fault of ours</h1>", "It was noted.</p>")]
    assert found == [True, True, True]
