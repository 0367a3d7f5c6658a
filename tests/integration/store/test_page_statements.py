"""Pages over a synthetic record, whose values are many and small: few statements each, found by index."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from comity.secretariat.forumdata import ForumData
from comity.store import house, models
from tests.bench.pages import MOST_STATEMENTS, PAGES
from tests.support.syntheticforum import IDENTITY, synthetic_acts

SIZE = 700
MORE = (
    "/en/chair/",
    "/en/sources/",
    "/en/sources/S1/",
    "/en/article/",
    "/en/record/?from=500",
    "/en/meetings/?from=50",
)


@pytest.fixture
def synthetic(path: Path) -> Iterator[Path]:
    house.begin(path, ForumData(IDENTITY, tuple(islice(synthetic_acts(SIZE), SIZE - 1))))
    with override_settings(COMITY_DATA=path):
        yield path


def asked(page: str) -> tuple[int, bool]:
    """The status of a page, and whether it took few statements."""
    with CaptureQueriesContext(connection) as captured:
        status = Client(headers={"host": "localhost"}).get(page).status_code
    return status, 0 < len(captured) <= MOST_STATEMENTS


@pytest.mark.usefixtures("synthetic")
def test_no_page_takes_more_than_ten_statements():
    answers = {page: asked(page) for page in (*PAGES, *MORE)}
    assert answers == dict.fromkeys((*PAGES, *MORE), (200, True))


def hosts() -> dict[str, str | None]:
    return dict(models.Meeting.objects.values_list("id", "host"))


@pytest.mark.usefixtures("synthetic")
def test_an_older_database_learns_the_hosts_of_its_meetings():
    before = hosts()
    call_command("migrate", "store", "0003", verbosity=0)
    house.migrate()
    assert (hosts(), len(set(before.values())) > 1) == (before, True)
