"""Acts of the offices: which are in order, and which are refused by which reason."""

from __future__ import annotations

from typing import Any

from tests.support.stage import Step, fact
from tests.unit.forum.orders.charter import Case


def elect(term: str = "kazakhstan-2002", **said: Any) -> Step:
    return fact("offices.elect_chair", **({"term": term, "state": "KAZ", "since": "2002", "until": "2006"} | said))


def extend(term: str = "kazakhstan-2002", **said: Any) -> Step:
    return fact("offices.extend_chair", term=term, **said)


def take(term: str, on: str, **said: Any) -> Step:
    return fact("offices.take_chair", term=term, on=on, **said)


def appoint(tenure: str = "first-2006", **said: Any) -> Step:
    given = {"post": "executive-head", "person": "P", "tenure": tenure, "since": "2006"} | said
    return fact("offices.appoint", **given)


def leave(tenure: str = "first-2006", on: str = "2010", post: str = "executive-head") -> Step:
    return fact("offices.leave", post=post, tenure=tenure, on=on)


def retitle(**said: Any) -> Step:
    return fact("offices.retitle", **({"post": "executive-head", "title": "T", "since": "2006"} | said))


def seat(**said: Any) -> Step:
    return fact("offices.seat", **({"place": "Almaty", "since": "2006"} | said))


TWO_TERMS = [elect(), elect("china-2006", state="CHN", since="2006", until=None)]

ACCEPTED: dict[str, Case] = {
    "a term": ([], elect(body="summit", meeting="summit-1", on="2002-06-04")),
    "a term prolonged": ([elect()], extend(until="2008", body="soc", meeting="summit-1")),
    "a term prolonged until an event": ([elect()], extend(note="until the next summit")),
    "the chair taken": ([elect()], take("kazakhstan-2002", "2002-06-04", meeting="summit-1")),
    "the chair passed on": ([*TWO_TERMS, take("kazakhstan-2002", "2002")], take("china-2006", "2006")),
    "an appointment": ([], appoint(nationality="KAZ", until="2010", body="soc", meeting="summit-1")),
    "a second tenure of a post": ([appoint()], appoint("second-2010", since="2010")),
    "a departure": ([appoint()], leave()),
    "a term to come": ([], elect(since="2027", until="2029", on="2026-10")),
    "a term prolonged beyond today": ([elect()], extend(until="2030", on="2027")),
    "an appointment to a day to come": ([], appoint(until="2030")),
    "a title": ([], retitle(meeting="summit-1")),
    "a seat": ([], seat(premises="P", meeting="summit-1")),
}

REFUSED: dict[str, list[Case]] = {
    "offices.term_twice": [([elect()], elect(state="CHN"))],
    "offices.term_unknown": [([], extend()), ([elect()], extend("no-such")), ([], take("no-such", "2002"))],
    "offices.taken_already": [([elect(), take("kazakhstan-2002", "2002")], take("kazakhstan-2002", "2003"))],
    "offices.taken_out_of_turn": [([*TWO_TERMS, take("kazakhstan-2002", "2002")], take("china-2006", "2001"))],
    "offices.tenure_twice": [([appoint()], appoint(since="2010"))],
    "offices.tenure_unknown": [([], leave()), ([appoint()], leave("no-such")), ([appoint()], leave(post="deputy"))],
    "kernel.day_to_come": [
        ([elect()], take("kazakhstan-2002", "2026-01-03")),
        ([], appoint(since="2026-01-03")),
        ([appoint()], leave(on="2027")),
        ([], retitle(since="2027")),
        ([], seat(since="2027")),
    ],
    "offices.left_already": [([appoint(), leave()], leave(on="2011"))],
    "kernel.ends_before": [
        ([], elect(since="2006", until="2002")),
        ([elect()], extend(until="2001")),
        ([], appoint(since="2010", until="2006")),
        ([appoint()], leave(on="2005")),
    ],
    "membership.not_a_state": [([], elect(state="OSCE")), ([], appoint(nationality="OSCE"))],
    "membership.party_unknown": [([], elect(state="THA")), ([], appoint(nationality="THA"))],
    "charter.body_unknown": [([], elect(body="swg")), ([elect()], extend(body="swg")), ([], appoint(body="swg"))],
    "kernel.unknown": [
        ([], elect(meeting="no-such")),
        ([elect()], extend(meeting="no-such")),
        ([elect()], take("kazakhstan-2002", "2002", meeting="no-such")),
        ([], appoint(meeting="no-such")),
        ([], retitle(meeting="no-such")),
        ([], seat(meeting="no-such")),
    ],
    "sources.unknown": [
        ([], (name, body | {"sources": ["S9"]}))
        for name, body in (elect(), extend(), take("t", "2002"), appoint(), leave(), retitle(), seat())
    ],
}
