"""What the door refuses, each with its code; and that a refusal leaves no trace."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest

from comity.forum.kernel.errors import Refused
from comity.record.entry import Act, Seen, Signature, act_line, parse_act, sign_act
from comity.record.errors import RecordError
from comity.record.keys import PrivateKey
from comity.record.policy import open_trusted
from comity.record.proof import check_inclusion
from comity.secretariat.batch import Submission
from comity.secretariat.disk import Disk
from comity.secretariat.enter import PATIENCE
from comity.secretariat.faults import Stopped
from comity.secretariat.publisher import RecordFiles
from tests.support.memory_house import KEYS, MemoryHouse
from tests.support.small_forum import ORIGIN, history, meeting
from tests.support.trouble import Moments, TroubledDisk, full

Change = Callable[[Act], Act]


def handed_in(house: MemoryHouse, change: Change = lambda act: act, key: PrivateKey = KEYS.secretariat) -> Submission:
    """The next act, changed and then signed in its changed form."""
    composed = house.desk.compose([meeting(2)])[0]
    line = act_line(change(parse_act(composed.line)))
    return Submission(line, (sign_act(key, line, ORIGIN, "SECRETARIAT/registrar"),))


def changed(**members: object) -> Change:
    return lambda act: dataclasses.replace(act, **members)


REFUSED = [
    (changed(forum="cica"), "door.other_forum"),
    (changed(serial=10), "door.serial_out_of_turn"),
    (changed(serial=12), "door.serial_out_of_turn"),
    (changed(seen=Seen(10, bytes(32))), "door.seen_elsewhere"),
    (changed(seen=Seen(9, bytes(32))), "door.seen_elsewhere"),
    (changed(seen=Seen(11, bytes(32))), "door.seen_ahead"),
    (changed(type="meetings.dream"), "kernel.type_unknown"),
    (changed(v=2), "kernel.type_unknown"),
    (changed(body={"meeting": "summit-2"}), "kernel.body_malformed"),
    (changed(body={"meeting": "summit-2", "surprise": 1}), "kernel.body_malformed"),
]


@pytest.mark.parametrize(("change", "code"), REFUSED)
def test_act_out_of_order_is_refused(house: MemoryHouse, change: Change, code: str) -> None:
    assert refusal(house, handed_in(house, change)) == code


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"", "json.syntax"),
        (b"[]", "json.object"),
        (b'{"at":1}', "act.members"),
        (b'{"a":1,"a":2}', "json.duplicate"),
        (b'{"a":1.5}', "json.float"),
        (b'{"a":"\xff"}', "json.utf8"),
        (b'{"a": 1}', "json.canonical"),
        (b'{"a":"e\xcc\x81"}', "json.nfc"),
    ],
)
def test_line_that_is_no_act_is_refused(house: MemoryHouse, line: bytes, code: str) -> None:
    assert refusal(house, Submission(line, handed_in(house).signatures)) == code


def test_unsigned_act_is_refused(house: MemoryHouse) -> None:
    assert refusal(house, Submission(handed_in(house).line, ())) == "entry.lines"


def test_act_changed_after_it_was_signed_is_refused(house: MemoryHouse) -> None:
    submission = handed_in(house)
    line = submission.line.replace(b"summit-2", b"summit-3")
    assert refusal(house, Submission(line, submission.signatures)) == "signature.wrong"


def test_act_signed_for_another_record_is_refused(house: MemoryHouse) -> None:
    line = handed_in(house).line
    signature = sign_act(KEYS.secretariat, line, "record.other.example", "SECRETARIAT/registrar")
    assert refusal(house, Submission(line, (signature,))) == "signature.namespace"


def test_act_signed_by_a_stranger_is_refused(house: MemoryHouse) -> None:
    assert refusal(house, handed_in(house, key=PrivateKey.from_seed(b"\7" * 32))) == "officers.not_its_key"


def test_act_of_an_office_without_that_key_is_refused(house: MemoryHouse) -> None:
    line = act_line(dataclasses.replace(parse_act(handed_in(house).line), office="cleaner"))
    signature = sign_act(KEYS.secretariat, line, ORIGIN, "SECRETARIAT/cleaner")
    assert refusal(house, Submission(line, (signature,))) == "officers.not_its_key"


def test_act_of_a_party_without_keys_is_refused(house: MemoryHouse) -> None:
    line = act_line(dataclasses.replace(parse_act(handed_in(house).line), party="KAZ", serial=1))
    signature = sign_act(KEYS.secretariat, line, ORIGIN, "KAZ/registrar")
    assert refusal(house, Submission(line, (signature,))) == "officers.no_keys"


def test_signature_under_another_name_is_refused(house: MemoryHouse) -> None:
    submission = handed_in(house)
    signature = dataclasses.replace(submission.signatures[0], signer="KAZ/minister")
    assert refusal(house, Submission(submission.line, (signature,))) == "door.other_signer"


def test_signature_given_for_another_key_is_refused(house: MemoryHouse) -> None:
    submission = handed_in(house)
    stranger = sign_act(PrivateKey.from_seed(b"\7" * 32), submission.line, ORIGIN, "SECRETARIAT/registrar")
    signature = Signature(KEYS.secretariat.public.fingerprint, stranger.sig, "SECRETARIAT/registrar")
    assert refusal(house, Submission(submission.line, (signature,))) == "signature.key"


def test_act_too_large_is_refused(house: MemoryHouse) -> None:
    change = changed(body={"reason": "x" * 70_000})
    assert refusal(house, handed_in(house, change)) == "entry.size"


def test_act_against_a_rule_of_its_subject_is_refused(house: MemoryHouse) -> None:
    submission = house.desk.compose([meeting(1)])[0]
    assert refusal(house, submission) == "meetings.held_already"


def test_act_entered_already_is_refused(house: MemoryHouse) -> None:
    submission = handed_in(house)
    assert house.door.enter(submission).index == 10
    assert refusal(house, submission) == "door.entered_already"


def test_act_twice_in_one_batch_is_refused(house: MemoryHouse) -> None:
    submission = handed_in(house)
    assert refusal(house, submission, submission) == "door.entered_already"


def test_first_act_must_constitute_the_forum(tmp_path: Path) -> None:
    house = MemoryHouse(tmp_path)
    house.open()
    assert refusal(house, *house.desk.compose(history()[:1])) == "door.not_constituted"


def test_refused_batch_says_which_act_it_was(house: MemoryHouse) -> None:
    with pytest.raises(Refused) as refused:
        house.desk.enter_all([meeting(2), meeting(3), meeting(2)])
    assert refused.value.__notes__ == ["It was number 3 of the 3 acts handed in together."]
    assert house.ledger.size() == 10


def test_empty_batch_changes_nothing(house: MemoryHouse) -> None:
    before = trace(house)
    assert (house.door.enter_all([]), trace(house)) == ([], before)


def test_receipt_proves_that_the_act_is_in_the_signed_tree(house: MemoryHouse) -> None:
    receipts = house.desk.enter_all([meeting(2), meeting(3), meeting(4)])
    assert [each.index for each in receipts] == [10, 11, 12]
    for each in receipts:
        checkpoint, _ = open_trusted(each.head.note, house.policy)
        check_inclusion(each.entry.leaf_hash, each.index, checkpoint.size, each.path(), checkpoint.root)
    assert house.files.checkpoint() == receipts[0].head.note


def test_author_may_have_seen_any_earlier_checkpoint(house: MemoryHouse) -> None:
    roots = {0: house.door.root_at(0), 10: house.door.root_at(10)}
    for number in range(2, 8):
        receipt = house.desk.enter_all([meeting(number)])[0]
        roots[receipt.head.size] = receipt.head.root
    assert {size: house.door.root_at(size) for size in roots} == roots
    assert (house.door.root_at(-1), house.door.root_at(17)) == (None, None)
    seen = changed(seen=Seen(10, roots[10]), body=meeting(9)[1].model_dump(mode="json", exclude_unset=True))
    assert house.door.enter(handed_in(house, seen)).index == 16


def test_acts_of_one_batch_may_rest_on_each_other(house: MemoryHouse) -> None:
    assert [each.index for each in house.desk.enter_all([meeting(2), meeting(3)])] == [10, 11]


def test_time_of_entry_is_the_hosts(house: MemoryHouse) -> None:
    house.clock.time = 1_795_500_000_123
    assert house.desk.enter_all([meeting(2)])[0].entry.entered == "2026-11-24T06:00:00.123Z"


def test_door_waits_for_a_clock_that_was_set_back_a_little(house: MemoryHouse) -> None:
    last = house.door.last_entered
    house.clock.time -= PATIENCE
    assert house.desk.enter_all([meeting(2)])[0].entry.entered == last


def test_door_takes_nothing_while_the_clock_is_behind(house: MemoryHouse) -> None:
    house.clock.time -= PATIENCE + 1
    assert stopped(house) == "door.clock_behind"
    house.clock.time += PATIENCE
    assert house.desk.enter_all([meeting(2)])[0].index == 10


def test_door_takes_nothing_while_the_disk_is_nearly_full(house: MemoryHouse) -> None:
    free = Disk(house.path).free()
    house.open(reserve=free + 2**40)
    before = trace(house)
    assert (stopped(house), trace(house)) == ("door.disk_low", before)


def test_door_stops_where_somebody_else_has_written(house: MemoryHouse) -> None:
    other = MemoryHouse(house.path, house.ledger, house.clock)
    other.open()
    other.desk.enter_all([meeting(2)])
    assert (stopped(house), stopped(house)) == ("door.halted", "door.halted")


def test_door_stays_stopped_after_a_fault(house: MemoryHouse) -> None:
    moments = Moments(full, 1)
    house.files = RecordFiles(house.path / "record", TroubledDisk(house.path / "spare", moments))
    house.open()
    assert (stopped(house), moments.passed) == ("door.halted", 1)
    assert (stopped(house), moments.passed) == ("door.halted", 1)
    house.files = RecordFiles(house.path / "record", Disk(house.path / "spare"))
    house.open()
    assert (house.ledger.head() or house.ledger.heads[0]).size == 11
    assert house.desk.enter_all([meeting(3)])[0].index == 11


def test_interruption_stops_the_door_too(house: MemoryHouse) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    house.files = RecordFiles(house.path / "record", TroubledDisk(house.path / "spare", Moments(interrupt, 1)))
    house.open()
    with pytest.raises(KeyboardInterrupt):
        house.desk.enter_all([meeting(2)])
    assert stopped(house) == "door.halted"


def refusal(house: MemoryHouse, *submissions: Submission) -> str:
    """The code of the refusal; whatever was refused, nothing has changed, and the door is open still."""
    before = trace(house)
    with pytest.raises((Refused, RecordError)) as refused:
        house.door.enter_all(submissions)
    assert trace(house) == before
    assert house.door.enter_all([]) == []
    return refused.value.reason.code if isinstance(refused.value, Refused) else refused.value.code


def stopped(house: MemoryHouse) -> str:
    with pytest.raises(Stopped) as refused:
        house.desk.enter_all([meeting(2)])
    return refused.value.code


def trace(house: MemoryHouse) -> list[object]:
    ledger = house.ledger
    files = sorted((path, house.files.read(path)) for path in house.files.list())
    heads = house.path / "signed-heads"
    return [list(ledger.rows), list(ledger.heads), dict(ledger.values), files, heads.exists() and heads.read_bytes()]
