from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comity.forum.door import SERIAL, Serial
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.values import Key
from comity.forum.officers.state import keyring
from comity.forum.replay import Replay
from comity.record.entry import Act, Entry, Seen, act_line, compose, parse_entry, sign_act
from comity.record.errors import RecordError, SignatureInvalid, TreeMismatch
from comity.record.keys import PrivateKey
from comity.record.merkle import EMPTY_ROOT, Edge
from tests.support.stage import CONSTITUTION, KEY, source

ORIGIN = CONSTITUTION["origin"]
STRANGER = PrivateKey.from_seed(b"x" * 32)
FIRST = {"type": "charter.constitute", "body": CONSTITUTION, "serial": 1}
ENTERED = "2026-01-02T00:00:00.000Z"
NOTHING_SEEN = Seen(0, EMPTY_ROOT)


def entry(
    *,
    key: PrivateKey = KEY,
    signer: str = "",
    entered: str = ENTERED,
    origin: str = ORIGIN,
    **said: Any,
) -> Entry:
    """A signed entry, by default the second of the record: a source is cited."""
    act = Act(
        at="2026-01-02T00:00:00Z",
        body=source()[1],
        forum="stage",
        nonce="A" * 21 + "A",
        office="registrar",
        party="SECRETARIAT",
        seen=NOTHING_SEEN,
        serial=2,
        type="sources.cite",
        v=1,
    )
    act = replace(act, **said)
    line = act_line(act)
    signed = sign_act(key, line, origin, signer or f"{act.party}/{act.office}")
    return parse_entry(compose(line, [signed], entered))


def constituted(**kept: Any) -> Replay:
    replay = Replay(**kept)
    replay.take(entry(**FIRST))
    return replay


def empty() -> Replay:
    return Replay()


def unsigned() -> Entry:
    """No entry without a signature can be parsed; the rule holds for whoever makes one otherwise."""
    return replace(entry(), signatures=())


REFUSED: dict[str, list[tuple[Any, Any]]] = {
    "kernel.type_unknown": [
        (constituted, lambda: entry(type="sources.invent")),
        (constituted, lambda: entry(v=2)),
        (empty, lambda: entry(type="sources.invent", serial=1)),
    ],
    "kernel.body_malformed": [(constituted, lambda: entry(body={}))],
    "door.not_constituted": [(empty, lambda: entry(serial=1))],
    "charter.constituted_already": [(constituted, lambda: entry(**(FIRST | {"serial": 2})))],
    "door.other_forum": [
        (constituted, lambda: entry(forum="other")),
        (empty, lambda: entry(**FIRST, forum="other")),
    ],
    "door.serial_out_of_turn": [
        (constituted, lambda: entry(serial=0)),
        (constituted, lambda: entry(serial=1)),
        (constituted, lambda: entry(serial=3)),
        (empty, lambda: entry(**(FIRST | {"serial": 2}))),
        # Each party counts for itself.
        (constituted, lambda: entry(party="KAZ", serial=2)),
    ],
    "door.seen_elsewhere": [
        (constituted, lambda: entry(seen=Seen(1, b"x" * 32))),
        (constituted, lambda: entry(seen=Seen(0, b"x" * 32))),
        (empty, lambda: entry(**FIRST, seen=Seen(0, b"x" * 32))),
    ],
    "door.seen_ahead": [(constituted, lambda: entry(seen=Seen(2, EMPTY_ROOT)))],
    "door.entered_backwards": [(constituted, lambda: entry(entered="2026-01-01T23:59:59.999Z"))],
    "door.other_signer": [
        (constituted, lambda: entry(signer="KAZ/registrar")),
        (empty, lambda: entry(**FIRST, signer="KAZ/minister")),
    ],
    "officers.no_keys": [
        (constituted, lambda: entry(party="KAZ", serial=1)),
        (empty, lambda: entry(**FIRST, party="KAZ")),
    ],
    "officers.not_its_key": [
        (constituted, lambda: entry(key=STRANGER)),
        (constituted, lambda: entry(office="archivist")),
        (empty, lambda: entry(**FIRST, key=STRANGER)),
    ],
    "officers.unsigned": [(constituted, unsigned)],
    "officers.not_by_its_office": [(constituted, lambda: entry(office="archivist", signer="SECRETARIAT/registrar"))],
    # A constitution is said, and not withheld.
    "openings.not_restricted": [
        (empty, lambda: entry(**(FIRST | {"body": {"commitment": "A" * 43 + "="}}))),
        (constituted, lambda: entry(body={"commitment": "A" * 43 + "="})),
    ],
}


