"""Acts of the treaties: which are in order, and which are refused by which reason."""

from __future__ import annotations

from typing import Any

from tests.support.datedstage import DatedStage, dated_parties, on_day
from tests.support.stage import FACT, Fields, Step, by, document, fact
from tests.unit.forum.orders.charter import Case
from tests.unit.forum.orders.documents import correct

ON_PAPER: Fields = {"paper": {"reference": "No. 1", "on": "2025-12-31"}}
LATER_PAPER: Fields = {"paper": {"reference": "No. 2", "on": "2026-01-10"}}
CLAUSE = {"instruments": 2, "after": {"days": 30}}
TREATY = {
    "treaty": "pact",
    "adopted": "2026-01-01",
    "open_to": ["member"],
    "also": ["KWT", "BGD"],
    "ways": ["definitive_signature", "ratification", "accession"],
    "entry": CLAUSE,
    "reservations": "allowed",
    "objection_months": 12,
    "withdrawal_months": 6,
    "provisional": True,
    "languages": ["en", "ru"],
}


def stage() -> DatedStage:
    """Parties that act, and a treaty among the documents of the register."""
    made = dated_parties()
    made.play(document("pact", "2025-12-31", kind="treaty"), document("plan", "2025-12-31", kind="plan"))
    return made


FIRST = len(stage().acts)
"""The place of the first act of a case."""


def register(**said: Any) -> Step:
    return "treaties.register", TREATY | said


def report(as_of: str = "2026-01-01", **said: Any) -> Step:
    return fact("treaties.report", **({"treaty": "pact", "as_of": as_of} | (said or {"missing": 1})))


def _of(name: str, party: str, **said: Any) -> Step:
    return f"treaties.{name}", {"treaty": "pact", "party": party} | said


def full_powers(party: str = "KAZ", **said: Any) -> Step:
    given = ON_PAPER | {"powers": ["sign"], "issued_by": "foreign_minister"}
    return _of("receive_full_powers", party, **(given | said))


def sign(party: str = "KAZ", mode: str = "simple", **said: Any) -> Step:
    paper = ON_PAPER if mode == "definitive" else {}
    return _of("sign", party, **(paper | {"mode": mode, "signed_by": "foreign_minister"} | said))


def deposit(party: str = "KAZ", instrument: str = "ratification", **said: Any) -> Step:
    return _of("deposit", party, **(ON_PAPER | {"instrument": instrument, "on": "2026-01-01"} | said))


def accede(party: str = "KAZ", **said: Any) -> Step:
    return deposit(party, "accession", **said)


def reserve(party: str = "KAZ", moment: str = "deposit", **said: Any) -> Step:
    given = ON_PAPER | {"kind": "reservation", "moment": moment, "text": "Not here.", "on": "2026-01-01"}
    return _of("reserve", party, **(given | said))


def object_to(reservation: int, party: str = "CHN", **said: Any) -> Step:
    return by(
        party, _of("object", party, **({"reservation": reservation, "reason": "Contrary to its purpose."} | said))
    )


def withdraw_objection(reservation: int, party: str = "CHN") -> Step:
    return by(party, _of("withdraw_objection", party, reservation=reservation))


def withdraw_reservation(reservation: int, party: str = "KAZ") -> Step:
    return by(party, _of("withdraw_reservation", party, reservation=reservation))


def apply_provisionally(party: str = "KAZ") -> Step:
    return by(party, _of("apply_provisionally", party))


def end_provisional(party: str = "KAZ") -> Step:
    return by(party, _of("end_provisional", party))


def denounce(party: str = "KAZ", **said: Any) -> Step:
    return by(party, _of("denounce", party, **said))


def revoke(party: str = "KAZ", **said: Any) -> Step:
    return by(party, _of("revoke_denunciation", party, **said))


def propose(**said: Any) -> Step:
    given = {"treaty": "pact", "languages": ["ru"], "text": "For “a” read “b”.", "days": 90}
    return "treaties.propose_correction", given | said


