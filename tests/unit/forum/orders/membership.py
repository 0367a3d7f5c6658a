"""Acts of membership: which are in order, and which are refused by which reason."""

from __future__ import annotations

from typing import Any

from tests.support.stage import FACT, Step, charter, document, fact, organisation, source, state
from tests.unit.forum.orders.charter import Case


def sign(party: str, instrument: str, on: str, **said: Any) -> Step:
    return fact("membership.sign", party=party, instrument=instrument, on=on, **said)


def accept(party: str, on: str, status: str = "member", **said: Any) -> Step:
    given = {"party": party, "status": status, "on": on, "body": "summit", "path": "meeting"} | said
    return fact("membership.accept", **given)


def attest(party: str, since: str, status: str = "member", **said: Any) -> Step:
    return fact("membership.attest", party=party, status=status, since=since, **said)


def lapse(party: str, on: str, status: str = "observer") -> Step:
    return fact("membership.lapse", party=party, status=status, on=on, manner="not_listed")


def enter(**said: Any) -> Step:
    return fact("membership.enter_party", **said)


STEP = {**FACT, "body": "soc", "verb": "recommends", "on": "2010"}
NO_CHARTER = [source(), state("KAZ"), document("declaration")]
CHARTER_WITHOUT_OBSERVERS = [source(), ("charter.adopt", charter(admissions=[])), state("KAZ"), document("declaration")]

ACCEPTED: dict[str, Case] = {
    "a state": ([], state("THA")),
    "an organisation": ([], organisation("UN")),
    "a new name": ([], fact("membership.rename", party="KAZ", name="N", since="2022-06-02")),
    "a founder's signature": ([], sign("KAZ", "declaration", "1999-09-14", meeting="summit-1")),
    "a decision": ([], accept("KWT", "2022-10-13", meeting="summit-1")),
    "a decision with its steps": ([], accept("KWT", "2022-10-13", steps=[STEP | {"meeting": "summit-1"}])),
    "an attestation": ([], attest("KWT", "2022-10-13", counted=28)),
    "an attestation that narrows an earlier one": ([attest("KWT", "2022")], attest("KWT", "2022-10-13")),
    "an organisation as observer": ([], attest("OSCE", "1999", "observer")),
    "a lapse": ([attest("KWT", "2006", "observer")], lapse("KWT", "2010")),
    "a lapse within the bounds of the beginning": ([attest("KWT", "2006", "observer")], lapse("KWT", "2006-03-01")),
}

REFUSED: dict[str, list[Case]] = {
    "membership.entered_already": [([], state("KAZ")), ([], organisation("OSCE"))],
    "membership.no_iso_code": [
        ([], enter(party="THA", kind="state")),
        ([], enter(party="THA", kind="state", iso="THI")),
    ],
    "membership.iso_of_organisation": [([], enter(party="UN", kind="organisation", name="N", iso="USA"))],
    "membership.no_name": [([], enter(party="UN", kind="organisation"))],
    "membership.reserved_code": [([], organisation("SECRETARIAT")), ([], organisation("CHAIR"))],
    "membership.party_unknown": [
        ([], fact("membership.rename", party="THA", name="N", since="2020")),
        ([], sign("THA", "declaration", "1999-09-14")),
        ([], accept("THA", "2010")),
        ([], attest("THA", "2010")),
        ([], lapse("THA", "2010")),
    ],
    "membership.status_unknown": [
        ([], accept("KWT", "2010", "guest")),
        ([], attest("KWT", "2010", "guest")),
        ([], lapse("KWT", "2010", "guest")),
    ],
    "membership.not_for_this_kind": [
        ([], accept("OSCE", "2010")),
        ([], attest("KWT", "2010", "partner")),
        ([], lapse("KWT", "2010", "partner")),
        ([], sign("OSCE", "declaration", "1999-09-14")),
    ],
    "membership.no_status_rests": [([], sign("KAZ", "paper", "2004-10-22"))],
    "membership.signed_already": [
        ([sign("KAZ", "declaration", "1999-09-14")], sign("KAZ", "declaration", "2002-06-04")),
    ],
    "membership.accepted_already": [([accept("KWT", "2022-10-13")], accept("KWT", "2022-10-14"))],
    "membership.statements_conflict": [
        ([attest("KAZ", "2006")], sign("KAZ", "declaration", "1999-09-14")),
        ([attest("KWT", "2010", "observer")], accept("KWT", "2011", "observer")),
        ([attest("KWT", "2022-10-13")], attest("KWT", "2022-10-14")),
    ],
    "membership.status_not_held": [
        ([], lapse("KWT", "2010")),
        ([attest("KWT", "2006", "observer"), lapse("KWT", "2010")], lapse("KWT", "2011")),
        ([attest("KWT", "2006", "observer"), attest("KWT", "2022")], lapse("KWT", "2023")),
    ],
    "kernel.day_to_come": [
        ([], fact("membership.rename", party="KAZ", name="N", since="2027")),
        ([], sign("KAZ", "declaration", "3001-01-01")),
        ([], accept("KWT", "2026-01-03")),
        ([], accept("KWT", "2022-10-13", steps=[STEP | {"on": "2027"}])),
        ([], attest("KWT", "[2026-01-03..2027]")),
        ([attest("KWT", "2006", "observer")], lapse("KWT", "2027")),
    ],
    "membership.lapsed_before": [([attest("KWT", "2006", "observer")], lapse("KWT", "2005"))],
    "documents.before_document": [([], sign("KAZ", "declaration", "1999-09-13"))],
    "charter.body_unknown": [
        ([], accept("KWT", "2010", body="swg")),
        ([], accept("KWT", "2010", steps=[STEP | {"body": "swg"}])),
    ],
    "sources.unknown": [
        ([], accept("KWT", "2010", steps=[STEP | {"sources": ["S9"]}])),
        *(
            ([], (name, body | {"sources": ["S9"]}))
            for name, body in (
                fact("membership.rename", party="KAZ", name="N", since="2020"),
                sign("KAZ", "declaration", "1999-09-14"),
                attest("KWT", "2010"),
                lapse("KWT", "2010"),
            )
        ),
    ],
    "kernel.unknown": [
        ([], sign("KAZ", "no-such", "1999-09-14")),
        ([], sign("KAZ", "declaration", "1999-09-14", meeting="no-such")),
        ([], accept("KWT", "2010", meeting="no-such")),
        ([], accept("KWT", "2010", steps=[STEP | {"meeting": "no-such"}])),
        ([], attest("KWT", "2010", meeting="no-such")),
    ],
}

WITHOUT_CHARTER: list[Case] = [
    (NO_CHARTER, sign("KAZ", "declaration", "1999-09-14")),
    (NO_CHARTER, attest("KAZ", "1999")),
    (NO_CHARTER, document("other", symbol="X-1")),
    (NO_CHARTER, fact("documents.sign", document="declaration", party="KAZ", on="1999-09-14")),
    (NO_CHARTER, fact("meetings.hold", meeting="m", body="summit", kind="regular", on="2002")),
]