@pytest.mark.parametrize(
    ("begun", "made", "code"), [(*case, code) for code, cases in REFUSED.items() for case in cases]
)
def test_entry_out_of_order_is_refused_and_leaves_no_trace(begun, made, code):
    replay = begun()
    before = (len(replay), dict(replay.values), replay.last_entered)
    with pytest.raises(Refused) as refused:
        replay.take(made())
    assert refused.value.reason.code == code
    assert refused.value.remedy
    assert (len(replay), replay.values, replay.last_entered) == before


@pytest.mark.parametrize("begun", [constituted, empty])
def test_entry_signed_for_another_record_is_refused(begun):
    first = {} if begun is constituted else FIRST
    with pytest.raises(SignatureInvalid):
        begun().take(entry(origin="record.other.example", **first))


def test_first_entry_makes_the_keyring_that_it_is_judged_by():
    replay = constituted()
    held = keyring(replay, "SECRETARIAT")
    assert held is not None
    assert [(key.officer, key.openssh, key.act) for key in held.keys] == [("registrar", KEY.public.openssh, 0)]


def test_acts_are_counted_by_party():
    replay = constituted()
    replay.take(entry(seen=Seen(1, replay.root_at(1))))
    assert (len(replay), replay.get(Key(SERIAL, "SECRETARIAT"))) == (2, Serial(last=2))


def test_signatures_verified_before_are_not_verified_again():
    tampered = entry()
    broken = replace(tampered, signatures=(replace(tampered.signatures[0], sig=b"SSHSIG"),))
    constituted(verified_for=ORIGIN).take(broken)
    for verified_for in ("", "record.other.example"):
        with pytest.raises(RecordError):
            constituted(verified_for=verified_for).take(broken)


def test_verified_before_still_asks_whose_key_it_was():
    with pytest.raises(Refused, match=r"officers\.not_its_key"):
        constituted(verified_for=ORIGIN).take(entry(key=STRANGER))


@pytest.mark.parametrize("reads", [False, True])
def test_replay_gives_acts_by_index(reads):
    taken = [entry(**FIRST), entry()]
    replay = Replay(read=lambda index: taken[index].raw) if reads else Replay()
    made = [replay.take(each) for each in taken]
    assert [replay.act(index) for index in (-1, 0, 1, 2)] == [None, *made, None]


def test_entry_changed_since_it_was_taken_is_found():
    replay = Replay(read=lambda _index: entry().raw)
    replay.take(entry(**FIRST))
    with pytest.raises(TreeMismatch):
        replay.act(0)


def test_replay_knows_every_root_that_it_had():
    replay = constituted()
    after_one = replay.root_at(1)
    replay.take(entry())
    assert [replay.root_at(size) for size in (-1, 0, 1, 3)] == [None, EMPTY_ROOT, after_one, None]


def test_replay_lists_values_of_a_kind():
    replay = constituted()
    replay.take(entry())
    assert [value.source for value in replay.all_of("source")] == ["S1"]


def test_replay_knows_roots_that_lie_far_back(monkeypatch):
    monkeypatch.setattr("comity.record.history.RECENT", 2)
    replay, edge = constituted(verified_for=ORIGIN), Edge()
    roots = {0: edge.root()}
    edge.append(entry(**FIRST).leaf_hash)
    for serial in range(2, 8):
        roots[edge.size] = edge.root()
        cited = entry(serial=serial, body=source(f"S{serial}")[1])
        replay.take(cited)
        edge.append(cited.leaf_hash)
    assert {size: replay.root_at(size) for size in roots} == roots