def object_to_correction(correction: int, party: str = "KAZ") -> Step:
    return by(party, _of("object_to_correction", party, correction=correction, reason="No error."))


def rectify(correction: int, **said: Any) -> Step:
    return "treaties.rectify", {"treaty": "pact", "correction": correction} | said


def notify(number: int, *about: int, year: int = 2026, **said: Any) -> Step:
    given = {"treaty": "pact", "notification": f"C.N.{number}.{year}", "about": list(about), "text": "See."}
    return "treaties.notify", given | said


def acknowledge(notification: str = "C.N.1.2026", party: str = "CHN", **said: Any) -> Step:
    return by(party, ("treaties.acknowledge", {"notification": notification, "party": party} | said))


def without(step: Step, *names: str) -> Step:
    return step[0], {name: part for name, part in step[1].items() if name not in names}, *step[2:]


KEPT = [register()]
SIGNED = [*KEPT, sign()]
BOUND = [*SIGNED, deposit()]
IN_FORCE = [*BOUND, accede("CHN")]
IN_FORCE_LATER = [*BOUND, on_day("2026-01-15", accede("CHN", on="2026-01-15"))]
# Act FIRST + 3 is the reservation in each of these.
RESERVED = [*BOUND, reserve()]
AT_SIGNATURE = [*SIGNED, full_powers("CHN"), reserve(moment="signature")]
LATE = [*BOUND, on_day("2026-02-01", reserve(moment="late", on="2026-02-01"))]
RESERVATION_ACT = FIRST + 3
NOTIFIED = [*RESERVED, notify(1, RESERVATION_ACT)]
LATE_NOTIFIED = [*LATE, on_day("2026-02-01", notify(1, RESERVATION_ACT))]
PROPOSED = [*BOUND, propose(), notify(1, RESERVATION_ACT)]
PAST = FACT | {"on": "2026-01-01"}
HISTORIC = [
    on_day("2026-03-01", ("treaties.register", TREATY | FACT)),
    fact("documents.sign", document="pact", party="KAZ", on="2025-12-31"),
]
RATIFIED = [
    *HISTORIC,
    fact("documents.ratify", document="pact", party="KAZ", on="2026-01-01", instrument="ratification"),
]
OF_SIGNATORIES = [
    register(entry={"share": {"numerator": 1, "denominator": 2, "of": "signatories"}, "after": {"days": 5}}),
    sign(),
    deposit(),
    on_day("2026-02-01", sign("CHN", on="2026-01-01", **FACT)),
]
LISTED = [register(reservations="listed", reservable=["5"]), sign()]
CLOSED = [register(open_until="2026-01-31"), on_day("2026-02-01", full_powers())]

