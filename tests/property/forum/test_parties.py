"""Whatever parties do in whatever order: no state that the rules do not know, and the same state when told again."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.forum.fold import evolve
from comity.forum.kernel.acts import Committed
from comity.forum.kernel.values import Key, Value
from comity.forum.notices.state import Due, Notice
from comity.forum.officers.state import Keyring, keyring
from comity.forum.openings.chamber import Chamber
from comity.forum.openings.opening import Audience, Opening
from comity.forum.openings.state import Restricted
from comity.record.keys import PublicKey
from tests.property.forum.test_fold import Reread, as_json
from tests.support.closedstage import EVERYBODY, ClosedStage, Withheld
from tests.support.signing import key_of
from tests.support.stage import KEY, OPENING, Step, by, peopled, withheld
from tests.unit.forum.orders.notices import acknowledge, answer, paper, send, withdraw
from tests.unit.forum.orders.officers import add_key, contest, dismiss, enrol, revoke, settle
from tests.unit.forum.orders.openings import erase, reveal

ACTORS = ("KAZ", "CHN", "OSCE", "SECRETARIAT")
OFFICERS = ("a", "b", "registrar")
KEYS = [key.public.openssh for key in (key_of("1"), key_of("2"), KEY)]
FUNCTIONS = (["administrator"], ["authoriser", "drafter"], ["administrator", "authoriser"])
ADDRESSEES = (("CHN",), ("CHN", "OSCE"), ("KAZ", "SECRETARIAT"), ("OSCE", "CHAIR"))
AUDIENCES: tuple[Audience, ...] = (EVERYBODY, "participants", ("CHN", "OSCE"), "members")
FIRST = len(OPENING) + len(peopled()) + 1


@st.composite
def affairs(draw: st.DrawFn, stage: ClosedStage) -> Step:
    """An act of the officers, mostly of a party's own."""

    def one(*choices: Any) -> Any:
        return draw(st.sampled_from(choices))

    if one(*range(12)) == 0:
        return one(contest, settle)(one("KAZ", "CHN"))
    party = one("KAZ", "KAZ", "OSCE", "SECRETARIAT")
    held = keyring(stage, party) or Keyring(party=party)
    there, keys = [each.officer for each in held.officers], [each.openssh for each in held.keys]
    officer, key = one(*there, *OFFICERS), PublicKey.from_openssh(one(*keys, *KEYS))
    steps = [enrol(officer, party, functions=one(*FUNCTIONS)), add_key(officer, key, party)]
    step = one(*steps, *steps, revoke(officer, key, party), dismiss(officer, party))
    if party == "SECRETARIAT" or one(*range(2)):
        return by(party, step)
    return step[0], step[1] | {"credentials": {"reference": one("No. 1", "No. 2"), "on": "2025-12-01"}}


@st.composite
def notices(draw: st.DrawFn, stage: ClosedStage) -> Step:
    """An act on a notice: mostly by whom it concerns, now and then by anybody."""

    def one(*choices: Any) -> Any:
        return draw(st.sampled_from(choices))

    name, party = one("n-1", "n-2"), one(*ACTORS)
    found = Chamber(stage).get(Key("notice", name))
    if found is None or one(*range(8)) == 0:
        follows = one(None, None, None, "n-1", "n-2")
        reply = one("none", "acknowledgement", "answer")
        return one(send(name, *one(*ADDRESSEES), party=party, reply=reply, follows=follows), paper(name, party))
    party = one(*found.to, *found.to, found.party, party)
    return one(acknowledge(party, name), answer(party, name), withdraw(name, *found.to, party=found.party))


@st.composite
def ends(draw: st.DrawFn, stage: ClosedStage) -> Step:
    """A restricted act is erased or revealed, mostly by who entered it."""
    restricted = [act for act in stage.acts[FIRST:] if isinstance(act.body, Committed)] or stage.acts[-1:]
    act = draw(st.sampled_from(restricted))
    party = draw(st.sampled_from([act.party, act.party, "SECRETARIAT", "CHN"]))
    if draw(st.booleans()):
        return erase(party, act=act.index)
    return reveal(stage.openings.get(act.index, Opening(b"k" * 32, b"{}")), party, act=act.index)


@st.composite
def histories(draw: st.DrawFn) -> ClosedStage:
    """What is in order of what is drawn, some of it withheld."""
    stage = ClosedStage()
    kinds = draw(st.sampled_from([[affairs], [notices, notices, notices, ends], [affairs, notices, ends]]))
    for _ in range(draw(st.integers(4, 30))):
        kind = draw(st.sampled_from(kinds))
        said: Step | Withheld = draw(kind(stage))
        if kind is notices and draw(st.booleans()):
            audience = draw(st.sampled_from((*AUDIENCES, EVERYBODY, EVERYBODY)))
            said = withheld(said, audience, len(stage.acts).to_bytes(32, "big"))  # type: ignore[arg-type]
        stage.why_not(said)
    return stage


