"""Entry into force, computed: tables of clauses and instruments, and the days that they come to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from comity.forum.documents.state import Consent, Document, Standing
from comity.forum.documents.state import Signature as OldSignature
from comity.forum.kernel.dates import Bounds
from comity.forum.treaties.clause import Delay
from comity.forum.treaties.entry import Portion, denunciation_effect, entry_into_force, later_by
from comity.forum.treaties.state import (
    Denunciation,
    Deposited,
    Participation,
    Report,
    Signature,
    Treaty,
)

THIRTY = {"days": 30}
MEMBERS = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF")


def deposited(party: str, on: str, instrument: str = "ratification") -> Participation:
    return Participation(party=party, state="bound", deposit=Deposited(act=1, on=on, instrument=instrument))


def signed(party: str, on: str = "2020-01-01", mode: str = "simple") -> Participation:
    return Participation(party=party, signature=Signature(act=1, on=on, mode=mode, signed_by="foreign_minister"))


def ratified(party: str, on: str) -> Participation:
    """One that signed before it ratified."""
    held = signed(party)
    return held.model_copy(update={"deposit": Deposited(act=1, on=on, instrument="ratification")})


def treaty(entry: dict[str, Any], *participants: Participation, **said: Any) -> Treaty:
    given = {
        "treaty": "pact",
        "adopted": "2020-01-01",
        "ways": ("ratification",),
        "entry": entry,
        "reservations": "allowed",
        "objection_months": 12,
    }
    return Treaty.model_validate(given | {"participants": participants} | said)


def document(**said: Any) -> Document:
    return Document.model_validate({"document": "pact", "title": {"en": "t"}, "kind": "treaty", "on": "2020"} | said)


def members(day: str) -> tuple[str, ...]:
    """Four members, and two more from 2022 on."""
    return MEMBERS if day >= "2022" else MEMBERS[:4]


def entry(held: Treaty, of: Document | None = None, until: date | None = None) -> Any:
    return entry_into_force(held, of, members, until)


def on(first: str, last: str | None = "") -> Bounds:
    """The bounds of one day, or from one to another; None leaves the last open."""
    end = date.fromisoformat(last or first) if last is not None else None
    return Bounds(date.fromisoformat(first), end)


@pytest.mark.parametrize(
    ("day", "delay", "expected"),
    [
        # The thirtieth day following the date of deposit: the day after it is the first.
        ("2026-01-01", {"days": 30}, "2026-01-31"),
        ("2026-01-01", {"days": 1}, "2026-01-02"),
        ("2026-01-01", {"days": 0}, "2026-01-01"),
        ("2024-02-01", {"days": 30}, "2024-03-02"),
        ("2023-02-01", {"days": 30}, "2023-03-03"),
        ("2023-12-31", {"days": 90}, "2024-03-30"),
        # A month ends on the day of the same number, or on its last.
        ("2026-01-15", {"months": 1}, "2026-02-15"),
        ("2026-01-31", {"months": 1}, "2026-02-28"),
        ("2024-01-31", {"months": 1}, "2024-02-29"),
        ("2026-01-30", {"months": 1}, "2026-02-28"),
        ("2026-08-31", {"months": 6}, "2027-02-28"),
        ("2026-12-01", {"months": 1}, "2027-01-01"),
        ("2024-02-29", {"months": 12}, "2025-02-28"),
        ("2024-02-29", {"months": 48}, "2028-02-29"),
        ("2026-03-31", {"months": 0}, "2026-03-31"),
    ],
)
def test_delay_ends_on_its_day(day: str, delay: dict[str, int], expected: str) -> None:
    assert later_by(date.fromisoformat(day), Delay.model_validate(delay)) == date.fromisoformat(expected)


THREE = (deposited("AAA", "2020-02-01"), deposited("BBB", "2020-05-31"), deposited("CCC", "2020-04-01"))


@pytest.mark.parametrize(
    ("clause", "participants", "expected"),
    [
        # By number.
        ({"instruments": 3}, THREE, "2020-06-30"),
        ({"instruments": 2}, THREE, "2020-05-01"),
        ({"instruments": 1}, THREE, "2020-03-02"),
        ({"instruments": 4}, THREE, None),
        ({"instruments": 1}, (), None),
        # By number, and months.
        ({"instruments": 3, "after": {"months": 1}}, THREE, "2020-06-30"),
        ({"instruments": 3, "after": {"days": 0}}, THREE, "2020-05-31"),
        # Several on one day.
        ({"instruments": 2}, (deposited("AAA", "2020-02-01"), deposited("BBB", "2020-02-01")), "2020-03-02"),
        # A definitive signature is as good as an instrument, a simple one is none.
        ({"instruments": 2}, (deposited("AAA", "2020-02-01"), signed("BBB", "2020-03-01", "definitive")), "2020-03-31"),
        ({"instruments": 2}, (deposited("AAA", "2020-02-01"), signed("BBB", "2020-03-01")), None),
        # By name.
        ({"named": ["AAA", "CCC"]}, THREE, "2020-05-01"),
        ({"named": ["AAA", "DDD"]}, THREE, None),
        ({"named": ["BBB"], "instruments": 2}, THREE, "2020-06-30"),
        ({"named": ["AAA"], "instruments": 2}, THREE, "2020-05-01"),
        # By a share of the members: four of them, of whom two thirds are three.
        ({"share": {"numerator": 2, "denominator": 3, "of": "members"}}, THREE, "2020-06-30"),
        ({"share": {"numerator": 1, "denominator": 2, "of": "members"}}, THREE, "2020-05-01"),
        ({"share": {"numerator": 1, "denominator": 1, "of": "members"}}, THREE, None),
        # Of whoever is no member the instrument does not count.
        (
            {"share": {"numerator": 1, "denominator": 2, "of": "members"}},
            (THREE[0], deposited("ZZZ", "2020-02-02")),
            None,
        ),
        # In 2022 there are six of them: half are three, but at the adoption they were two.
        (
            {"share": {"numerator": 1, "denominator": 2, "of": "members"}},
            (THREE[0], deposited("BBB", "2022-02-01")),
            None,
        ),
        (
            {"share": {"numerator": 1, "denominator": 2, "of": "members_at_adoption"}},
            (THREE[0], deposited("BBB", "2022-02-01")),
            "2022-03-03",
        ),
        # By a share of the signatories.
        (
            {"share": {"numerator": 1, "denominator": 1, "of": "signatories"}},
            (
                ratified("AAA", "2020-02-01"),
                ratified("BBB", "2020-03-01"),
            ),
            "2020-03-31",
        ),
        ({"share": {"numerator": 1, "denominator": 2, "of": "signatories"}}, (signed("AAA"), signed("BBB")), None),
        # Nobody has signed: there is nothing to take a share of.
        ({"share": {"numerator": 1, "denominator": 2, "of": "signatories"}}, THREE, None),
        # Share and number: both.
        (
            {"instruments": 3, "share": {"numerator": 1, "denominator": 2, "of": "members"}},
            THREE,
            "2020-06-30",
        ),
    ],
)  # fmt: skip
def test_treaty_enters_into_force_on_the_day_of_its_clause(
    clause: dict[str, Any], participants: tuple[Participation, ...], expected: str | None
) -> None:
    found = entry(treaty({"after": THIRTY} | clause, *participants))
    assert found.on == (on(expected) if expected else None)
    assert found.day == (date.fromisoformat(expected) if expected else None)


def test_share_of_signatories_is_taken_when_signature_has_closed() -> None:
    clause = {"share": {"numerator": 1, "denominator": 2, "of": "signatories"}, "after": THIRTY}
    one = ratified("AAA", "2020-02-01")
    # As long as others may sign it is not known of how many the half is taken.
    assert entry(treaty(clause, one, signed("BBB"), open_until="2020-12-31")).on == on("2021-01-30")
    assert entry(treaty(clause, one, signed("BBB"))).on == on("2020-03-02")
    late = signed("CCC", "2020-12-31")
    assert entry(treaty(clause, one, signed("BBB"), late, open_until="2020-12-31")).on is None


@pytest.mark.parametrize(
    ("later", "on_day", "expected"),
    [
        # Before all was deposited, or on that day: with all others.
        (None, "2020-01-15", "2020-05-01"),
        (None, "2020-04-01", "2020-05-01"),
        # After it: from its own deposit, even before the treaty is in force.
        (None, "2020-04-02", "2020-05-02"),
        (None, "2021-01-31", "2021-03-02"),
        ({"months": 1}, "2021-01-31", "2021-02-28"),
        ({"days": 0}, "2021-01-31", "2021-01-31"),
        # It is never in force for one party before it is in force.
        ({"days": 0}, "2020-04-10", "2020-05-01"),
    ],
)
def test_treaty_is_in_force_for_a_later_party_on_a_day_of_its_own(
    later: dict[str, int] | None, on_day: str, expected: str
) -> None:
    clause = {"instruments": 2, "after": THIRTY, "later": later}
    found = entry(treaty(clause, THREE[0], THREE[2], deposited("DDD", on_day)))
    if on_day >= "2020-04-01":
        assert found.on == found.for_party["AAA"] == found.for_party["CCC"] == on("2020-05-01")
        assert found.for_party["DDD"] == on(expected)
    else:
        # It is the second then, and the day comes earlier for all.
        assert found.for_party == dict.fromkeys(("AAA", "CCC", "DDD"), found.on) | {"CCC": on("2020-05-01")}


def test_days_known_within_bounds_give_bounds() -> None:
    held = treaty({"instruments": 2, "after": THIRTY}, deposited("AAA", "2020-02-01"), deposited("BBB", "2020-03"))
    found = entry(held)
    assert (found.on, found.day) == (on("2020-03-31", "2020-04-30"), None)
    assert found.completed == on("2020-03-01", "2020-03-31")
    assert found.for_party == {"AAA": found.on, "BBB": found.on}
    assert [found.standing(date(2020, *day)) for day in ((3, 30), (3, 31), (4, 29), (4, 30))] == [
        "to_enter",
        "may_be_in_force",
        "may_be_in_force",
        "in_force",
    ]


def test_instrument_of_an_unknown_day_leaves_the_end_open() -> None:
    held = treaty({"instruments": 1, "after": THIRTY})
    consent = Consent(act=2, party="AAA", on="2020-02-01", instrument="ratification")
    found = entry(held, document(consents=(consent,)))
    # It was not deposited before it was made; when it was is not found.
    assert (found.on, found.for_party) == (on("2020-03-02", None), {"AAA": on("2020-03-02", None)})
    assert found.standing(date(2030, 1, 1)) == "may_be_in_force"
    held = treaty({"instruments": 1, "after": THIRTY}, deposited("AAA", "2020-05-01"))
    # Once it is known, it counts.
    assert entry(held, document(consents=(consent,))).on == on("2020-05-31")


def test_reports_count_what_is_not_known_by_name() -> None:
    held = treaty({"instruments": 10, "after": THIRTY}, reports=(Report(act=3, as_of="2025-07", missing=1),))
    consent = Consent(act=2, party="AAA", on="2021-11-28", instrument="ratification")
    found = entry(held, document(consents=(consent,)))
    assert (found.on, found.counted, found.wanted, found.missing) == (None, 9, 10, 1)
    # One more, of whatever state, completes it: that the nine were there before is reported.
    tenth = held.model_copy(update={"participants": (deposited("BBB", "2026-12-01"),)})
    assert entry(tenth, document(consents=(consent,))).on == on("2026-12-31")
    # One found by name of the time before the report is one of the nine.
    ninth = held.model_copy(update={"participants": (deposited("BBB", "2024-12-01"),)})
    assert entry(ninth, document(consents=(consent,))).missing == 1


def test_report_on_the_document_counts_as_well_and_not_twice() -> None:
    said = Standing(act=4, as_of="2025-07", standing="not_in_force", missing=1)
    held = treaty({"instruments": 10, "after": THIRTY})
    assert entry(held, document(standings=(said,))).counted == 9
    both = treaty({"instruments": 10, "after": THIRTY}, reports=(Report(act=3, as_of="2025-07", missing=1),))
    assert entry(both, document(standings=(said,))).counted == 9
    later = treaty({"instruments": 10, "after": THIRTY}, reports=(Report(act=5, as_of="2026-01-01", deposited=10),))
    # The tenth came between the two reports.
    assert entry(later, document(standings=(said,))).on == on("2025-07-31", "2026-01-31")


def test_signature_on_the_document_is_one_of_a_signatory() -> None:
    clause = {"share": {"numerator": 1, "denominator": 2, "of": "signatories"}, "after": THIRTY}
    of = document(signatures=(OldSignature(act=1, party="BBB", on="2020-01-01"),))
    one = ratified("AAA", "2020-02-01")
    found = entry(treaty(clause, one), of)
    assert (found.on, found.share) == (on("2020-03-02"), Portion(counted=1, wanted=1, of=2))


def test_what_is_missing_is_told() -> None:
    clause = {"instruments": 5, "share": {"numerator": 1, "denominator": 1, "of": "members"}, "named": ["DDD", "AAA"]}
    found = entry(treaty({"after": THIRTY} | clause, *THREE))
    assert (found.counted, found.wanted, found.missing, found.missing_named) == (3, 5, 2, ("DDD",))
    assert found.share == Portion(counted=3, wanted=4, of=4)


def test_as_of_a_day_what_came_later_is_left_out() -> None:
    held = treaty({"instruments": 2, "after": THIRTY}, *THREE)
    found = entry(held, until=date(2020, 3, 31))
    assert (found.on, found.counted, found.sure) == (None, 1, 1)
    assert entry(held, until=date(2020, 4, 1)).on == on("2020-05-01")
    unsure = treaty({"instruments": 2, "after": THIRTY}, deposited("AAA", "2020"))
    assert (entry(unsure, until=date(2020, 6, 1)).sure, entry(unsure, until=date(2020, 12, 31)).sure) == (0, 1)


@pytest.mark.parametrize(
    ("received", "months", "effect"),
    [
        ("2026-08-31", 6, on("2027-02-28")),
        ("2026-01-31", 0, on("2026-01-31")),
        ("2026-01", 12, on("2027-01-01", "2027-01-31")),
    ],
)
def test_denunciation_takes_effect_when_the_notice_has_run(received: str, months: int, effect: Bounds) -> None:
    held = treaty({"instruments": 1, "after": THIRTY}, withdrawal_months=months)
    assert denunciation_effect(held, Denunciation(act=1, on=received)) == effect