ACCEPTED: dict[str, Case] = {
    "a treaty": ([], register()),
    "a treaty of the past, by its sources": ([], on_day("2027-01-01", ("treaties.register", TREATY | FACT))),
    "a treaty kept by another": ([], register(depositary="KAZ", also=[], open_to=[], assumed=True)),
    "a report of what is missing": (KEPT, report()),
    "a report of what is deposited": (BOUND, report(deposited=1)),
    "full powers": (KEPT, full_powers(general=True)),
    "full powers that are not in good form": (KEPT, full_powers(in_good_form=False, why="No seal.")),
    "a signature by a minister": (KEPT, sign(at="Almaty")),
    "a signature by who is empowered": ([*KEPT, full_powers()], sign(signed_by="plenipotentiary")),
    "a signature that the party enters": (KEPT, by("KAZ", sign(signed_by="plenipotentiary"))),
    "a signature of the past": (KEPT, on_day("2027-01-01", sign(signed_by="plenipotentiary", **PAST))),
    "a definitive signature": (KEPT, sign(mode="definitive")),
    "a signature on the last day": ([register(open_until="2026-01-31")], on_day("2026-01-31", sign())),
    "a ratification": (SIGNED, deposit()),
    "an instrument that the party enters": (SIGNED, by("KAZ", without(deposit(), "paper"))),
    "a ratification of what was signed long ago": (HISTORIC, deposit()),
    "an instrument of which the ratification is known": (RATIFIED, deposit()),
    "an instrument that is not in good form": (SIGNED, deposit(in_good_form=False, why="Not signed.")),
    "an instrument after one that was not": ([*SIGNED, deposit(in_good_form=False, why="Not signed.")], deposit()),
    "an accession": (KEPT, accede("KWT")),
    "an instrument that confirms": (AT_SIGNATURE, deposit(confirms=[RESERVATION_ACT])),
    "an instrument after the entry into force": (IN_FORCE, on_day("2027-01-01", accede("KWT", on="2027-01-01"))),
    "a reservation with the instrument": (BOUND, reserve(paragraphs=["5(2)"])),
    "a reservation at signature": (SIGNED, reserve(moment="signature")),
    "a reservation at a definitive signature": ([*KEPT, sign(mode="definitive")], reserve(moment="signature")),
    "a late reservation": (BOUND, on_day("2026-02-01", reserve(moment="late", on="2026-02-01"))),
    "a reservation to a listed provision": (
        LISTED,
        reserve(moment="signature", paragraphs=["5"]),
    ),
    "a declaration where reservations are prohibited": (
        [register(reservations="prohibited"), sign()],
        reserve(moment="signature", kind="interpretative_declaration"),
    ),
    "an objection before the notification": (RESERVED, object_to(RESERVATION_ACT)),
    "an objection on the last day": (NOTIFIED, on_day("2027-01-01", object_to(RESERVATION_ACT, precludes=True))),
    "an objection by who is not bound yet": (NOTIFIED, on_day("2028-01-01", object_to(RESERVATION_ACT))),
    "an objection on paper received in time": (
        [*NOTIFIED, accede("CHN")],
        on_day("2027-01-04", by("SECRETARIAT", object_to(RESERVATION_ACT, on="2027-01-01", **ON_PAPER))),
    ),
    "an objection after one withdrawn": (
        [*RESERVED, object_to(RESERVATION_ACT), withdraw_objection(RESERVATION_ACT)],
        object_to(RESERVATION_ACT),
    ),
    "an objection to a late reservation": (LATE_NOTIFIED, on_day("2027-02-01", object_to(RESERVATION_ACT))),
    "a withdrawal of an objection": ([*RESERVED, object_to(RESERVATION_ACT)], withdraw_objection(RESERVATION_ACT)),
    "a withdrawal of a reservation": (RESERVED, withdraw_reservation(RESERVATION_ACT)),
    "provisional application": (SIGNED, apply_provisionally()),
    "provisional application again": ([*SIGNED, apply_provisionally(), end_provisional()], apply_provisionally()),
    "the end of provisional application": ([*SIGNED, apply_provisionally()], end_provisional()),
    "a denunciation": (IN_FORCE, on_day("2026-01-31", denounce(reason="r"))),
    "a denunciation taken back": (
        [*IN_FORCE, on_day("2026-01-31", denounce())],
        on_day("2026-07-30", revoke()),
    ),
    "a proposed correction": (KEPT, propose()),
    "an objection to a correction": (PROPOSED, on_day("2026-04-01", object_to_correction(RESERVATION_ACT))),
    "a second objection to a correction": (
        [*PROPOSED, accede("CHN"), object_to_correction(RESERVATION_ACT)],
        object_to_correction(RESERVATION_ACT, "CHN"),
    ),
    "a procès-verbal": (PROPOSED, on_day("2026-04-02", rectify(RESERVATION_ACT, document="plan"))),
    "a notification": (SIGNED, notify(1, FIRST, FIRST + 1)),
    "the next notification": (NOTIFIED, notify(2, FIRST)),
    "the first notification of a year": (NOTIFIED, on_day("2027-01-01", notify(1, FIRST, year=2027))),
    "a notification of the entry into force": (IN_FORCE, notify(1, in_force="2026-01-31")),
    "a receipt": (NOTIFIED, acknowledge()),
    "a receipt on paper": (NOTIFIED, by("SECRETARIAT", acknowledge(**ON_PAPER))),
    "a correction of a day of deposit": (
        IN_FORCE,
        correct(FIRST + 3, accede("CHN"), on="2025-12-31"),
    ),
    "a correction of what was told on its day": (
        IN_FORCE,
        on_day("2027-01-01", correct(FIRST + 3, accede("CHN"), on="2025-12-31")),
    ),
    "a correction long after an objection in time": (
        [*NOTIFIED, accede("CHN"), on_day("2026-06-01", object_to(RESERVATION_ACT))],
        on_day("2028-01-01", correct(FIRST + 5, accede("CHN"), on="2025-12-31")),
    ),
    "a correction of a correction long after": (
        [*IN_FORCE, on_day("2026-02-01", correct(FIRST + 3, accede("CHN"), on="2025-12-31"))],
        on_day("2028-01-01", correct(FIRST, register(), languages=["en"], **FACT)),
    ),
}  # fmt: skip

