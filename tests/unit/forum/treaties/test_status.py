"""How a treaty stands on a day: rows of parties, statements, what is missing, what is to be notified."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from comity.forum.kernel.values import Key, Value
from comity.forum.readings.treaties import Status, status, treaties
from comity.secretariat.wording.speech import Speech
from tests.support.datedstage import DatedStage, on_day
from tests.support.stage import FACT, by, fact
from tests.unit.forum.orders.treaties import (
    AT_SIGNATURE,
    BOUND,
    FIRST,
    HISTORIC,
    IN_FORCE,
    KEPT,
    LATE_NOTIFIED,
    NOTIFIED,
    ON_PAPER,
    RATIFIED,
    RESERVATION_ACT,
    RESERVED,
    SIGNED,
    accede,
    acknowledge,
    apply_provisionally,
    denounce,
    deposit,
    end_provisional,
    full_powers,
    notify,
    object_to,
    propose,
    register,
    report,
    reserve,
    revoke,
    sign,
    stage,
    withdraw_objection,
    withdraw_reservation,
)
from tests.unit.wording.test_treaties import SPEECH

if TYPE_CHECKING:
    from tests.support.stage import Step


class Reader:
    def __init__(self, played: DatedStage) -> None:
        self._played = played

    def get(self, key: Key) -> Value | None:
        return self._played.get(key)

    def all_of(self, kind: str) -> list[Value]:
        return [value for key, value in self._played.values.items() if key.kind == kind]


def seen(steps: list[Any], day: str = "2026-01-01") -> Status:
    found = status(Reader(stage().play(*steps)), "pact", date.fromisoformat(day))  # type: ignore[arg-type]
    assert found is not None
    return found


def outlook(steps: list[Any], day: str = "2026-01-01", speech: Speech = SPEECH) -> list[str]:
    return [speech.said(each) for each in seen(steps, day).outlook]


def row(steps: list[Any], day: str = "2026-01-01", party: str = "KAZ") -> Any:
    return next(each for each in seen(steps, day).rows if each.party == party)


NAMED = register(entry={"instruments": 2, "named": ["BGD", "KWT"], "after": {"days": 30}})
OF_MEMBERS = register(entry={"share": {"numerator": 2, "denominator": 3, "of": "members"}, "after": {"days": 30}})


def test_treaties_are_those_that_are_kept() -> None:
    reader = Reader(stage().play(*KEPT))
    assert [each.treaty for each in treaties(reader)] == ["pact"]
    assert status(reader, "plan", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("steps", "day", "said"),
    [
        (
            KEPT,
            "2026-01-01",
            ["Instruments deposited: 0; the clause asks for 2.", "Instruments still missing: 2."],
        ),
        (
            BOUND,
            "2026-01-01",
            ["Instruments deposited: 1; the clause asks for 2.", "Instruments still missing: 1."],
        ),
        # The day of a deposit is not found: it may have been, or not.
        (
            RATIFIED,
            "2026-01-01",
            ["Instruments deposited: 0 to 1; the clause asks for 2.", "Instruments still missing: 1 to 2."],
        ),
        (
            [NAMED, accede("KAZ"), accede("CHN")],
            "2026-01-01",
            [
                "Instruments deposited: 2; the clause asks for 2.",
                "Parties that must be bound and are not yet: Bangladesh and Kuwait.",
            ],
        ),
        (
            [OF_MEMBERS, accede("KAZ")],
            "2026-01-01",
            [
                "Of 2 of whom a share is wanted 1 are bound; the clause asks for 2.",
                "Instruments still missing: 1.",
            ],
        ),
        (IN_FORCE, "2026-01-30", ["It enters into force on 31 January 2026."]),
        (IN_FORCE, "2026-01-31", ["It is in force since 31 January 2026."]),
        (
            [*RATIFIED, accede("CHN")],
            "2026-03-01",
            ["It may have entered into force, on 31 January 2026 at the earliest; the sources leave it open."],
        ),
        (
            [*KEPT, *(on_day("2026-06-01", accede(party, on="2026-03", **FACT)) for party in ("KAZ", "CHN"))],
            "2026-06-01",
            ["It is in force, since a day from 31 March 2026 to 30 April 2026 that the sources leave open."],
        ),
        (
            [*KEPT, *(on_day("2026-06-01", accede(party, on="2026-03", **FACT)) for party in ("KAZ", "CHN"))],
            "2026-03-30",
            ["It enters into force on a day from 31 March 2026 that the sources leave open."],
        ),
    ],
)
def test_what_is_missing_is_said(steps: list[Step], day: str, said: list[str]) -> None:
    assert outlook(steps, day) == said


def test_row_tells_what_a_party_has_done() -> None:
    powers, returned = full_powers(), deposit(in_good_form=False, why="Not signed.")
    found = row([*KEPT, powers, sign(), returned, deposit()])
    assert (found.state, found.signed.mode, found.bond.way) == ("bound", "simple", "ratification")
    assert ([each.act for each in found.full_powers], [each.act for each in found.returned]) == (
        [FIRST + 1],
        [FIRST + 3],
    )
    assert (found.in_force, found.denounced, found.standing(date(2026, 1, 1))) == (None, None, "not_in_force")


def test_row_tells_what_was_entered_on_the_document() -> None:
    found = row(RATIFIED)
    assert (found.state, found.signed.on, found.signed.mode) == ("consented", "2025-12-31", "simple")
    assert (found.bond.found, found.bond.on) == (False, "2026-01-01")
    assert row(HISTORIC).state == "signed"
    assert row([*RATIFIED, deposit()]).bond.found


def test_rows_are_as_of_the_day() -> None:
    steps = [
        *SIGNED,
        on_day("2026-02-01", deposit(on="2026-02-01")),
        on_day("2026-03-01", accede("CHN", on="2026-03-01")),
    ]
    assert [(each.party, each.state) for each in seen(steps, "2026-01-31").rows] == [("KAZ", "signed")]
    assert [(each.party, each.state) for each in seen(steps, "2026-02-28").rows] == [("KAZ", "bound")]
    assert seen(steps, "2026-02-28").to_come == ("CHN", "KWT", "BGD")
    assert seen(steps, "2026-03-01").to_come == ("KWT", "BGD")


def test_denunciation_ends_it_for_the_party_alone_and_not_below_the_number() -> None:
    steps = [*IN_FORCE, on_day("2026-01-31", denounce()), on_day("2026-02-01", denounce("CHN"))]
    assert [row(steps, day).standing(date.fromisoformat(day)) for day in ("2026-07-30", "2026-07-31")] == [
        "in_force",
        "not_in_force",
    ]
    assert row(steps, "2026-07-31", "CHN").standing(date(2026, 7, 31)) == "in_force"
    # Nobody is left, but the treaty stays what it is: others may join.
    assert seen(steps, "2026-09-01").standing == "in_force"
    assert row([*steps[:-1], on_day("2026-06-01", revoke())], "2026-09-01").state == "bound"


def test_denunciation_of_who_is_bound_by_the_document_is_taken_back() -> None:
    ratified = fact("documents.ratify", document="pact", party="KAZ", on="2026-01-01", instrument="ratification")
    known = fact("documents.report", document="pact", as_of="2026-01-02", standing="not_in_force", missing=1)
    steps = [*HISTORIC, ratified, on_day("2026-01-05", known), on_day("2026-01-05", accede("CHN", on="2026-01-05"))]
    notice = by("SECRETARIAT", denounce(on="2026-02-10", **FACT))
    left = [*steps, on_day("2026-03-01", notice)]
    assert row(left, "2026-03-01").state == "denounced"
    assert row([*left, on_day("2026-03-02", revoke())], "2026-03-02").state == "consented"


def test_provisional_application_lasts_until_it_is_ended_or_overtaken() -> None:
    steps = [*SIGNED, apply_provisionally()]
    assert row(steps).provisional.on == "2026-01-01"
    assert row([*steps, on_day("2026-01-10", end_provisional())], "2026-01-09").provisional is not None
    assert row([*steps, on_day("2026-01-10", end_provisional())], "2026-01-10").provisional is None
    in_force = [*steps, deposit(), accede("CHN")]
    assert [row(in_force, day).provisional is None for day in ("2026-01-30", "2026-01-31")] == [False, True]


def statement(steps: list[Any], day: str = "2026-01-01") -> Any:
    return row(steps, day).statements[0]


BOTH = [*NOTIFIED, accede("CHN")]


def test_silence_for_the_period_is_acceptance() -> None:
    found = statement(BOTH, "2027-01-01")
    assert (found.until, found.open_for, found.accepted_by) == (date(2027, 1, 1), ("CHN",), ())
    found = statement(BOTH, "2027-01-02")
    assert (found.open_for, found.accepted_by, found.takes_effect) == ((), ("CHN",), True)
    # Where nothing was notified no period runs.
    found = statement([*RESERVED, accede("CHN")], "2030-01-01")
    assert (found.until, found.open_for, found.takes_effect) == (None, ("CHN",), True)


def test_objection_answers_a_reservation() -> None:
    objected = [*BOTH, object_to(RESERVATION_ACT)]
    found = statement(objected)
    assert (found.answers, found.takes_effect, seen(objected).excluded) == ({"CHN": "objects"}, True, ())
    precluded = [*BOTH, object_to(RESERVATION_ACT, precludes=True)]
    assert (statement(precluded).answers, seen(precluded).excluded) == ({"CHN": "precludes"}, (("KAZ", "CHN"),))
    assert statement([*precluded, withdraw_objection(RESERVATION_ACT)]).answers == {}
    # One who is not bound yet keeps nobody apart.
    assert seen([*NOTIFIED, object_to(RESERVATION_ACT, precludes=True)]).excluded == ()


def test_late_reservation_stands_if_nobody_objects() -> None:
    assert [statement(LATE_NOTIFIED, day).takes_effect for day in ("2027-02-01", "2027-02-02")] == [False, True]
    objected = [*LATE_NOTIFIED, on_day("2026-06-01", object_to(RESERVATION_ACT))]
    found = statement(objected, "2028-01-01")
    assert (found.made.state, found.takes_effect) == ("fallen", False)
    withdrawn = statement([*objected, on_day("2026-07-01", withdraw_objection(RESERVATION_ACT))], "2028-01-01")
    assert (withdrawn.made.state, withdrawn.takes_effect) == ("late", True)
    two = [*objected, on_day("2026-06-02", object_to(RESERVATION_ACT, "BGD"))]
    assert (
        statement([*two, on_day("2026-07-01", withdraw_objection(RESERVATION_ACT))], "2028-01-01").made.state
        == "fallen"
    )


def test_reservation_at_signature_stands_once_confirmed() -> None:
    found = statement(AT_SIGNATURE)
    assert (found.made.state, found.takes_effect) == ("made", False)
    # A definitive signature is followed by no instrument that could confirm it.
    assert statement([*KEPT, sign(mode="definitive"), reserve(moment="signature")]).made.state == "stands"
    lapsed = statement([*AT_SIGNATURE, deposit()])
    assert (lapsed.made.state, lapsed.takes_effect) == ("lapsed", False)
    # The instrument of another settles nothing of it.
    assert statement([*AT_SIGNATURE, accede("CHN")]).made.state == "made"
    confirmed = [*AT_SIGNATURE, deposit(confirms=[RESERVATION_ACT])]
    assert (statement(confirmed).made.state, statement(confirmed).takes_effect) == ("stands", True)
    # The period runs from the notification of the instrument that confirms it, not from one before.
    early = [*AT_SIGNATURE, notify(1, RESERVATION_ACT), deposit(confirms=[RESERVATION_ACT])]
    assert statement(early).until is None
    assert statement([*early, notify(2, RESERVATION_ACT + 2)]).until == date(2027, 1, 1)
    assert statement([*AT_SIGNATURE, withdraw_reservation(RESERVATION_ACT)]).made.state == "withdrawn"


def test_only_the_first_notification_begins_a_period() -> None:
    again = [*NOTIFIED, on_day("2026-06-01", notify(2, RESERVATION_ACT))]
    assert statement(again, "2026-06-01").until == date(2027, 1, 1)
    proposed = [*BOUND, propose(), notify(1, RESERVATION_ACT), on_day("2026-06-01", notify(2, RESERVATION_ACT))]
    assert seen(proposed).treaty.corrections[0].notified == "2026-01-01"


def test_what_is_not_notified_is_listed() -> None:
    steps = [*KEPT, full_powers(), sign(), deposit(in_good_form=False, why="n"), deposit(), reserve()]
    assert [each.act for each in seen(steps).unnotified] == [FIRST + 2, FIRST + 4, FIRST + 5]
    told = [*steps, notify(1, FIRST + 2, FIRST + 5)]
    assert [each.what for each in seen(told).unnotified] == ["treaties.deposit"]
    past = [*KEPT, on_day("2026-03-01", accede("CHN", on="2026-01-01", **FACT)), report(missing=1)]
    assert seen(past, "2026-03-01").unnotified == ()


def test_day_of_entry_into_force_is_to_be_notified() -> None:
    assert seen(BOUND).entry_unnotified is None
    assert seen(IN_FORCE).entry_unnotified == date(2026, 1, 31)
    assert seen([*IN_FORCE, notify(1, in_force="2026-01-31")]).entry_unnotified is None


def test_receipts_are_kept_with_their_notification() -> None:
    played = stage().play(*NOTIFIED, acknowledge(), by("SECRETARIAT", acknowledge(party="KAZ", **ON_PAPER)))
    held = played.value("notification", "C.N.1.2026")
    assert (held.treaty, [each.party for each in held.receipts]) == ("pact", ["CHN", "KAZ"])
    assert (played.value("notification-year", "2026").last, played.value("notification-year", "2027")) == (1, None)
