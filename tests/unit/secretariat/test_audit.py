from __future__ import annotations

from pathlib import Path

import pytest

from comity.forum.audit import audit
from comity.forum.door import enacted
from comity.record.errors import RecordFault
from comity.record.policy import format_policy
from comity.secretariat.ports import Head, Taken
from comity.secretariat.sequence import Sequencer
from tests.support.memory_house import MemoryHouse
from tests.support.small_forum import Act, meeting


def test_record_that_holds_is_reported(house: MemoryHouse) -> None:
    house.files.replace_policy(format_policy(house.policy))
    told: list[tuple[int, int]] = []
    found = audit(house.files, house.policy, lambda *step: told.append(step))
    report, replay = found.record, found.replay
    assert (report.size, report.root, told) == (10, house.ledger.heads[-1].root, [(10, 10)])
    assert replay.values == house.ledger.values


def test_act_that_the_rules_refuse_is_found_in_a_record_that_is_well_signed(tmp_path: Path) -> None:
    house = Lawless(tmp_path).begin()
    house.desk.enter_all([meeting(2)])
    house.enter_unasked(meeting(2))
    house.files.replace_policy(format_policy(house.policy))
    with pytest.raises(RecordFault) as fault:
        audit(house.files, house.policy)
    assert (fault.value.code, fault.value.path, fault.value.index) == ("meetings.held_already", "tile/entries/000", 11)


class Lawless(MemoryHouse):
    """A host that signs what its own rules refuse."""

    def enter_unasked(self, said: Act) -> Head:
        submission = self.desk.compose([said])[0]
        entry = submission.entered(self.door.last_entered)
        with self.ledger.writing() as sheet:
            sheet.take(Taken(self.ledger.size(), entry, enacted(entry, self.ledger.size()), {}))
        sequencer = self.door._sequencer
        assert isinstance(sequencer, Sequencer)
        return sequencer.seal([entry.leaf_hash])