@given(histories())
@settings(max_examples=150)
def test_nothing_that_is_in_order_leads_to_a_state_that_is_not(stage):
    for value in (*stage.values.values(), *stage.kept.values()):
        check_state(value, stage)
    for value in stage.values.values():
        assert list(value.acts) == sorted(set(value.acts))


def check_state(value: Value, stage: ClosedStage) -> None:
    if isinstance(value, Keyring):
        check_keyring(value)
    if isinstance(value, Notice):
        check_notice(value, stage)
    if isinstance(value, Due):
        check_due(value, stage)
    if isinstance(value, Restricted):
        check_restricted(value, stage)


def check_keyring(held: Keyring) -> None:
    ids, prints = [o.officer for o in held.officers], [key.fingerprint for key in held.keys]
    assert all(len(set(each)) == len(each) for each in (ids, prints, held.notes))
    assert {key.officer for key in held.keys} <= set(ids)
    assert len([each for each in held.contests if each.settled is None]) <= 1
    for officer in held.officers:
        active = [p for p in prints if held.held_by(officer.officer, p)]
        assert officer.dismissed is None or not active
        assert set(active) == {
            key.fingerprint
            for key in held.keys
            if (key.officer, key.revoked, officer.dismissed) == (officer.officer, None, None)
        }
    for key in held.keys:
        assert key.revoked is None or key.revoked > key.act
        # Nobody adds a key for an officer who is gone, or who has not come yet.
        (officer,) = (o for o in held.officers if o.officer == key.officer)
        assert officer.act <= key.act < (officer.dismissed or key.act + 1)
    if held.party == "SECRETARIAT":
        assert held.able("administrator")
    assert held.party != "CHAIR"


def check_notice(notice: Notice, stage: ClosedStage) -> None:
    deeds = [*notice.receipts, *notice.replies]
    assert {each.party for each in deeds} <= set(notice.to)
    assert notice.party not in notice.to or notice.on_paper
    assert len({each.party for each in notice.receipts}) == len(notice.receipts)
    late = [stage.acts[each.act].body for each in deeds if notice.withdrawn is not None and each.act > notice.withdrawn]
    # What is withdrawn apart may be answered in public still: no public rule knows of it.
    assert not late or isinstance(stage.acts[notice.withdrawn or 0].body, Committed)
    assert not any(isinstance(body, Committed) for body in late)
    assert not (notice.on_paper and (deeds or notice.withdrawn))


def check_due(due: Due, stage: ClosedStage) -> None:
    kept = stage.kept.get(Key("due", f"{due.party}/{due.notice}")) == due
    values = Chamber(stage) if kept else stage
    notice = values.get(Key("notice", due.notice))
    assert isinstance(notice, Notice)
    assert (due.party in notice.to, due.reply, due.by) == (True, notice.reply, notice.by)
    enough = [*notice.replies, *(notice.receipts if due.reply != "answer" else ())]
    met = min((each.act for each in enough if each.party == due.party), default=None)
    # It is met once, by the first that was enough, and not after it was withdrawn.
    assert (due.met, due.withdrawn) == (met, notice.withdrawn)
    assert due.open == (due.reply != "none" and met is None and notice.withdrawn is None)


def check_restricted(value: Restricted, stage: ClosedStage) -> None:
    assert value.revealed is None or value.erased is None
    assert (value.erased is None) == (value.act in stage.openings)
    act = stage.acts[value.act]
    assert (isinstance(act.body, Committed), act.type, act.party) == (True, value.type, value.party)
    if value.revealed is not None:
        assert (value.content.encode(), value.commitment) == (
            stage.openings[value.act].content,
            stage.openings[value.act].commitment,
        )


@given(histories())
@settings(max_examples=150)
def test_what_is_kept_apart_equals_what_the_openings_that_are_left_amount_to(stage):
    # Whatever was erased in between: as if it had never been opened.
    assert as_json(stage.kept) == as_json(stage.refolded())


@given(histories())
@settings(max_examples=60)
def test_history_of_parties_folded_through_a_store_equals_the_history_played(stage):
    assert Reread(stage).fold() == as_json(stage.values)


@given(histories())
@settings(max_examples=60)
def test_withheld_history_looks_from_without_as_if_nothing_followed(stage):
    seen: dict[Key, Any] = {}
    for act in stage.acts:
        if not isinstance(act.body, Committed):
            seen |= {key: value for key, value in evolve(act, Seen(seen, stage)).items() if key.kind != "restricted"}
    hidden = {"restricted", "commitment"}
    assert as_json(seen) == as_json({key: value for key, value in stage.values.items() if key.kind not in hidden})


class Seen:
    def __init__(self, values: dict[Key, Any], stage: ClosedStage) -> None:
        self._values, self._stage = values, stage

    def get(self, key: Key) -> Any:
        held = self._values.get(key)
        return self._stage.values.get(key) if held is None and key.kind == "restricted" else held

    def act(self, index: int) -> Any:
        return self._stage.act(index)
