"""One act: in words, its facts, its exact bytes, its signatures, its proof, and the acts that it belongs with."""

from __future__ import annotations

import base64
import shlex
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.kernel.acts import Sourced
from comity.forum.kernel.text import said_in
from comity.forum.sources.acts import Claim
from comity.record import sshsig
from comity.record.entry import namespace
from comity.secretariat.wording import decisions, meetings, messages, treaties
from comity.web.portal.framework.data import Cited, Data, Link
from comity.web.portal.framework.links import act_link, cited, party_link
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages import actproof
from comity.web.portal.pages.actbytes import marked
from comity.web.portal.pages.actfiles import FILES, HEADS, absent, act_file, entry_at, signature_file
from comity.web.portal.pages.actlines import ActLine, Moment, moment
from comity.web.portal.pages.actproof import Inclusion
from comity.web.portal.pages.actrelated import kin
from comity.web.portal.pages.grades import grade_names
from comity.web.portal.pages.withheld import FieldShown, Withheld, spoken, stated_fields, withheld

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.record.entry import Entry
    from comity.web.portal.framework.ask import Ask

__all__ = ["FILES", "PAGE", "ActPage"]


TOLD_IN_PART = frozenset((*messages.SENTENCES, *decisions.SENTENCES, *meetings.SENTENCES, *treaties.SENTENCES))
"""Types of acts whose sentence says only a part of what they state."""


class SeenBefore(Data):
    """The record as the act's author had verified it: its size and root (base64)."""

    size: int
    root: str


class Signed(Data):
    """A signature: who signed with which key, its armoured text, its file, and the command that verifies it."""

    signer: str
    key: str
    armoured: str
    file: str
    command: str


class ActPage(Data):
    """One act. `bytes` is its first line, exactly what was signed, and `sha256` (hexadecimal) the hash of that.

    `withheld` is of a restricted act; `fields` are all that an act says whose sentence says only a part of it.
    """

    line: ActLine
    version: int
    note: str
    party: Link | None
    serial: int
    signed_at: Moment
    seen: SeenBefore
    confidence: str
    sources: list[Cited]
    corrections: list[ActLine]
    corrects: ActLine | None
    bytes: str
    sha256: str
    origin: str
    namespace: str
    signatures: list[Signed]
    proof: Inclusion
    withheld: Withheld | None
    fields: list[FieldShown]
    related: list[ActLine]
    previous: Link | None
    next: Link | None


def _signatures(index: int, entry: Entry, scope: str) -> list[Signed]:
    found = []
    for number, each in enumerate(entry.signatures, 1):
        file = signature_file(index, number)
        verify = ("ssh-keygen", "-Y", "verify", "-f", "allowed_signers", "-I", each.signer, "-n", scope, "-s", file)
        command = f"{shlex.join(verify)} < {act_file(index)}"
        armoured = sshsig.armor(each.sig)
        found.append(Signed(signer=each.signer, key=each.key, armoured=armoured, file=file, command=command))
    return found


def _sources(ask: Ask, act: Enacted) -> list[Cited]:
    body = act.body
    if isinstance(body, Claim):
        return cited(ask, [body.source, *body.follows])
    return cited(ask, body.sources if isinstance(body, Sourced) else ())


def _act(ask: Ask, index: int) -> Enacted:
    act = ask.library.act(index) if index < ask.library.head().size else None
    if act is None:
        raise absent(index)
    if ask.on and act.entered[:10] > ask.on.isoformat():
        day = ask.speech.day(ask.on.isoformat())
        raise NotHere(_("On %(day)s act %(act)s was not in the record yet.") % {"day": day, "act": index})
    return act


def build(ask: Ask, **parts: Any) -> ActPage:  # noqa: ANN401 - parts of the address
    """Return the act whose number stands in the address."""
    index = int(parts["index"])
    act = _act(ask, index)
    entry, origin = entry_at(ask.library, index), cast("Identity", ask.library.get(IDENTITY)).origin
    stated = act.body if isinstance(act.body, Sourced) else None
    related, seen = kin(ask, act), entry.act.seen
    said = spoken(ask, [act])[0]
    return ActPage(
        line=related.itself,
        version=entry.act.v,
        note=said_in(stated.note, ask.language)[0] if stated and stated.note else "",
        party=party_link(ask, act.party) if ask.titles.party(act.party) else None,
        serial=entry.act.serial,
        signed_at=moment(ask, entry.act.at),
        seen=SeenBefore(size=seen.size, root=base64.b64encode(seen.root).decode()),
        confidence=grade_names()[stated.confidence] if stated else "",
        sources=_sources(ask, act),
        corrections=related.corrections,
        corrects=related.corrects,
        bytes=entry.line.decode(),
        sha256=entry.act_hash.hex(),
        origin=origin,
        namespace=namespace(origin),
        signatures=_signatures(index, entry, namespace(origin)),
        proof=actproof.inclusion(ask, index, entry),
        withheld=withheld(ask, act),
        fields=stated_fields(ask, said) if act.type in TOLD_IN_PART else [],
        related=related.beside if len(related.beside) > 1 else [],
        previous=act_link(index - 1) if index else None,
        next=act_link(index + 1) if index + 1 < ask.library.head().size else None,
    )


def draw(page: ActPage, _ask: Ask) -> dict[str, Any]:
    """Return the proof as a drawing, and the bytes with their keys marked."""
    drawing = {"drawing": actproof.drawn(page.proof), "drawing_key": actproof.key()}
    return {**drawing, "marked": marked(page.bytes), "heads": HEADS}


PAGE = Page("act", "record/<index:index>/", "portal/act.html", build, "record", draw=draw)
