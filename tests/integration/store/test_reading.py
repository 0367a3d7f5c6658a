from __future__ import annotations

from pathlib import Path

import pytest

from comity.forum.kernel.values import Key
from comity.record.tlogproof import parse_tlog_proof, verify_tlog_proof
from comity.store import house
from comity.store.archive import Archive
from comity.store.models import Document, Meeting
from comity.store.register import Register
from tests.support.small_forum import correction, meeting


@pytest.fixture
def grown(begun: Path) -> Path:
    """Acts 10 to 13 follow: a correction of the first summit, and three more summits."""
    with house.open_house(begun) as opened:
        opened.desk.enter_all([correction(), meeting(2)])
        opened.desk.enter_all([meeting(3), meeting(4, number=4)])
    return begun


def test_values_come_in_the_order_of_their_beginning(grown: Path) -> None:
    register = Register()
    assert [value.meeting for value in register.all_of("meeting")] == [f"summit-{number}" for number in (1, 2, 3, 4)]
    assert [value.party for value in register.all_of("party")] == ["KAZ", "MNG"]
    assert [value.forum for value in register.all_of("forum")] == ["small"]


def test_value_is_read_once(grown: Path, django_assert_num_queries) -> None:
    register = Register()
    with django_assert_num_queries(1):
        assert register.get(Key("meeting", "summit-1")) is register.get(Key("meeting", "summit-1"))
        assert register.get(Key("meeting", "summit-1")).place == {"en": "Almaty"}
    with django_assert_num_queries(1):
        assert (register.get(Key("meeting", "none")), register.get(Key("meeting", "none"))) == (None, None)
    with django_assert_num_queries(1):
        assert register.all_of("party") is register.all_of("party")


def test_lists_are_filtered_by_their_columns(grown: Path) -> None:
    register = Register()
    held = register.rows(Meeting).filter(body="summit", year=2000, first_day__gt="2000-01-02").order_by("-first_day")
    assert [value.meeting for value in register.values(held)] == ["summit-4", "summit-3", "summit-2"]
    rows = list(register.rows(Document).values_list("id", "kind", "symbol", "year"))
    assert rows == [("founding-act", "founding", None, 1999)]
    assert list(register.rows(Meeting).filter(held=True, number=4).values_list("id", "last", "born")) == [
        ("summit-4", 13, 13)
    ]


def test_newest_index_is_that_of_the_last_act_on_a_kind(grown: Path) -> None:
    register = Register()
    assert (register.newest("party"), register.newest("meeting"), register.newest("source")) == (8, 13, 1)
    assert (register.newest("source", "party"), register.newest()) == (8, 13)


def test_newest_index_of_an_empty_register(path: Path) -> None:
    path.mkdir()
    house.migrate()
    assert (Register().newest(), Archive(path).head(), Archive(path).newest(9), Archive(path).proof(0)) == (
        -1,
        None,
        [],
        None,
    )


def test_acts_are_paged_newest_first(grown: Path) -> None:
    archive = Archive(grown)
    first = archive.newest(5)
    assert [each.index for each in first] == [13, 12, 11, 10, 9]
    assert [each.index for each in archive.newest(5, before=first[-1].index)] == [8, 7, 6, 5, 4]
    assert [each.index for each in archive.newest(9, type_name="membership.enter_party")] == [4, 3]
    assert [each.index for each in archive.newest(2, before=3, party="SECRETARIAT")] == [2, 1]
    assert archive.newest(9, party="KAZ") == []


def test_acts_about_a_thing_are_those_of_its_value(grown: Path) -> None:
    value = Register().get(Key("meeting", "summit-1"))
    found = Archive(grown).among(value.acts)
    assert [(each.index, each.act.type) for each in found] == [
        (10, "sources.correct"),
        (7, "meetings.attend"),
        (6, "meetings.hold"),
    ]


def test_acts_are_counted_by_type(grown: Path) -> None:
    assert Archive(grown).counts() == {
        "charter.adopt": 1,
        "charter.constitute": 1,
        "documents.register": 1,
        "meetings.attend": 1,
        "meetings.hold": 4,
        "membership.enter_party": 2,
        "membership.sign": 1,
        "sources.cite": 1,
        "sources.claim": 1,
        "sources.correct": 1,
    }


def test_every_act_is_proved_under_the_newest_head(grown: Path) -> None:
    archive = Archive(grown)
    for index in range(14):
        place, proof = archive.at(index), archive.proof(index)
        checkpoint = verify_tlog_proof(parse_tlog_proof(proof.to_bytes()), place.entry.leaf_hash, archive.policy())
        assert checkpoint.size == 14
    assert (archive.at(14), archive.proof(14), archive.at(-1), archive.proof(-1)) == (None, None, None, None)
