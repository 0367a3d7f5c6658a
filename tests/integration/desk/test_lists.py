"""Lists of notices received and sent: complete, sifted, in parts, with and without scripts."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.secretariat.composing import Hat
from comity.store import readings
from comity.web.desk.notices import sifting
from comity.web.desk.presence import now
from tests.support import desks
from tests.support.notes import (
    CHN,
    HEAD,
    KAZ,
    LATER,
    MNG,
    OBSERVER,
    acknowledge,
    answer,
    main,
    page,
    send,
    send_all,
    text,
    withdraw,
)

ROW = re.compile(r'<a href="/en/desk/notices/([a-z0-9-]+)/"')


def rows(shown: str) -> list[str]:
    """The numbers of the notices in a list."""
    return ROW.findall(shown)


def link(shown: str, rel: str) -> str:
    found = re.search(rf'<a href="([^"]+)" rel="{rel}"', shown)
    return found[1].replace("&amp;", "&").removeprefix("/en/") if found else ""


@pytest.fixture
def many(house):
    """Kazakhstan has sent 50 notes to Mongolia."""
    notes = [
        {"party": "KAZ", "notice": f"kaz-{n}", "to": ["MNG"], "subject": f"Note {n}", "text": "T"} for n in range(50)
    ]
    send_all(house, KAZ, notes)
    return house


def test_everything_that_may_be_read_is_listed_the_newest_first(house, sit):
    send(house, "kaz-to-us")
    send(house, "kaz-to-others", to=["CHN"], subject="For information")
    send(house, "kaz-hidden", to=["CHN"], audience=("CHN",), subject="Hidden matter")
    send(house, "mng-of-ours", MNG, to=["KAZ"])
    send(house, "chair-of-the-chair", Hat("CHAIR", "ambassador"), to=["MNG", "KAZ"])
    shown = page(sit("MNG", "ambassador"), "desk/received/")
    assert rows(shown) == ["chair-of-the-chair", "kaz-to-others", "kaz-to-us"]
    assert "Hidden" not in shown
    assert rows(page(sit("KAZ", "ambassador"), "desk/sent/")) == ["kaz-hidden", "kaz-to-others", "kaz-to-us"]
    assert rows(page(sit("MNG", "ambassador"), "desk/sent/")) == ["mng-of-ours"]


def test_observer_lists_what_participants_read_and_not_what_members_do(house, sit):
    send(house, "kaz-for-all", to=["MNG"])
    send(house, "kaz-for-members", to=["MNG"], audience="members")
    assert rows(page(sit("BLR", "administrator"), "desk/received/")) == ["kaz-for-all"]
    assert rows(page(sit("SECRETARIAT", "head"), "desk/received/")) == ["kaz-for-members", "kaz-for-all"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=EXPERTS", ["kaz-2026-1"]),
        ("q=горы", ["chn-2026-1"]),
        ("q=experts+meeting", ["kaz-2026-1"]),
        ("q=chn-2026", ["chn-2026-1"]),
        ("q=nothing+of+the+kind", []),
        ("party=CHN", ["chn-2026-1"]),
        ("precedence=immediate", ["chn-2026-1"]),
        ("show=to_us", ["kaz-2026-1"]),
        ("show=for_information", ["chn-2026-1"]),
        ("show=awaited", ["kaz-2026-1"]),
        ("show=awaited&party=CHN", []),
        ("year=1999", []),
        ("party=CHN&show=to_us", []),
    ],
)
def test_list_is_sifted(house, sit, query, found):
    send(house, reply="answer", by=LATER)
    send(house, "chn-2026-1", CHN, to=["KAZ"], subject={"ru": "Горы и степи"}, precedence="immediate")
    shown = page(sit("MNG", "ambassador"), f"desk/received/?{query}")
    assert rows(shown) == found
    assert ("Nothing fits this choice. All notes" in main(shown)) == (not found)


def test_year_is_that_of_entry(house, sit):
    send(house)
    year = now().year
    assert rows(page(sit("MNG", "ambassador"), f"desk/received/?year={year}")) == ["kaz-2026-1"]
    assert rows(page(sit("MNG", "ambassador"), f"desk/received/?year={year - 1}")) == []


@pytest.mark.parametrize("query", ["party=Nobody", "show=all", "precedence=urgent", "year=soon", "before=-1"])
def test_what_cannot_be_understood_is_shown_back(house, sit, query):
    shown = page(sit("MNG", "ambassador"), f"desk/received/?{query}", status=400)
    assert "Not understood" in shown


def test_empty_lists_say_why(house, sit):
    browser = sit("MNG", "ambassador")
    assert "Nothing has been received yet. A note stands here as soon as its act is in the record" in main(
        page(browser, "desk/received/")
    )
    assert "Nothing has been sent yet." in main(page(browser, "desk/sent/"))


def test_list_is_leafed_through_whole_and_back(many, sit):
    browser = sit("MNG", "ambassador")
    seen, address = [], "desk/received/"
    back = []
    while address:
        shown = page(browser, address)
        seen += rows(shown)
        address, last = link(shown, "next"), shown
    assert seen == [f"kaz-{n}" for n in reversed(range(50))]
    while newer := link(last, "prev"):
        last = page(browser, newer)
        back = rows(last) + back
    assert len(back) == 40
    assert back[0] == "kaz-49"


def test_sift_is_kept_while_leafing(many, sit):
    shown = page(sit("MNG", "ambassador"), "desk/received/?q=note&party=KAZ")
    kept = parse_qs(urlsplit(link(shown, "next")).query)
    assert (kept["q"], kept["party"], list(kept)) == (["note"], ["KAZ"], ["q", "party", "before"])


def test_what_awaits_is_leafed_through_in_the_order_of_time(house, sit):
    notes = [
        {
            "party": "KAZ",
            "notice": f"kaz-{n}",
            "to": ["MNG"],
            "subject": "S",
            "text": "T",
            "reply": "answer",
            "by": f"2090-01-{n + 1:02}T00:00:00Z",
        }
        for n in reversed(range(25))
    ]
    send_all(house, KAZ, notes)
    browser = sit("MNG", "ambassador")
    first = page(browser, "desk/received/?show=awaited")
    second = page(browser, link(first, "next"))
    assert rows(first) + rows(second) == [f"kaz-{n}" for n in range(25)]
    assert rows(page(browser, link(second, "prev"))) == rows(first)


def test_long_search_goes_on_from_part_to_part(many, sit, monkeypatch):
    monkeypatch.setattr(sifting, "MOST", 64)
    monkeypatch.setattr("comity.store.notices.CHUNK", 16)
    monkeypatch.setattr(sifting, "CHUNK", 16)
    monkeypatch.setattr(sifting, "MOST", 32)
    browser = sit("MNG", "ambassador")
    shown = page(browser, "desk/received/?q=kaz-3")
    assert rows(shown) == [f"kaz-{n}" for n in range(39, 29, -1)]
    assert "Looked through back to" in main(shown)
    after = page(browser, link(shown, "next"))
    assert rows(after) == ["kaz-3"]
    nothing = page(browser, "desk/received/?q=kaz-11")
    assert "Nothing of the kind was found back to" in main(nothing)
    assert rows(page(browser, link(nothing, "next"))) == ["kaz-11"]


def test_notes_addressed_to_us_are_new_until_somebody_of_us_has_opened_them(house, sit):
    send(house)
    send(house, "kaz-to-others", to=["CHN"])
    browser = sit("MNG", "counsellor")
    assert page(browser, "desk/received/").count('class="new"') == 1
    page(sit("MNG", "ambassador"), "desk/notices/kaz-2026-1/")
    assert 'class="new"' not in page(browser, "desk/received/")


@pytest.mark.parametrize(
    ("happens", "stands"),
    [
        (lambda house: house, "asked for by Sun, 1 Jan 2090: an answer"),
        (lambda house: acknowledge(house, MNG), "asked for by Sun, 1 Jan 2090: an answer"),
        (lambda house: answer(house, MNG), "answered"),
        (lambda house: withdraw(house, KAZ, "MNG"), "withdrawn"),
    ],
)
def test_list_says_how_a_note_stands_with_us(house, sit, happens, stands):
    send(house, reply="answer", by=LATER)
    happens(house)
    assert stands in main(page(sit("MNG", "ambassador"), "desk/received/"))


def test_withdrawal_shows_to_those_for_information_too(house, sit):
    send(house)
    withdraw(house, KAZ, "MNG")
    assert "withdrawn" in main(page(sit("CHN", "ambassador"), "desk/received/"))


def test_sent_list_counts_receipts_and_openings(house, sit):
    index = send(house, to=["MNG", "CHN", "BLR", "OSCE"], reply="answer", by=LATER)
    acknowledge(house, MNG)
    answer(house, OBSERVER)
    readings.note(house, index, CHN, now())
    shown = page(sit("KAZ", "ambassador"), "desk/sent/")
    assert "1 answered · 1 acknowledged · 1 opened · 1 sent" in main(shown)
    assert 'aria-label="Receipts: 1 answered · 1 acknowledged · 1 opened · 1 sent."' in shown


def test_sent_list_can_show_what_is_not_answered_by_all(house, sit):
    send(house, "kaz-asks", to=["MNG", "CHN"], reply="answer", by=LATER)
    send(house, "kaz-asks-no-more", to=["MNG"], reply="acknowledgement", by=LATER)
    send(house, "kaz-asks-nothing")
    acknowledge(house, MNG, "kaz-asks-no-more")
    answer(house, MNG, "kaz-asks")
    browser = sit("KAZ", "ambassador")
    assert rows(page(browser, "desk/sent/?show=open")) == ["kaz-asks"]
    answer(house, CHN, "kaz-asks")
    assert rows(page(browser, "desk/sent/?show=open")) == []
    assert rows(page(browser, "desk/sent/?party=CHN")) == ["kaz-asks"]


def test_paper_is_listed_with_its_sender_and_as_received_by_the_secretariat(house, sit):
    paper = {"reference": "No. 5", "on": "2026-01-12"}
    said = {"notice": "paper-2026-1", "sender": "MNG", "paper": paper, "received": "2026-01-13T08:00:00Z"}
    desks.enter(house, HEAD, "notices.register_paper", subject="On paper", **said)
    assert "on paper" in main(page(sit("SECRETARIAT", "head"), "desk/received/"))
    assert rows(page(sit("SECRETARIAT", "head"), "desk/received/?party=MNG")) == ["paper-2026-1"]
    assert rows(page(sit("MNG", "ambassador"), "desk/sent/?show=on_paper")) == ["paper-2026-1"]
    assert rows(page(sit("SECRETARIAT", "head"), "desk/sent/")) == []


def test_list_costs_the_same_however_long_it_is(many, sit):
    browser = sit("MNG", "ambassador")
    page(browser, "desk/received/")
    with CaptureQueriesContext(connection) as asked:
        page(browser, "desk/received/")
    assert len(asked) <= 20, "\n".join(each["sql"][:150] for each in asked)


def test_subject_of_another_is_shown_as_text(house, sit):
    send(house, subject="<script>alert(1)</script> & {{ settings }}")
    shown = page(sit("MNG", "ambassador"), "desk/received/")
    assert "<script>alert" not in shown
    assert "<script>alert(1)</script> & {{ settings }}" in text(shown)


def test_scripts_of_lists_are_our_own_and_add_no_style(house, sit):
    shown = page(sit("MNG", "ambassador"), "desk/received/")
    assert re.search(r'<script defer src="/static/[0-9a-f]+/django_htmx/htmx-2.min.js"></script>', shown)
    assert '"includeIndicatorStyles":false' in shown
    assert "<style" not in shown
    assert " style=" not in shown