REFUSED: dict[str, list[Case]] = {
    "treaties.registered_already": [(KEPT, register())],
    "treaties.not_a_treaty": [([], register(treaty="plan"))],
    "treaties.number_not_asked": [([register(entry={"named": ["KAZ"], "after": {"days": 0}})], report())],
    "treaties.more_known": [
        ([*KEPT, accede("KAZ"), accede("CHN")], on_day("2026-02-01", report("2026-01-15", deposited=1))),
        ([*KEPT, report(deposited=0), accede("KAZ", on="2026-01-01")], accede("CHN", on="2025-12-31")),
    ],
    "treaties.not_for_another": [
        (KEPT, by("CHN", sign())),
        (RESERVED, by("KAZ", object_to(RESERVATION_ACT)[:2])),
        (NOTIFIED, by("KAZ", acknowledge()[:2])),
    ],
    "treaties.before_paper": [
        (SIGNED, on_day("2026-01-20", deposit(on="2026-01-05", **LATER_PAPER))),
        (KEPT, on_day("2026-01-20", sign(mode="definitive", on="2026-01-05", **LATER_PAPER))),
    ],
    "treaties.paper_wanted": [
        (KEPT, without(sign(mode="definitive"), "paper")),
        (KEPT, without(full_powers(), "paper")),
        (SIGNED, without(deposit(), "paper")),
        (BOUND, without(reserve(), "paper")),
        *(
            (before, step[:2])
            for before, step in (
                (RESERVED, object_to(RESERVATION_ACT)),
                ([*RESERVED, object_to(RESERVATION_ACT)], withdraw_objection(RESERVATION_ACT)),
                (RESERVED, withdraw_reservation(RESERVATION_ACT)),
                (SIGNED, apply_provisionally()),
                ([*SIGNED, apply_provisionally()], end_provisional()),
                (IN_FORCE, denounce()),
                ([*IN_FORCE, on_day("2026-01-31", denounce())], revoke()),
                (PROPOSED, object_to_correction(RESERVATION_ACT)),
                (NOTIFIED, acknowledge()),
            )
        ),
    ],
    "treaties.not_open_to": [
        (KEPT, sign("OSCE")),
        ([register(also=[])], accede("KWT")),
        ([register(also=[], open_to=[])], sign("OSCE")),
        ([register(also=["KWT"], open_to=[])], sign()),
        (RESERVED, object_to(RESERVATION_ACT, "OSCE")),
        (NOTIFIED, acknowledge(party="OSCE")),
    ],
    "treaties.moves_entry": [
        (IN_FORCE_LATER, on_day("2026-03-01", accede("KWT", on="2026-01-05"))),
        (IN_FORCE_LATER, on_day("2026-02-14", report("2026-01-10", deposited=2))),
        # Nor by what is said of its document.
        (
            IN_FORCE_LATER,
            on_day(
                "2026-03-01",
                fact("documents.ratify", document="pact", party="KWT", on="2026-01-05", instrument="accession"),
            ),
        ),
        (OF_SIGNATORIES, on_day("2026-03-01", fact("documents.sign", document="pact", party="KWT", on="2026-01-01"))),
        # One more signatory of long ago: the half was not bound then, or only later.
        (OF_SIGNATORIES, on_day("2026-02-01", sign("KWT", on="2026-01-01", **FACT))),
        (
            [*OF_SIGNATORIES[:-1], on_day("2026-01-20", sign("BGD", "definitive")), OF_SIGNATORIES[-1]],
            on_day("2026-02-01", sign("KWT", on="2026-01-01", **FACT)),
        ),
    ],
    "treaties.full_powers_wanted": [
        (KEPT, sign(signed_by="plenipotentiary")),
        ([*KEPT, full_powers(powers=["negotiate", "adopt"])], sign(signed_by="plenipotentiary")),
        ([*KEPT, full_powers(in_good_form=False, why="No seal.")], sign(signed_by="plenipotentiary")),
        ([*KEPT, full_powers("CHN")], sign(signed_by="plenipotentiary")),
    ],
    "treaties.way_unknown": [
        (SIGNED, deposit(instrument="acceptance")),
        ([register(ways=["ratification"])], sign(mode="definitive")),
        ([register(ways=["ratification"])], accede()),
    ],
    "treaties.signature_closed": [(CLOSED, on_day("2026-02-01", sign()))],
    "treaties.signature_wanted": [(KEPT, deposit())],
    "treaties.signed_already": [(SIGNED, accede()), (HISTORIC, accede())],
    "treaties.before_signature": [
        (SIGNED, deposit(on="2025-12-31")),
        (RATIFIED, deposit(on="2025-12-31")),
    ],
    "treaties.nothing_to_confirm": [
        (SIGNED, deposit(confirms=[FIRST])),
        ([*AT_SIGNATURE, sign("CHN")], deposit("CHN", confirms=[RESERVATION_ACT])),
        ([*AT_SIGNATURE, withdraw_reservation(RESERVATION_ACT)], deposit(confirms=[RESERVATION_ACT])),
    ],
    "treaties.no_provisional_application": [([register(provisional=False), sign()], apply_provisionally())],
    "treaties.in_force_for": [(IN_FORCE, on_day("2026-01-31", apply_provisionally()))],
    "treaties.applied_already": [([*SIGNED, apply_provisionally()], apply_provisionally())],
    "treaties.not_applied": [
        (SIGNED, end_provisional()),
        ([*SIGNED, apply_provisionally(), end_provisional()], end_provisional()),
    ],
    "treaties.no_withdrawal": [([without(register(), "withdrawal_months"), sign(), deposit()], denounce())],
    "treaties.not_in_force_for": [(BOUND, denounce()), (IN_FORCE, on_day("2026-01-30", denounce()))],
    "treaties.taken_effect": [([*IN_FORCE, on_day("2026-01-31", denounce())], on_day("2026-07-31", revoke()))],
    "treaties.reservations_prohibited": [([register(reservations="prohibited"), sign()], reserve(moment="signature"))],
    "treaties.not_reservable": [
        (LISTED, reserve(moment="signature", paragraphs=["5", "7"])),
        (LISTED, reserve(moment="signature")),
    ],
    "treaties.made_at_another_moment": [
        (SIGNED, reserve()),
        (SIGNED, reserve(moment="late")),
        (BOUND, reserve(moment="signature")),
        ([*KEPT, accede()], reserve(moment="signature")),
        (SIGNED, on_day("2026-02-01", reserve(moment="signature", on="2026-02-01"))),
        (BOUND, on_day("2026-02-01", reserve(on="2026-02-01"))),
        (BOUND, reserve(moment="late", on="2025-12-31")),
    ],
    "treaties.reservation_unknown": [
        (RESERVED, object_to(FIRST)),
        (RESERVED, withdraw_objection(FIRST)),
        (RESERVED, withdraw_reservation(FIRST)),
    ],
    "treaties.not_its_reservation": [([*RESERVED, accede("CHN")], withdraw_reservation(RESERVATION_ACT, "CHN"))],
    "treaties.its_own_reservation": [(RESERVED, object_to(RESERVATION_ACT, "KAZ"))],
    "treaties.objected_already": [([*RESERVED, object_to(RESERVATION_ACT)], object_to(RESERVATION_ACT))],
    "treaties.objection_late": [
        ([*NOTIFIED, accede("CHN")], on_day("2027-01-02", object_to(RESERVATION_ACT))),
        (
            [*NOTIFIED, on_day("2027-03-01", accede("CHN", on="2027-03-01"))],
            on_day("2027-03-02", object_to(RESERVATION_ACT)),
        ),
        # A late reservation waits for nobody who is not bound yet.
        (LATE_NOTIFIED, on_day("2027-02-02", object_to(RESERVATION_ACT))),
        # What is not the day of a paper is that of entry.
        ([*NOTIFIED, accede("CHN")], on_day("2027-01-02", object_to(RESERVATION_ACT, on="2027-01-01"))),
    ],
    "treaties.no_objection": [
        (RESERVED, withdraw_objection(RESERVATION_ACT)),
        (
            [*RESERVED, object_to(RESERVATION_ACT), withdraw_objection(RESERVATION_ACT)],
            withdraw_objection(RESERVATION_ACT),
        ),
    ],
    "treaties.language_unknown": [(KEPT, propose(languages=["ru", "zh"]))],
    "treaties.correction_unknown": [(PROPOSED, object_to_correction(FIRST)), (PROPOSED, rectify(FIRST))],
    "treaties.correction_late": [(PROPOSED, on_day("2026-04-02", object_to_correction(RESERVATION_ACT)))],
    "treaties.correction_open": [
        (PROPOSED, on_day("2026-04-01", rectify(RESERVATION_ACT))),
        (PROPOSED[:-1], on_day("2026-04-02", rectify(RESERVATION_ACT))),
    ],
    "treaties.notification_of_another_year": [(KEPT, notify(1, FIRST, year=2027)), (KEPT, notify(1, FIRST, year=2025))],
    "treaties.notification_out_of_turn": [(KEPT, notify(2, FIRST)), (NOTIFIED, notify(1, FIRST))],
    "treaties.not_of_treaty": [
        (KEPT, notify(1, FIRST - 1)),
        (KEPT, notify(1, FIRST + 1)),
        (NOTIFIED, notify(2, FIRST + 4)),
    ],
    "treaties.entry_otherwise": [
        (BOUND, notify(1, in_force="2026-01-31")),
        (IN_FORCE, notify(1, in_force="2026-01-30")),
    ],
    "treaties.notification_unknown": [(NOTIFIED, acknowledge("C.N.2.2026"))],
    "treaties.acknowledged_already": [([*NOTIFIED, acknowledge()], acknowledge())],
    "kernel.out_of_turn": [
        (SIGNED, sign()),
        (BOUND, deposit()),
        (BOUND, full_powers()),
        (KEPT, reserve(moment="signature")),
        (KEPT, apply_provisionally()),
        (KEPT, end_provisional()),
        (SIGNED, denounce()),
        (IN_FORCE, revoke()),
        ([*IN_FORCE, on_day("2026-01-31", denounce())], on_day("2026-02-01", denounce())),
        ([*IN_FORCE, on_day("2026-01-31", denounce())], on_day("2026-02-01", sign())),
        (PROPOSED, object_to_correction(RESERVATION_ACT, "BGD")),
        ([*PROPOSED, object_to_correction(RESERVATION_ACT)], on_day("2026-04-02", rectify(RESERVATION_ACT))),
        ([*RESERVED, withdraw_reservation(RESERVATION_ACT)], object_to(RESERVATION_ACT)),
        ([*RESERVED, withdraw_reservation(RESERVATION_ACT)], withdraw_reservation(RESERVATION_ACT)),
        ([*AT_SIGNATURE, deposit()], object_to(RESERVATION_ACT)),
    ],
    "sources.wanted": [
        ([], on_day("2026-02-01", register())),
        (KEPT, ("treaties.report", {"treaty": "pact", "as_of": "2025-12-25", "missing": 1})),
        (KEPT, on_day("2026-02-01", sign(on="2026-01-01"))),
        # A party's own act is of its day, on whatever paper.
        (SIGNED, on_day("2026-02-01", by("KAZ", deposit()))),
        (KEPT, on_day("2026-02-01", propose(on="2026-01-01"))),
        (PROPOSED, on_day("2026-06-01", rectify(RESERVATION_ACT, on="2026-05-01"))),
    ],
    "sources.unknown": [
        ([], ("treaties.register", TREATY | FACT | {"sources": ["S9"]})),
        (KEPT, ("treaties.sign", sign()[1] | FACT | {"sources": ["S9"]})),
    ],
    "sources.not_correctable": [
        (NOTIFIED, correct(FIRST + 4, notify(1, RESERVATION_ACT), text="Other.")),
        ([*NOTIFIED, acknowledge()], correct(FIRST + 5, acknowledge(), party="KAZ")),
    ],
    "documents.before_document": [([], register(adopted="2025-12-30", **FACT)), (SIGNED, deposit(on="2025-12-30"))],
    "membership.status_unknown": [([], register(open_to=["guest"]))],
    "membership.party_unknown": [
        ([], register(also=["THA"])),
        ([], register(depositary="THA")),
        ([], register(entry=CLAUSE | {"named": ["THA"]})),
        (KEPT, sign("THA")),
        (NOTIFIED, acknowledge(party="THA")),
    ],
    "kernel.unknown": [
        ([], register(treaty="no-such")),
        ([], report()),
        ([], sign()),
        ([], propose()),
        (PROPOSED, on_day("2026-04-02", rectify(RESERVATION_ACT, document="no-such"))),
    ],
    "kernel.day_to_come": [
        ([], register(adopted="2026-01-03")),
        (KEPT, report("2026-01-03")),
        (KEPT, full_powers(paper={"reference": "1", "on": "2026-01-03"})),
        (SIGNED, deposit(on="2026-01-03")),
        (NOTIFIED, by("SECRETARIAT", acknowledge(**(ON_PAPER | {"on": "2026-01-03"})))),
    ],
    "kernel.body_malformed": [
        ([], register(entry={"after": {"days": 30}})),
        ([], register(entry=CLAUSE | {"after": {}})),
        ([], register(entry=CLAUSE | {"after": {"days": 30, "months": 1}})),
        ([], register(entry=CLAUSE | {"after": {"days": 36_501}})),
        ([], register(entry=CLAUSE | {"named": ["KAZ", "KAZ"]})),
        ([], register(entry=CLAUSE | {"share": {"numerator": 3, "denominator": 2, "of": "members"}})),
        ([], register(reservations="listed")),
        ([], register(reservable=["5"])),
        ([], register(ways=[])),
        ([], register(open_to=["member", "member"])),
        ([], register(objection_months=1_201)),
        (KEPT, report(missing=1, deposited=1)),
        (KEPT, full_powers(in_good_form=False)),
        (KEPT, full_powers(why="No seal.")),
        (KEPT, notify(1)),
        (KEPT, notify(0, FIRST)),
    ],
}  # fmt: skip
