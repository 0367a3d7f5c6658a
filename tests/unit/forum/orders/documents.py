"""Acts of the documents, and corrections: which are in order, and which are refused by which reason."""

from __future__ import annotations

from typing import Any

from tests.support.stage import Step, document, fact, meeting, source, state
from tests.unit.forum.orders.charter import Case
from tests.unit.forum.orders.meetings import attend, conclude
from tests.unit.forum.orders.membership import attest
from tests.unit.forum.orders.membership import sign as sign_for_status
from tests.unit.forum.orders.offices import elect, take

# The indices of acts of the opening that corrections below name.
CITED, KAZ, DECLARATION, PAPER, SUMMIT = 1, 3, 8, 10, 11
NEXT = 12


def sign(party: str = "KAZ", on: str = "2004-10-22", **said: Any) -> Step:
    return fact("documents.sign", **({"document": "paper", "party": party, "on": on} | said))


def ratify(party: str = "KAZ", on: str = "2005", **said: Any) -> Step:
    given = {"document": "paper", "party": party, "on": on, "instrument": "ratification"} | said
    return fact("documents.ratify", **given)


def amend(**said: Any) -> Step:
    return fact("documents.amend", **({"document": "paper", "on": "2009-09-01", "summary": "s"} | said))


def report(**said: Any) -> Step:
    return fact("documents.report", **({"document": "paper", "as_of": "2010", "standing": "in_force"} | said))


def numbered(symbol: str) -> Step:
    return document("d-" + symbol.lower().replace("/", "-").replace(".", "-"), "2004", symbol=symbol)


def correct(act: int, step: Step, **changes: Any) -> Step:
    """The act at `act` should have been `step`, with these changes; a change to None leaves the field out."""
    body = {name: part for name, part in (step[1] | changes).items() if part is not None}
    return fact("sources.correct", act=act, body=body, reason="r")


THREE_SYMBOLS = [numbered("X-1"), numbered("X-2"), numbered("X-3")]

ACCEPTED: dict[str, Case] = {
    "a document": ([], document("other", body="summit", meeting="summit-1", part_of="act", replaces="paper")),
    "the first symbol of a series": ([], document("other", symbol="X-1")),
    "the next symbol of a series": ([numbered("F/SUM.4/1")], numbered("F/SUM.4/2")),
    "a symbol of another meeting": ([numbered("F/SUM.4/1")], numbered("F/SUM.5/1")),
    "a signature": ([], sign()),
    "a ratification": ([], ratify(reference="No. 12")),
    "an amendment": ([], amend(by="act", meeting="summit-1")),
    "a report": ([], report(missing=2)),
    "a correction": ([], correct(SUMMIT, meeting("summit-1", number=1), place="Almaty")),
    "a correction of a founding document": (
        [sign_for_status("KAZ", "declaration", "1999-09-14"), attest("KAZ", "1999-09-14")],
        correct(DECLARATION, document("declaration"), title="Declaration"),
    ),
    "a correction of a source": ([], correct(CITED, source(), language="en")),
    "a correction that moves a signature": ([sign()], correct(NEXT, sign(), party="CHN")),
    "a correction that frees a symbol at its end": (
        THREE_SYMBOLS,
        correct(NEXT + 2, numbered("X-3"), symbol="F/SUM.1/1"),
    ),
    "a correction that frees a meeting's number": ([], correct(SUMMIT, meeting("summit-1"), kind="special")),
}

REFUSED: dict[str, list[Case]] = {
    "documents.registered_already": [([], document("act"))],
    "documents.symbol_taken": [([numbered("X-1")], document("other", symbol="X-1"))],
    "documents.symbol_outside_grammar": [
        ([], document("other", symbol="Y-1")),
        ([], document("other", symbol="X-0")),
        ([], document("other", symbol="X-٣")),
    ],
    "documents.symbol_leaves_gap": [
        ([], numbered("X-2")),
        ([numbered("X-1")], numbered("X-3")),
        ([numbered("F/SUM.4/1")], numbered("F/SUM.5/2")),
        (THREE_SYMBOLS, correct(NEXT, numbered("X-1"), symbol="F/SUM.1/1")),
    ],
    "documents.signed_already": [([sign()], sign(on="2005"))],
    "documents.status_rests": [([], sign(document="declaration"))],
    "documents.bound_already": [([ratify()], ratify(instrument="accession"))],
    "kernel.day_to_come": [
        ([], document("other", "2026-01-03")),
        ([], sign(on="2026-01-03")),
        ([], ratify(on="2027")),
        ([], amend(on="2026-02")),
        ([], report(as_of="2026-01-03")),
        ([], correct(SUMMIT, meeting("summit-1", number=1), on="2026-01-03")),
    ],
    "documents.amends_itself": [([], amend(by="paper"))],
    "documents.before_document": [
        ([], sign(on="2004-10-21")),
        ([], ratify(on="2003")),
        ([], amend(on="2003")),
        ([], report(as_of="2003")),
    ],
    "membership.party_unknown": [([], sign("THA")), ([], ratify("THA"))],
    "charter.body_unknown": [([], document("other", body="swg"))],
    "kernel.unknown": [
        ([], document("other", meeting="no-such")),
        ([], document("other", part_of="no-such")),
        ([], document("other", replaces="no-such")),
        ([], sign(document="no-such")),
        ([], ratify(document="no-such")),
        ([], amend(document="no-such")),
        ([], amend(by="no-such")),
        ([], amend(meeting="no-such")),
        ([], report(document="no-such")),
    ],
    "sources.unknown": [
        *(
            ([], (name, body | {"sources": ["S9"]}))
            for name, body in (document("other"), sign(), ratify(), amend(), report())
        ),
        ([], correct(SUMMIT, meeting("summit-1"), sources=["S9"])),
        ([], ("sources.correct", correct(SUMMIT, meeting("summit-1"))[1] | {"sources": ["S9"]})),
    ],
    "sources.correction_breaks": [
        ([conclude(on="2002-06-04")], correct(SUMMIT, meeting("summit-1"), on="2002-06-03")),
        ([attend("KAZ"), attend("CHN")], correct(NEXT, attend("KAZ"), parties=["CHN"])),
        ([attest("KAZ", "1999")], correct(KAZ, state("KAZ"), kind="organisation", iso=None, name="n")),
        (
            [elect(), elect("b", since="2006"), take("kazakhstan-2002", "2002"), take("b", "2006")],
            correct(NEXT + 2, take("kazakhstan-2002", "2002"), on="2007"),
        ),
    ],
    "sources.correction_removes": [
        ([], correct(SUMMIT, meeting("summit-1"), meeting="summit-2")),
        ([], correct(KAZ, state("KAZ"), party="THA", iso="THA")),
        ([], correct(PAPER, document("paper"), document="papers")),
        ([], correct(CITED, source(), source="S2")),
    ],
    "kernel.body_malformed": [([], correct(SUMMIT, meeting("summit-1"), place=7))],
    "kernel.type_unknown": [([], fact("sources.correct", act=SUMMIT, v=2, body=meeting("summit-1")[1], reason="r"))],
}
