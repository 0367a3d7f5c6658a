"""What a reader offline can tell of decisions from a record's files: every rule again, and that nothing was put in.

The log that signs the checkpoints is here as faithless as can be: it signs whatever it is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from comity.forum.audit import Audited, audit
from comity.record.errors import RecordFault
from comity.record.files import CHECKPOINT
from tests.support.deciding import (
    LATER,
    act,
    admission,
    before,
    breaks,
    chair,
    conclude,
    expired,
    objects,
    own,
    propose,
    put,
    silence,
    sits,
)
from tests.support.decidingrecord import MINISTERS, POLICY, DecidingRecord, files_of
from tests.support.recordfolder import MemorySource
from tests.support.signing import Officer
from tests.support.stage import by, clock
from tests.unit.forum.orders.adoptions import lifts, moves
from tests.unit.forum.orders.effects import sign, take
from tests.unit.forum.orders.proposals import UNDERTAKEN, attach, fulfil, recommend, revise
from tests.unit.forum.orders.silences import LAST, reserves, takes_back
from tests.unit.forum.orders.votes import OPENED, counts, declares

if TYPE_CHECKING:
    from collections.abc import Sequence

AGAIN = "2026-01-03T00:00:00Z"
TUR, CHAIR = MINISTERS["TUR"], Officer("CHAIR", "minister", MINISTERS["KAZ"].key)

HISTORIES: dict[str, list[Any]] = {
    "decided at a meeting, followed up": [
        *before(),
        objects(),
        lifts(),
        conclude(undertakings=UNDERTAKEN),
        attach(),
        fulfil(),
        act("review", body="soc", text="Done in part."),
    ],
    "moved to a statement of the chair, the rest decided": [
        *before(),
        objects(paragraphs=[2]),
        moves(),
        revise(),
        put(),
        conclude(revision=1),
    ],
    "a silence that expired": [
        propose(matter="chair", effect=chair(since="2026-01-02")),
        silence(),
        reserves(),
        LATER,
        expired(effect=chair(since="2026-01-02")),
        by("CHAIR", take("2026-01-02", "mongolia")),
    ],
    "a silence broken at the last moment, run again as Rev.1": [
        propose(),
        silence(),
        LAST,
        breaks(text="We could agree to this."),
        takes_back(),
        LATER,
        revise(),
        silence(expires=AGAIN),
        clock("2026-01-05T00:00:00.000Z"),
        expired(silence=2, effective=AGAIN, revision=1),
    ],
    "signed, then admitted": [
        sign(),
        sign(instrument="act"),
        *sits(),
        propose(matter="admission", effect=admission()),
        recommend(),
        put(),
        conclude(effect=admission()),
    ],
    "admitted by silence, then signed": [
        propose(matter="admission", effect=admission()),
        recommend(),
        silence(),
        LATER,
        expired(effect=admission()),
        sign("2026-01-02"),
        sign("2026-01-02", "act"),
    ],
    "an election by secret ballot": [
        *OPENED,
        counts(KAZ="MNG", CHN="MNG", TUR="IND"),
        declares(chosen="MNG", effect=chair()),
    ],
    "what three states ask for": [
        propose(body="panel"),
        *(own("support", party) for party in ("KAZ", "TUR", "MNG")),
        by("CHAIR", act("conclude", outcome="adopts")),
    ],
}


def audited(entries: Sequence[bytes], **files: bytes) -> Audited:
    return audit(MemorySource(files_of(entries) | files), POLICY)


def fault_of(entries: Sequence[bytes], **files: bytes) -> tuple[str, int | None]:
    with pytest.raises(RecordFault) as fault:
        audited(entries, **files)
    return fault.value.code, fault.value.index


@pytest.mark.parametrize("steps", HISTORIES.values(), ids=HISTORIES)
def test_audit_replays_every_rule_and_comes_to_the_same(steps):
    record = DecidingRecord(*steps)
    found = audited(record.raws)
    assert found.replay.values == record.replay.values
    assert found.types["decisions.propose"] == 1


def forged(record: DecidingRecord, step: Any, officer: Officer, moment: str) -> bytes:
    """An entry that no host that keeps the rules would have made: properly signed by its officer, at a time at will."""
    record.entered = moment
    return record.entry(step[:2], officer).raw


def test_objection_entered_after_the_expiry_is_refused_by_its_rule():
    record = DecidingRecord(*[propose(), silence(), LATER])
    late = forged(record, breaks(), TUR, "2026-01-02T00:00:00.001Z")
    assert fault_of([*record.raws, late]) == ("decisions.silence_over", len(record.raws))


def test_late_objection_that_bears_an_earlier_time_is_refused_by_its_place():
    record = DecidingRecord(propose(), silence(), LATER, propose("e"))
    backdated = forged(record, breaks(), TUR, "2026-01-01T23:59:59.000Z")
    assert fault_of([*record.raws, backdated]) == ("entry.time", len(record.raws))


def test_objection_put_in_before_the_conclusion_takes_that_out_of_order():
    record = DecidingRecord(propose(), silence())
    started = list(record.raws)
    record.play(LATER, expired())
    conclusion = record.raws[-1]
    backdated = forged(DecidingRecord(propose(), silence()), breaks(), TUR, "2026-01-01T23:59:59.000Z")
    assert fault_of([*started, backdated, conclusion]) == ("kernel.out_of_turn", len(started) + 1)


def test_objection_put_in_and_the_conclusion_left_out_is_another_record_than_was_signed():
    """By its rules alone the forged record is in order: what holds it to the truth is the checkpoint others have."""
    record = DecidingRecord(propose(), silence())
    started = list(record.raws)
    record.play(LATER, expired())
    signed = files_of(record.raws)[CHECKPOINT]
    backdated = forged(DecidingRecord(propose(), silence()), breaks(), TUR, "2026-01-01T23:59:59.000Z")
    assert audited([*started, backdated]).types["decisions.break_silence"] == 1
    assert fault_of([*started, backdated], **{CHECKPOINT: signed})[0] == "root.differs"


def test_conclusion_before_the_expiry_is_refused_by_its_rule():
    record = DecidingRecord(propose(), silence())
    early = forged(record, expired(), _registrar(record), "2026-01-01T23:59:59.999Z")
    assert fault_of([*record.raws, early]) == ("decisions.silence_still_running", len(record.raws))


def test_conclusion_that_says_more_than_came_out_is_refused_by_its_rule():
    record = DecidingRecord(propose(), silence())
    grown = forged(record, expired(effect=admission()), _registrar(record), "2026-01-02T00:00:00.000Z")
    assert fault_of([*record.raws, grown]) == ("decisions.silence_concluded_otherwise", len(record.raws))


def test_adoption_over_an_objection_is_refused_by_its_rule():
    record = DecidingRecord(*before(), objects())
    over = forged(record, conclude(), CHAIR, "2026-01-01T00:00:00.000Z")
    assert fault_of([*record.raws, over]) == ("decisions.objected_to", len(record.raws))


@pytest.mark.parametrize(
    ("moment", "code"),
    [("2026-01-01T23:59:58.000Z", "root.differs"), ("2026-01-02T00:00:00.000Z", "decisions.silence_over")],
)
def test_moment_of_entry_that_was_changed_afterwards_is_found(moment, code):
    record = DecidingRecord(propose(), silence(), LAST, breaks())
    signed = files_of(record.raws)[CHECKPOINT]
    changed = record.raws[-1].replace(b"2026-01-01T23:59:59.999Z", moment.encode())
    assert changed != record.raws[-1]
    assert fault_of([*record.raws[:-1], changed], **{CHECKPOINT: signed})[0] == code


def _registrar(record: DecidingRecord) -> Officer:
    return record.signer(("sources.cite", {}))
