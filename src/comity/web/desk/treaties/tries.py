"""The least act of each type that a treaty leaves room for: what is asked of the door, so that it tells what is open.

As in decisions: each function yields what such an act might say beside its treaty; what an officer is going to say
herself stands here as a dash.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, cast, get_args

from comity.forum.kernel.names import SECRETARIAT
from comity.forum.membership.roll import parties
from comity.forum.treaties.acts import Instrument
from comity.forum.treaties.joined import named_bonds, signatures
from comity.forum.treaties.state import next_notification
from comity.web.desk.treaties.kept import document_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comity.forum.kernel.errors import Refused
    from comity.forum.treaties.state import Treaty
    from comity.web.desk.decisions.asking import Asking

    Said = dict[str, Any]
    Tries = Callable[[Asking, Treaty], Iterator[Said]]

DASH = {"en": "—"}
INSTRUMENTS = cast("tuple[str, ...]", get_args(Instrument))


def speaks_for(asked: Asking) -> tuple[str, ...]:
    """Return in whose name the desk acts: the depositary on papers of any party, a party for itself."""
    return parties(asked.view) if asked.at.party == SECRETARIAT else (asked.at.party,)


def on_paper(asked: Asking, party: str) -> Said:
    """Return what an act of a party says of its paper: one that was received today, where the depositary enters it."""
    if asked.at.party != SECRETARIAT:
        return {"party": party}
    return {"party": party, "paper": {"reference": "—", "on": asked.day}}


def _by_each(*further: Said) -> Tries:
    def tries(asked: Asking, _held: Treaty) -> Iterator[Said]:
        for party in speaks_for(asked):
            for said in further or ({},):
                yield {**on_paper(asked, party), **said}

    return tries


def _deposit(asked: Asking, held: Treaty) -> Iterator[Said]:
    for party in speaks_for(asked):
        for instrument in INSTRUMENTS:
            if instrument in held.ways:
                yield {**on_paper(asked, party), "instrument": instrument}


def _reserve(asked: Asking, held: Treaty) -> Iterator[Said]:
    """With what was done today, or late; where the depositary enters it, on the day of what it came with."""
    of = document_of(asked, held.treaty)
    signed = {each.party: each.on for each in signatures(held, of)}
    bound = {each.party: each.on for each in named_bonds(held, of)}
    for party in speaks_for(asked):
        for moment, on in (("deposit", bound.get(party)), ("signature", signed.get(party)), ("late", asked.day)):
            if on is None:
                continue
            said = {**on_paper(asked, party), "moment": moment, "on": on, "text": DASH}
            yield {**said, "kind": "interpretative_declaration"}
            yield {**said, "kind": "reservation", "paragraphs": list(held.reservable[:1])}


def _object(asked: Asking, held: Treaty) -> Iterator[Said]:
    for made in held.statements:
        for party in speaks_for(asked):
            yield {**on_paper(asked, party), "reservation": made.act, "reason": DASH}


def _withdraw_objection(asked: Asking, held: Treaty) -> Iterator[Said]:
    for made in held.statements:
        for each in made.standing_objections:
            if each.party in speaks_for(asked):
                yield {**on_paper(asked, each.party), "reservation": made.act}


def _withdraw_reservation(asked: Asking, held: Treaty) -> Iterator[Said]:
    for made in held.statements:
        if made.party in speaks_for(asked):
            yield {**on_paper(asked, made.party), "reservation": made.act}


def _propose_correction(_asked: Asking, held: Treaty) -> Iterator[Said]:
    yield {"languages": list(held.languages[:1] or ("en",)), "text": DASH, "days": 90}


def _object_to_correction(asked: Asking, held: Treaty) -> Iterator[Said]:
    for proposed in held.corrections:
        for party in speaks_for(asked):
            yield {**on_paper(asked, party), "correction": proposed.act, "reason": DASH}


def _rectify(_asked: Asking, held: Treaty) -> Iterator[Said]:
    for proposed in held.corrections:
        yield {"correction": proposed.act}


def _report(asked: Asking, held: Treaty) -> Iterator[Said]:
    if asked.at.party == SECRETARIAT:
        bound = sum(1 for each in named_bonds(held, document_of(asked, held.treaty)) if each.found)
        yield {"as_of": asked.day, "deposited": bound}


def _notify(asked: Asking, held: Treaty) -> Iterator[Said]:
    said = {"notification": next_notification(asked.day[:4], asked.view), "text": DASH}
    for event in reversed(held.events):
        yield {**said, "about": [event.act]}
        return


_TRIES: dict[str, Tries] = {
    "treaties.receive_full_powers": _by_each({"powers": ["sign"], "issued_by": "foreign_minister"}),
    "treaties.sign": _by_each(
        {"mode": "simple", "signed_by": "foreign_minister"}, {"mode": "definitive", "signed_by": "foreign_minister"}
    ),
    "treaties.deposit": _deposit,
    "treaties.reserve": _reserve,
    "treaties.object": _object,
    "treaties.withdraw_objection": _withdraw_objection,
    "treaties.withdraw_reservation": _withdraw_reservation,
    "treaties.apply_provisionally": _by_each(),
    "treaties.end_provisional": _by_each(),
    "treaties.denounce": _by_each(),
    "treaties.revoke_denunciation": _by_each(),
    "treaties.propose_correction": _propose_correction,
    "treaties.object_to_correction": _object_to_correction,
    "treaties.rectify": _rectify,
    "treaties.report": _report,
    "treaties.notify": _notify,
}


def taken(asked: Asking, held: Treaty, kind: str) -> Iterator[Said]:
    """Yield what acts of a type about a treaty might say, as far as the door would take them now."""
    if isinstance(asked.entitled(kind), Exception):
        return
    for said in _TRIES[kind](asked, held):
        if asked.refusal(kind, {"treaty": held.treaty, **said}) is None:
            yield said


def is_open(asked: Asking, held: Treaty, kind: str) -> bool:
    """Whether the door would take an act of a type about a treaty now, whatever it says beside."""
    return next(taken(asked, held, kind), None) is not None


def refused(asked: Asking, held: Treaty, kind: str) -> Refused | None:
    """Return why the door would take no act of a type about a treaty now: what it says to the likeliest one."""
    entitled = asked.entitled(kind)
    if isinstance(entitled, Exception):
        return entitled
    first = next(islice(_TRIES[kind](asked, held), 1), None)
    return None if first is None else asked.refusal(kind, {"treaty": held.treaty, **first})
