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


class Doing:
    """Draws something that may be done about the treaty on a day: mostly by who can do it, now and then by anybody."""

    def __init__(self, draw: st.DrawFn, played: DatedStage, day: date) -> None:
        self.draw, self.treaty, self.day = draw, held(played), day
        # Now and then something of the past, by its sources.
        past = self.one(*range(4)) == 0
        when = day - timedelta(self.one(1, 20, 40)) if past else day
        self.told: dict[str, Any] = {"on": when.isoformat()} | (FACT if past else {})

    def one(self, *choices: Any) -> Any:
        return self.draw(st.sampled_from(choices))

    def by(self, *states: str) -> str:
        """A party that stands so, if there is one."""
        fitting = [each.party for each in self.treaty.participants if each.state in states]
        return self.one(*(fitting or PARTIES), *(fitting or PARTIES), *PARTIES)  # type: ignore[no-any-return]

    def powers(self) -> Step:
        return full_powers(self.one(*PARTIES), **self.told)

    def sign(self) -> Step:
        return sign(self.one(*PARTIES), self.one("simple", "simple", "definitive"), **self.told)

    def deposit(self) -> Step:
        party = self.by("signed", "")
        made = [each.act for each in self.treaty.statements if each.party == party and each.state == "made"]
        signed = self.treaty.participation(party).signature is not None
        confirms = self.one([], made, [0])
        return deposit(party, "ratification" if signed else "accession", confirms=confirms, **self.told)

    def returned(self) -> Step:
        return deposit(self.by("signed"), in_good_form=False, why="n", **self.told)

    def reserve(self) -> Step:
        party, moment = self.by("signed", "bound"), self.one("signature", "deposit", "late")
        held_ = self.treaty.participation(party)
        with_ = {"signature": held_.signature, "deposit": held_.deposit}.get(moment)
        kind = self.one("reservation", "reservation", "interpretative_declaration")
        return reserve(party, moment, kind=kind, on=with_.on if with_ else self.day.isoformat())

    def _reservation(self) -> int:
        return self.one(*([each.act for each in self.treaty.statements] or [0]))  # type: ignore[no-any-return]

    def object(self) -> Step:
        return object_to(self._reservation(), self.one(*PARTIES), precludes=self.one(True, False))

    def withdraw_objection(self) -> Step:
        objecting = [(s.act, o.party) for s in self.treaty.statements for o in s.standing_objections]
        return withdraw_objection(*self.one(*(objecting or [(0, "KAZ")])))

    def withdraw_reservation(self) -> Step:
        made = [(each.act, each.party) for each in self.treaty.statements] or [(0, "KAZ")]
        return withdraw_reservation(*self.one(*made, *made, (self._reservation(), self.one(*PARTIES))))

    def apply(self) -> Step:
        return apply_provisionally(self.by("signed", "bound"))

    def end(self) -> Step:
        return end_provisional(self.by("signed", "bound"))

    def denounce(self) -> Step:
        return denounce(self.by("bound"))

    def revoke(self) -> Step:
        return revoke(self.by("denounced"))

    def propose(self) -> Step:
        return propose(days=self.one(1, 30))

    def _correction(self) -> int:
        return self.one(*([each.act for each in self.treaty.corrections] or [0]))  # type: ignore[no-any-return]

    def no_error(self) -> Step:
        return object_to_correction(self._correction(), self.by("signed", "bound"))

    def rectify(self) -> Step:
        return rectify(self._correction())

    def notify(self) -> Step:
        year = str(self.day.year)
        number = len([each for each in self.treaty.notifications if each.on[:4] == year]) + 1
        events = [each.act for each in self.treaty.events]
        return notify(self.one(number, number, number + 1), *events[-self.one(1, 3) :], year=self.day.year)

    def acknowledge(self) -> Step:
        told = [each.notification for each in self.treaty.notifications] or ["C.N.1.2026"]
        return acknowledge(self.one(*told), self.one(*PARTIES))

    def report(self) -> Step:
        return report(self.told["on"], deposited=self.one(0, 1, 2, 3))


DEEDS = [name for name in vars(Doing) if not name.startswith("_") and name not in {"one", "by"}]
USUAL = ["sign", "sign", "deposit", "deposit", "deposit", "reserve", "reserve", "object", "notify", "notify"]


@st.composite
def histories(draw: st.DrawFn) -> tuple[DatedStage, list[tuple[date, Status]]]:
    """What is in order of what is drawn, as days go by, and how the treaty stood after each act."""
    played = stage()
    reservations = draw(st.sampled_from(["allowed", "allowed", "prohibited"]))
    played.play(register(entry=draw(st.sampled_from(CLAUSES)), reservations=reservations, objection_months=2))
    day, then = START, []
    for _ in range(draw(st.integers(4, 60))):
        day += timedelta(draw(st.sampled_from([0, 0, 0, 1, 7, 31])))
        step = on_day(day.isoformat(), getattr(Doing(draw, played, day), draw(st.sampled_from([*DEEDS, *USUAL])))())
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
    assert treaty.reservations == "allowed" or made.kind != "reservation"
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
