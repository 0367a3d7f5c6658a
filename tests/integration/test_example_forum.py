"""The forum of docs/examples, which shows how another forum is added, is one that this program takes and shows."""

from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

from collections.abc import Iterator  # noqa: E402 - Django is set up before anything that needs it
from datetime import date  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import pytest  # noqa: E402
from django.test import Client  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from comity.forum.kernel.values import Key  # noqa: E402
from comity.forum.readings.claims import judge_all  # noqa: E402
from comity.forum.readings.membership import register  # noqa: E402
from comity.secretariat.forumdata import read_forum  # noqa: E402
from comity.store import house  # noqa: E402
from comity.store.register import Register  # noqa: E402
from comity.witness.audit import audit  # noqa: E402
from comity.witness.sources import FolderSource  # noqa: E402
from tests.support.house import own_database  # noqa: E402

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "lake-forum"
PAGES = (
    "",
    "participants/",
    "participants/DEU/",
    "meetings/",
    "meetings/assembly-1/",
    "documents/",
    "documents/lake-charter/",
    "chair/",
    "charter/",
    "article/",
    "sources/",
    "sources/SAMPLE/",
    "record/",
    "record/15/",
    "about/",
)


@pytest.fixture
def begun(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The example's data folder, made as `comity init --forum docs/examples/lake-forum` makes it."""
    path = tmp_path / "var"
    with django_db_blocker.unblock(), own_database(path):
        house.begin(path, read_forum(EXAMPLE))
        yield path


def test_example_forum_is_audited(begun: Path) -> None:
    found = audit(FolderSource(begun / "record"))
    assert (found.forum, found.record.checkpoint.origin, found.record.size, sum(found.acts_by_type.values())) == (
        "lakes",
        "record.lakes.example",
        23,
        23,
    )


@pytest.mark.usefixtures("begun")
def test_example_forum_counts_a_range_where_a_day_is_open() -> None:
    held = register(Register())
    days = (date(2001, 5, 17), date(2001, 5, 18), date(2005, 1, 1), date(2005, 12, 31))
    assert [(count.least, count.most) for count in (held.count("member", day) for day in days)] == [
        (0, 0),
        (2, 2),
        (2, 3),
        (3, 3),
    ]


@pytest.mark.usefixtures("begun")
def test_example_forum_claims_get_each_verdict() -> None:
    assert {judged.claim.claim: judged.finding.verdict.value for judged in judge_all(Register())} == {
        "founding-day": "differs",
        "founding-month": "agrees",
        "three-in-2005": "undecidable",
    }


@pytest.mark.usefixtures("begun")
def test_example_forum_correction_changes_the_value_and_keeps_both_acts() -> None:
    meeting = Register().get(Key("meeting", "assembly-1"))
    assert meeting is not None
    assert (meeting.place, meeting.acts) == ({"en": "South Shore"}, (7, 8, 12, 14))


@pytest.mark.parametrize("language", ["en", "ru", "zh-hans"])
def test_example_forum_has_every_page(begun: Path, settings: Any, language: str) -> None:
    settings.COMITY_DATA = begun
    settings.ALLOWED_HOSTS = ["testserver"]
    reader = Client()
    answers = {page: reader.get(f"/{language}/{page}").status_code for page in PAGES}
    assert answers == dict.fromkeys(PAGES, 200)


def test_example_forum_says_that_it_is_invented() -> None:
    begins = {file.read_text(encoding="utf-8")[:13] for file in EXAMPLE.rglob("*.toml")}
    assert begins == {"# SAMPLE DATA"}
