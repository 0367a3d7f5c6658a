from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from comity.forum.registry import ACT_TYPES, read_body
from comity.record.canonical import canonicalise, parse_canonical
from comity.record.entry import Seen, parse_act
from comity.secretariat.composing import stored_body
from comity.secretariat.forumdata import read_forum
from tests.support.memory_house import MemoryHouse
from tests.support.small_forum import Act, correction, history, meeting


@pytest.mark.parametrize("given", [*history(), correction(), meeting(2)], ids=lambda given: given[0])
def test_body_comes_back_from_the_record_as_it_was_said(given: Act) -> None:
    name, body = given
    stored = parse_canonical(canonicalise(stored_body(body)))
    assert read_body(name, ACT_TYPES[name].v, stored) == body


def test_bodies_of_the_forums_data_come_back_as_they_were_said() -> None:
    data = read_forum(Path(str(resources.files("comity.forums") / "cica")))
    stored = [parse_canonical(canonicalise(stored_body(each.body))) for each in data.acts]
    assert [
        read_body(each.type, ACT_TYPES[each.type].v, body) for each, body in zip(data.acts, stored, strict=True)
    ] == [each.body for each in data.acts]


def test_desk_counts_on_and_says_what_it_has_seen(house: MemoryHouse) -> None:
    head = house.ledger.heads[-1]
    acts = [parse_act(each.line) for each in house.desk.compose([meeting(2), meeting(3)])]
    assert [(each.serial, each.seen, each.at) for each in acts] == [
        (11, Seen(10, head.root), "2026-11-18T11:06:40Z"),
        (12, Seen(10, head.root), "2026-11-18T11:06:40Z"),
    ]
    assert acts[0].nonce != acts[1].nonce
