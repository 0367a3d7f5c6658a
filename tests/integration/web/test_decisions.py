"""Pages of decisions over a real record: each answers with its twins, in few statements, light, in every language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from comity.forum.decisions.state import KIND
from comity.store import models
from comity.store.kinds import KINDS, read_value, write_value
from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.library import DecisionSift
from comity.web.portal.library import StoreLibrary
from comity.web.portal.pages import journal
from comity.web.portal.pages.decisions import lineage, register, silences, undertakings
from tests.support import decided
from tests.support.house import own_database

MOST_STATEMENTS = 10
MOST_BYTES = 40_000
MANY = 10_000
TODAY = date(2026, 11, 23)
PAGES = (
    "decisions/",
    "decisions/?part=earlier",
    "decisions/?state=silence&body=soc&matter=plans&year=2026&q=travel",
    "decisions/?on=2026-11-02",
    "decisions/silences/",
    "decisions/undertakings/",
    "meetings/soc-1/",
    "meetings/soc-2/",
    "meetings/soc-1/journal/",
    "meetings/soc-2/journal/",
    "",
    *(f"decisions/{name}/" for name in decided.MATTERS),
)
TWINS = {
    "decisions.json": "application/json",
    "decisions.csv": "text/csv",
    "decisions.atom": "application/atom+xml",
    "decisions/silences.json": "application/json",
    "decisions/silences.ics": "text/calendar",
    "decisions/undertakings.json": "application/json",
    "decisions/undertakings.csv": "text/csv",
    "decisions/exercises.json": "application/json",
    "decisions/exercises.ics": "text/calendar",
    "meetings/soc-1/journal.json": "application/json",
}
# As many steps as a long silence can have: reservations made and lifted by turns, and the clock extended.
LONG: list[decided.Told] = [
    (decided.NOW, f"decisions.{kind}", {"decision": "long", **said})
    for kind, said in (
        ("propose", {"party": "KAZ", "matter": "plans", "body": "soc", "title": "A long way", "text": "It is long."}),
        ("start_silence", {"expires": "2026-12-01T12:00:00Z"}),
        *(
            (kind, {"party": party, "kind": "general"})
            for party in decided.MEMBERS
            for kind in ("reserve", "lift_reservation", "reserve", "lift_reservation")
        ),
        *(
            ("extend_silence", {"expires": f"2026-12-{day:02}T12:00:00Z", "reason": "A capital has asked for it."})
            for day in range(2, 12)
        ),
    )
]


@pytest.fixture(scope="module")
def forum(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("decided") / "var"
    with django_db_blocker.unblock(), own_database(path), override_settings(COMITY_DATA=path):
        clock = decided.begun(path, *LONG)
        with decided.opened(path, clock):
            yield path
    translation.deactivate()


def got(address, language="en"):
    return Client(headers={"host": "localhost"}).get(f"/{language}/{address}")


def statements(address):
    # What is kept for the next page is asked for by the first.
    assert got(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert got(address).status_code == 200
    return [one["sql"][:120] for one in asked.captured_queries]


@pytest.mark.parametrize("address", [*PAGES, "decisions/long/"])
def test_page_is_light_and_takes_few_statements(forum, address):
    asked = statements(address)
    assert (0 < len(asked) <= MOST_STATEMENTS, asked) == (True, asked)
    assert len(got(address).content) <= MOST_BYTES


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_page_is_there_in_every_language(forum, language):
    answers = {address: got(address, language) for address in PAGES}
    assert {address: answer.status_code for address, answer in answers.items()} == dict.fromkeys(PAGES, 200)
    assert [address for address, answer in answers.items() if b"%(" in answer.content] == []


@pytest.mark.parametrize("address", TWINS)
def test_twin_is_of_its_type(forum, address):
    answer = got(address)
    assert (answer.status_code, answer.headers["Content-Type"].split(";")[0]) == (200, TWINS[address])


@pytest.mark.parametrize(
    "address",
    [
        "decisions/none/",
        "decisions/none.json",
        "decisions/none.ics",
        "meetings/summit-1/journal/",
        "decisions/?from=500",
    ],
)
def test_what_is_not_there_is_said_to_be_so(forum, address):
    assert got(address).status_code == 404


@pytest.mark.parametrize("query", ["state=lost", "body=none", "matter=none", "year=x", "part=none", "from=-1"])
def test_sift_that_cannot_be_read_is_refused(forum, query):
    assert got(f"decisions/?{query}").status_code == 400


def test_long_way_has_sixty_steps(forum):
    page = json.loads(got("decisions/long.json").content)["page"]
    assert (len(page["steps"]), len(page["running"]["clocks"])) == (60, 11)


def test_running_silence_bears_a_live_clock(forum):
    text = got("decisions/exercises/").content.decode()
    assert 'data-until="2026-11-26T12:00:00Z"' in text
    assert "comity/clock" in text
    assert "3 days, 2 hours left" in text


def test_expired_silence_is_being_concluded(forum):
    text = got("decisions/archive/").content.decode()
    assert "The silence expired at 23 November 2026, 09:59 UTC, unbroken; it is being concluded." in text
    assert "data-until" not in text
    page = json.loads(got("decisions.json?q=archive").content)["page"]
    assert [line["state"] for line in page["lines"]] == ["the silence has expired; it is being concluded"]


def test_proof_of_a_breach_can_be_taken_along(forum):
    text = got("decisions/visits/").content.decode()
    files = re.findall(r'href="(/en/record/\d+/\d+\.(?:tlog-proof|entry))"', text)
    assert [Client(headers={"host": "localhost"}).get(file).status_code for file in files] == [200, 200]
    assert "0.786 seconds before the expiry" in text


def test_open_meeting_shows_how_it_goes(forum):
    text = re.sub(r"\s+", " ", got("meetings/soc-2/").content.decode())
    assert "9 of 12 members are there; 8 make a quorum, so there is one." in text
    assert 'href="/en/meetings/soc-2/journal/"' in text
    assert "Journal, as far as it has gone; the meeting is open" in got("meetings/soc-2/journal/").content.decode()


def test_home_names_what_runs(forum):
    text = got("").content.decode()
    assert ("Under silence now" in text, "/en/decisions/travel/" in text) == (True, True)
    assert "Under silence now" not in got("?on=2026-11-22").content.decode()


BUILT = (
    (register.PAGE, {}, {}),
    (register.PAGE, {"q": "plan", "state": "decided"}, {}),
    (register.PAGE, {"part": "earlier"}, {}),
    (silences.PAGE, {}, {}),
    (undertakings.PAGE, {}, {}),
    (journal.PAGE, {}, {"slug": "soc-1"}),
    *((lineage.PAGE, {}, {"slug": name}) for name in (*decided.MATTERS, "long")),
    *((lineage.PAGE, {"on": "2026-11-06"}, {"slug": name}) for name in ("exercises", "work-plan", "communique")),
)


def test_store_and_memory_make_the_same_pages(forum):
    memory, differ = decided.in_memory(*LONG), []
    with translation.override("en"):
        for page, query, parts in BUILT:
            on = date.fromisoformat(query["on"]) if "on" in query else None
            made = [
                page.build(Ask(library, "en", TODAY, on, query), **parts).model_dump(exclude={"proof"})
                for library in (StoreLibrary(), memory)
            ]
            if made[0] != made[1]:
                differ.append((page.name, parts, *made))
    assert differ == []


def test_register_of_ten_thousand_takes_no_more_statements(forum):
    few = {address: len(statements(address)) for address in ("decisions/", "decisions/?state=decided&body=soc")}
    made = [*_many()]
    models.Decision.objects.bulk_create(made, batch_size=500)
    try:
        many = {address: len(statements(address)) for address in few}
        # A list that goes on is counted; that is one statement more.
        assert {address: count - few[address] for address, count in many.items()} == dict.fromkeys(few, 1)
        found = StoreLibrary().decisions(DecisionSift(sought="matter 777"), 0, 50)
        assert [one.decision for one in found.rows] == [*(f"m-{number}" for number in range(7779, 7769, -1)), "m-777"]
    finally:
        models.Decision.objects.filter(id__startswith="m-").delete()


@pytest.mark.parametrize("limit", [1, 2, 5, 50])
def test_store_and_memory_name_the_same_matters_foremost(forum, limit):
    stored, remembered = (library.foremost(limit) for library in (StoreLibrary(), decided.in_memory(*LONG)))
    assert [[one.decision for one in part] for part in stored] == [
        [one.decision for one in part] for part in remembered
    ]


def _many() -> Iterator[models.Decision]:
    row = models.Decision.objects.get(id="work-plan")
    kept, value = KINDS[KIND], read_value(KIND, row.value)
    for number in range(MANY):
        one = value.model_copy(update={"decision": f"m-{number}", "title": {"en": f"Matter {number}"}})
        born = row.born if number == MANY // 2 else row.born + number
        yield models.Decision(id=f"m-{number}", value=write_value(one), last=row.last, born=born, **kept.columns(one))
