"""What the house answers an author's program: what its party's next act bears, and the receipt of one entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.charter.state import identity
from comity.forum.door import SERIAL, Serial
from comity.forum.kernel.names import HATS
from comity.forum.kernel.values import Key
from comity.forum.membership.state import party as party_of
from comity.forum.officers.authority import delegation_of
from comity.forum.officers.state import keyring
from comity.record.encoding import encode_base64
from comity.record.entry import namespace
from comity.record.tlogproof import TlogProof
from comity.secretariat.messages import EnteredAct, NextAct, ToldHead, ToldOfficer

if TYPE_CHECKING:
    from comity.forum.kernel.values import Values
    from comity.secretariat.enter import Receipt
    from comity.secretariat.ports import Head


def next_act(party: str, head: Head, values: Values, day: str) -> NextAct | None:
    """Return what the next act of `party` bears over `head`, or None where the forum knows no such party.

    `day` (YYYY-MM-DD) decides whose officers act for the chair.
    """
    forum = identity(values)
    if forum is None or (party not in HATS and party_of(values, party) is None):
        return None
    held = cast("Serial | None", values.get(Key(SERIAL, party)))
    return NextAct(
        forum=forum.forum,
        origin=forum.origin,
        namespace=namespace(forum.origin),
        party=party,
        serial=(held.last if held else 0) + 1,
        seen=ToldHead(size=head.size, root=encode_base64(head.root)),
        checkpoint=head.note.decode(),
        officers=_officers(party, values, day),
    )


def _officers(party: str, values: Values, day: str) -> tuple[ToldOfficer, ...]:
    delegation = delegation_of(party, day, values)
    held = keyring(values, delegation) if delegation else None
    if held is None:
        return ()
    keys = {o.officer: tuple(key.fingerprint for key in held.active_keys(o.officer)) for o in held.officers}
    return tuple(
        ToldOfficer(officer=o.officer, functions=o.functions, keys=keys[o.officer])
        for o in held.officers
        if o.dismissed is None
    )


def entered_act(receipt: Receipt, page: str = "", data: str = "") -> EnteredAct:
    """Return the receipt of an act as an author takes it home; `page` and `data` are addresses of the act."""
    entry, note = receipt.entry, receipt.head.note
    return EnteredAct(
        index=receipt.index,
        entered=entry.entered,
        sha256=entry.act_hash.hex(),
        entry=entry.raw.decode(),
        checkpoint=note.decode(),
        proof=TlogProof(receipt.index, receipt.path(), note).to_bytes().decode(),
        page=page,
        data=data,
    )
