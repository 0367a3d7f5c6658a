"""The roll: who decides, where there is no charter, nobody, or somebody who has come to it that day."""

from __future__ import annotations

from comity.forum.kernel.values import Key
from comity.forum.membership.roll import decides, deciding, deciding_since
from tests.support.stage import opening
from tests.unit.forum.orders.membership import attest


class Nothing:
    def get(self, _key: Key) -> None:
        return None


def test_without_a_charter_nobody_decides():
    assert (deciding_since("2026-01-01", Nothing()), decides("KAZ", "2026-01-01", Nothing())) == ({}, False)


def test_who_is_not_in_the_register_does_not_decide():
    assert not decides("XYZ", "2026-01-01", opening())


def test_who_came_to_decide_on_the_very_day_does_so_from_the_act_on():
    stage = opening().play(attest("KWT", "2022-10-13"))
    there = {day: deciding_since(day, stage).get("KWT") for day in ("2022-10-12", "2022-10-13", "2022-10-14")}
    act = stage.value("party", "KWT").attestations[0].act
    assert there == {"2022-10-12": None, "2022-10-13": act, "2022-10-14": 0}
    assert "KWT" in deciding("2022-10-14", stage)
