"""Whatever is done about a treaty in whatever order: no state that its tables do not know, and days by arithmetic."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comity.forum.kernel.values import Key, Value
from comity.forum.readings.treaties import Status, status
from comity.forum.treaties import machine
from comity.forum.treaties.joined import standing
from comity.forum.treaties.state import Treaty
from tests.property.forum.test_fold import Reread, as_json
from tests.support.datedstage import DatedStage, on_day
from tests.support.stage import FACT, Step
from tests.unit.forum.orders.treaties import (
    acknowledge,
    apply_provisionally,
    denounce,
    deposit,
    end_provisional,
    full_powers,
    notify,
    object_to,
    object_to_correction,
    propose,
    rectify,
    register,
    report,
    reserve,
    revoke,
    sign,
    stage,
    withdraw_objection,
    withdraw_reservation,
)

PARTIES = ("KAZ", "CHN", "KWT", "BGD", "OSCE")
START = date(2026, 1, 1)
CLAUSES: tuple[dict[str, Any], ...] = (
    {"instruments": 2, "after": {"days": 30}},
    {"instruments": 3, "after": {"months": 1}, "later": {"days": 10}},
    {"instruments": 1, "named": ["CHN"], "after": {"days": 0}},
    {"share": {"numerator": 2, "denominator": 3, "of": "members"}, "after": {"days": 5}},
    {"share": {"numerator": 1, "denominator": 2, "of": "signatories"}, "after": {"days": 5}},
)


class Reader:
    def __init__(self, played: DatedStage) -> None:
        self._played = played

    def get(self, key: Key) -> Value | None:
        return self._played.get(key)

    def all_of(self, kind: str) -> list[Value]:
        return [value for key, value in self._played.values.items() if key.kind == kind]


def held(played: DatedStage) -> Treaty:
    found = played.value("treaty", "pact")
    assert isinstance(found, Treaty)
    return found


def seen(played: DatedStage, day: date) -> Status:
    found = status(Reader(played), "pact", day)  # type: ignore[arg-type]
    assert found is not None
    return found


@st.composite
def steps(draw: st.DrawFn, played: DatedStage, day: date) -> Step:
    """Something that may be done about the treaty; about as much of it is out of order as in order."""

    def one(*choices: Any) -> Any:
        return draw(st.sampled_from(choices))

    party, treaty = one(*PARTIES), held(played)
    # Now and then something of the past, by its sources.
    past = FACT if one(*range(4)) == 0 else {}
    on = {"on": (day - timedelta(one(0, 1, 20, 40))).isoformat()} if past else {"on": day.isoformat()}
    made = [each.act for each in treaty.statements] or [0]
    proposed = [each.act for each in treaty.corrections] or [0]
    events = [each.act for each in treaty.events]
    told = [each.notification for each in treaty.notifications] or ["C.N.1.2026"]
    coming = len([each for each in treaty.notifications if each.on[:4] == day.isoformat()[:4]]) + 1
    kinds: dict[str, Any] = {
        "powers": lambda: full_powers(party, **on),
        "sign": lambda: sign(party, one("simple", "simple", "definitive"), **on, **past),
        "deposit": lambda: deposit(
            party, one("ratification", "ratification", "accession"), confirms=one([], [], [one(*made)]), **on, **past
        ),
        "returned": lambda: deposit(party, in_good_form=False, why="n", **on, **past),
        "reserve": lambda: reserve(party, one("signature", "deposit", "late"), **on),
        "object": lambda: object_to(one(*made), party, precludes=one(True, False)),
        "withdraw_objection": lambda: withdraw_objection(one(*made), party),
        "withdraw_reservation": lambda: withdraw_reservation(one(*made), party),
        "apply": lambda: apply_provisionally(party),
        "end": lambda: end_provisional(party),
        "denounce": lambda: denounce(party),
        "revoke": lambda: revoke(party),
        "propose": lambda: propose(days=one(1, 30)),
        "no_error": lambda: object_to_correction(one(*proposed), party),
        "rectify": lambda: rectify(one(*proposed)),
        "notify": lambda: notify(one(coming, coming, coming + 1), one(*events), *made[-1:], year=day.year),
        "acknowledge": lambda: acknowledge(one(*told), party),
        "report": lambda: report(on["on"], deposited=one(0, 1, 2, 3)),
    }
    usual = ("sign", "deposit", "deposit", "reserve", "object", "notify", "notify")
    return on_day(day.isoformat(), kinds[one(*kinds, *usual)]())  # type: ignore[no-any-return]


@st.composite
def histories(draw: st.DrawFn) -> tuple[DatedStage, list[tuple[date, Status]]]:
    """What is in order of what is drawn, as days go by, and how the treaty stood after each act."""
    played = stage()
    reservations = draw(st.sampled_from(["allowed", "allowed", "prohibited"]))
    played.play(register(entry=draw(st.sampled_from(CLAUSES)), reservations=reservations, objection_months=2))
    day, then = START, []
    for _ in range(draw(st.integers(4, 30))):
        day += timedelta(draw(st.sampled_from([0, 0, 0, 1, 7, 31])))
        step = draw(steps(played, day))
        if played.refusal(step) is None:
            played.play(step)
            then.append((day, seen(played, day)))
    return played, then


@given(histories())
@settings(max_examples=150, deadline=None)
def test_nothing_that_is_in_order_leads_to_a_state_that_the_tables_do_not_know(found):
    played, _ = found
    treaty, document = held(played), played.value("document", "pact")
    for party in PARTIES:
        assert standing(treaty, document, party) in machine.PARTICIPATION.states
    for each in treaty.participants:
        check_participation(treaty, each)
    for made in treaty.statements:
        check_statement(treaty, made)
    for proposed in treaty.corrections:
        assert (proposed.state == machine.OBJECTED) == bool(proposed.objections)
        assert (proposed.state == machine.RECTIFIED) == (proposed.rectified is not None)
    check_notifications(played, treaty)


def check_participation(treaty: Treaty, each: Any) -> None:
    bound = each.deposit is not None or (each.signature is not None and each.signature.mode == "definitive")
    assert (each.state in {machine.BOUND, machine.DENOUNCED}) == bound
    assert (each.state == machine.DENOUNCED) == (each.denunciation is not None)
    assert not (each.signature is not None and each.signature.mode == "definitive" and each.deposit)
    assert len([spell for spell in each.provisional if spell.ended is None]) <= 1
    assert each.party in {"KAZ", "CHN", "KWT", "BGD"}
    if each.deposit is not None:
        acceded = each.deposit.instrument == "accession"
        assert acceded == (each.signature is None)
    assert each == treaty.participation(each.party)


def check_statement(treaty: Treaty, made: Any) -> None:
    assert made.state in machine.RESERVATION.states
    assert treaty.reservations == "allowed"
    assert (made.state == machine.WITHDRAWN) == (made.withdrawn is not None)
    assert made.party not in {each.party for each in made.objections}
    assert len({each.party for each in made.standing_objections}) == len(made.standing_objections)
    if made.state in {machine.LATE, machine.FALLEN}:
        assert (made.state == machine.FALLEN) == bool(made.standing_objections)
    # What was made at signature binds nobody before it is confirmed, and what is not confirmed lapses.
    if made.moment == "signature" and treaty.participation(made.party).deposit is not None:
        assert made.state != machine.MADE
    assert made.confirmed is None or made.state in {machine.STANDS, machine.WITHDRAWN}


def check_notifications(played: DatedStage, treaty: Treaty) -> None:
    for year in ("2026", "2027", "2028"):
        numbers = [int(n.notification.split(".")[2]) for n in treaty.notifications if n.notification.endswith(year)]
        assert numbers == list(range(1, len(numbers) + 1))
    for each in treaty.notifications:
        receipts = [receipt.party for receipt in played.value("notification", each.notification).receipts]
        assert len(set(receipts)) == len(receipts)
        assert all(place < each.act for place in each.about)


@given(histories())
@settings(max_examples=150, deadline=None)
def test_day_of_entry_into_force_once_passed_is_moved_by_nothing(found):
    _, then = found
    passed = None
    for day, stood in then:
        span = stood.entry.on
        if passed is not None:
            # What the sources leave open may become surer, and nothing else.
            assert span is not None
            assert passed.earliest <= span.earliest <= span.latest <= passed.latest
            passed = span
        elif span is not None and span.latest is not None and span.latest <= day:
            passed = span


@given(histories())
@settings(max_examples=150, deadline=None)
def test_days_are_exactly_those_of_the_clause(found):
    played, then = found
    treaty = held(played)
    if not then or treaty.reports or treaty.entry.share is not None:
        return
    clause, entry = treaty.entry, then[-1][1].entry
    days = sorted((each.since.earliest, each.party) for row in then[-1][1].rows if (each := row.bond))
    done = [
        day
        for day, _ in days
        if len([d for d, _ in days if d <= day]) >= (clause.instruments or 0)
        and set(clause.named) <= {party for d, party in days if d <= day}
    ]
    if not done:
        assert entry.on is None
        return
    assert entry.completed == (done[0], done[0])
    if clause.after.days is not None:
        assert entry.day == done[0] + timedelta(clause.after.days)
    else:
        assert entry.day.day in {done[0].day, 28, 30}
        assert (entry.day.year * 12 + entry.day.month) - (done[0].year * 12 + done[0].month) == clause.after.months
    for day, party in days:
        assert entry.for_party[party].earliest >= entry.day
        assert (entry.for_party[party].earliest == entry.day) or day > done[0]


@given(histories())
@settings(max_examples=40, deadline=None)
def test_history_of_a_treaty_folded_through_a_store_equals_the_history_played(found):
    played, _ = found
    assert Reread(played).fold() == as_json(played.values)
