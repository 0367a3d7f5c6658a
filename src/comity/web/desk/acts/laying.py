"""A draft laid before an officer as the act that it would be: drawn up, judged, and its signatures counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pydantic import ValidationError

from comity.forum.kernel.errors import Refused
from comity.forum.openings.acts import Erase, Reveal
from comity.forum.registry import ACT_TYPES
from comity.record.entry import parse_act
from comity.secretariat.composing import PUBLIC, Drawer, Drawn, Hat, read_drawn
from comity.secretariat.entitled import Entitlement
from comity.secretariat.signing import Count, counted, digest_of
from comity.store import drafts
from comity.web.desk.acts.bench import Bench, bench_of
from comity.web.desk.presence import now

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Body, Enacted
    from comity.forum.openings.opening import Audience
    from comity.store.drafts import Draft
    from comity.store.house import House
    from comity.web.desk.presence import Present

FRESH = timedelta(hours=12)
"""For how long an act that nobody has signed stays as it was drawn up: its time is the author's claim."""


class Unfinished(Exception):
    """What was typed is no such act yet: a field is not as it has to be, or nobody is named who may read it."""


class Overtaken(Exception):
    """The party has entered another act since this one was drawn up, and so it is out of turn."""


class EnteredAlready(Exception):
    """This very act stands in the record already, at `index`."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


@dataclass(frozen=True, slots=True)
class Laid:
    """An act before it is signed. `refused` says why it would not be in order, where it would not.

    `act` is read from exactly the bytes of `drawn`; it is as if entered now.
    """

    draft: Draft
    drawn: Drawn
    act: Enacted
    entitled: Entitlement
    count: Count
    refused: Refused | None = None


def drawer_of(house: House) -> Drawer:
    """Return what draws up acts of a house."""
    return Drawer(house.folder.forum, house.door, house.ledger, house.clock)


def entitled_to(here: Present, kind: str) -> Entitlement:
    """Return by what the party at the desk enters acts of a type now.

    Raises Refused where it may not.
    """
    return bench_of(here).entitled(kind)


def lay(bench: Bench, draft: Draft) -> Laid:
    """Return a draft as the act that the officer at the desk would sign.

    Raises Unfinished, Refused where the party may not enter it, RecordError where it cannot be written down, Overtaken
    where it bears signatures but is out of turn, EnteredAlready.
    """
    entitled = bench.entitled(draft.kind)
    leader = _leader(bench.here, entitled)
    if not _stands(bench, draft, leader):
        draft = _drawn_up(bench, draft, entitled, leader)
    drawn = Drawn(draft.line, draft.opening)
    act, refused = _judged(bench, drawn)
    count, unfit = _counted(bench, act, draft, entitled)
    return Laid(draft, drawn, act, entitled, count, refused or unfit)


def spoken_of(bench: Bench, act: Enacted) -> Enacted | None:
    """Return the restricted act of the party that an act makes public or has erased, with what it says; else None."""
    if not isinstance(act.body, Reveal | Erase):
        return None
    found = bench.here.house.ledger.opened(act.body.act)
    return found if found and found.party == bench.here.party else None


def body_of(draft: Draft) -> Body:
    """Return what a draft says.

    Raises ValidationError where what was typed is not of the shape that its type demands.
    """
    return ACT_TYPES[draft.kind].body.model_validate(dict(draft.fields))


def audience_of(draft: Draft, entitled: Entitlement) -> Audience:
    """Return who is to read an act: as was chosen, or else as the charter says."""
    widest = entitled.audiences[0]
    return widest if draft.audience == PUBLIC else draft.audience


def blank(draft: Draft) -> Draft:
    """Return a draft without what was drawn up of it, and so without its signatures."""
    return replace(draft, line=b"", opening=None, signatures=())


def in_turn(bench: Bench, draft: Draft) -> bool:
    """Whether an act that is drawn up bears the number that is its party's next."""
    return parse_act(draft.line).serial == bench.drawer.due(bench.here.party)


def check_not_entered(bench: Bench, drawn: Drawn) -> None:
    """Raise EnteredAlready for an act that stands in the record."""
    act_hash = digest_of(drawn)
    found = bench.here.house.ledger.indices_of([act_hash])
    if found:
        raise EnteredAlready(found[act_hash])


def _leader(here: Present, entitled: Entitlement) -> str:
    """Who leads in signing: the officer at the desk; where she only prepares acts, one who may sign them."""
    if here.hat.officer in entitled.officers or not entitled.officers:
        return here.hat.officer
    return entitled.officers[0]


def _stands(bench: Bench, draft: Draft, leader: str) -> bool:
    if not draft.line:
        return False
    if not in_turn(bench, draft):
        check_not_entered(bench, Drawn(draft.line))
        if draft.waiting:
            raise Overtaken
        return False
    stated = parse_act(draft.line)
    return draft.waiting or (stated.office == leader and now() - datetime.fromisoformat(stated.at) < FRESH)


def _drawn_up(bench: Bench, draft: Draft, entitled: Entitlement, leader: str) -> Draft:
    """The draft with its act drawn up; kept, so that what is signed is what was shown, if she may sign it herself."""
    here, body = bench.here, _finished(draft)
    drawn = bench.drawer.draw(Hat(here.party, leader), draft.kind, body, audience_of(draft, entitled))
    written = replace(blank(draft), hat=here.hat, line=drawn.line, opening=drawn.opening)
    if leader != here.hat.officer:
        return written
    drafts.save(here.house.vault, written, now=now())
    return replace(written, version=draft.version + 1)


def _finished(draft: Draft) -> Body:
    try:
        body = body_of(draft)
    except ValidationError as wrong:
        raise Unfinished from wrong
    if draft.audience == ():
        raise Unfinished
    return body


def _judged(bench: Bench, drawn: Drawn) -> tuple[Enacted, Refused | None]:
    try:
        return bench.drawer.check(drawn), None
    except Refused as refused:
        return read_drawn(drawn, bench.here.house.ledger.size(), bench.entered), refused


def _counted(bench: Bench, act: Enacted, draft: Draft, entitled: Entitlement) -> tuple[Count, Refused | None]:
    try:
        return counted(act, draft.signatures, bench.view), None
    except Refused as refused:
        # A key that signed was revoked since: what it gave counts no more.
        return Count(entitled.signatures, (), entitled.officers), refused
