"""What officers are to be written to about: what acts have brought since they were last looked through, and what waits.

Nothing is decided here of who wants to know it when.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.kernel.values import Key
from comity.forum.notices.acts import Send
from comity.forum.notices.state import DUE, Due
from comity.forum.officers.acts import Credentialed
from comity.forum.officers.authority import delegation_of, rule_of
from comity.forum.registry import ACT_TYPES
from comity.secretariat.mailing.matters import SOON, Matter
from comity.store import drafts, models
from comity.store.addressing import Addressing, Staff, Told
from comity.store.kinds import read_value
from comity.store.tidings import Tidings

if TYPE_CHECKING:
    from comity.store.drafts import Draft
    from comity.store.house import House

SEND = "notices.send"
OF_KEYS = ("officers.enrol", "officers.add_key", "officers.revoke_key", "officers.dismiss")

LATELY = timedelta(days=7)
"""How long ago a passkey may have been made of which its owner is still told."""


class Arising:
    """Looks for matters in the record and on the desks, as they are `now`."""

    def __init__(self, house: House, held: Staff, now: datetime) -> None:
        self._house = house
        self._now = now
        self._addressing = Addressing(held, now)
        self._serving, self._day, self._values = held.serving, self._addressing.day, self._addressing.values
        self._to = self._addressing.to
        self._tidings = Tidings(house, self._addressing, now)

    def waiting(self) -> list[Told]:
        """Return what stands and waits now, whether or not anybody was told of it."""
        ours = [*self._due_soon(), *self._to_be_signed(), *self._to_be_confirmed(), *self._made()]
        return [*ours, *self._tidings.waiting()]

    def news(self, start: int, stop: int) -> list[Told]:
        """Return what the acts from the index `start` to `stop` (not included) have brought."""
        return [*self._sent(start, stop), *self._changed(start, stop), *self._tidings.news(start, stop)]

    def _sent(self, start: int, stop: int) -> Iterator[Told]:
        for index in self._acts(start, stop, SEND):
            act = self._house.ledger.opened(index)
            if act is None:  # what it said has been erased since
                continue
            body = cast("Send", act.body)
            for party in body.to:
                matter = Matter(
                    "note",
                    f"{party}/{body.notice}",
                    party,
                    at=_moment(act.entered),
                    by=_moment(body.by) if body.by else None,
                    what=body.reply,
                )
                yield from self._to(party, matter)

    def _changed(self, start: int, stop: int) -> Iterator[Told]:
        for index in self._acts(start, stop, *OF_KEYS):
            act = cast("Enacted", self._house.ledger.act(index))
            body = cast("Credentialed", act.body)
            person = self._serving.get(body.party, {}).get(body.officer)
            if person:
                yield Told(person, Matter("keys", str(index), body.party, _moment(act.entered), what=act.type))

    def _made(self) -> Iterator[Told]:
        hats = {person: party for party, worn in self._serving.items() for person in worn.values()}
        for row in models.Passkey.objects.filter(created__gt=self._now - LATELY, created__lte=self._now):
            if row.person in hats:
                matter = Matter("keys", _mark(row.credential), hats[row.person], row.created, what="passkey")
                yield Told(row.person, matter)

    def _due_soon(self) -> Iterator[Told]:
        for due in self._dues():
            by = _moment(due.by) if due.by else None
            if by and self._now < by <= self._now + SOON:
                name = f"{due.party}/{due.notice}"
                yield from self._to(due.party, Matter("reply", name, due.party, by - SOON, by=by, what=due.reply))

    def _dues(self) -> Iterator[Due]:
        """What is asked of parties that have officers and is open, by restricted notices and by public ones."""
        ledger = self._house.ledger
        for party in (*self._serving, CHAIR):
            yield from ledger.private.tray(party)
        first, last = (f"{each.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" for each in (self._now, self._now + SOON))
        for row in models.Due.objects.filter(open=True, by__gte=first, by__lte=last):
            # A restricted act may have met what a public notice asks for.
            if ledger.private_value(Key(DUE, row.id)) is None:
                yield cast("Due", read_value(DUE, row.value))

    def _to_be_signed(self) -> Iterator[Told]:
        for row in models.Draft.objects.filter(waiting=True):
            draft = drafts.find(self._house.vault, row.party, row.id)
            # A draft of a type that this program does not know holds up nobody's mail.
            if draft is not None and draft.line and draft.kind in ACT_TYPES and self._serves(draft):
                yield from self._for_signature(draft)

    def _serves(self, draft: Draft) -> bool:
        """Whether those who wrote a draft act for its party still: a former chair's is nobody's to sign."""
        return draft.delegation == delegation_of(draft.hat.party, self._day, self._values)

    def _for_signature(self, draft: Draft) -> Iterator[Told]:
        party, kind = draft.hat.party, draft.kind
        bare = Enacted(
            0, f"{self._day}T00:00:00.000Z", kind, party, draft.hat.officer, ACT_TYPES[kind].body.model_construct()
        )
        rule = rule_of(bare, self._values)
        wanted, function = (rule.signatures, rule.function) if rule else (1, "authoriser")
        signed = {each.signer.rpartition("/")[2] for each in draft.signatures}
        if len(signed) < wanted:
            name = f"{draft.id}/{hashlib.sha256(draft.line).hexdigest()[:16]}"
            at = draft.touched or self._now
            matter = Matter("signature", name, party, at, what=kind, given=len(signed), wanted=wanted)
            yield from self._to(party, matter, function, signed)

    def _to_be_confirmed(self) -> Iterator[Told]:
        made: dict[str, list[models.Passkey]] = {}
        for row in models.Passkey.objects.order_by("created"):
            made.setdefault(row.person, []).append(row)
        for party, worn in self._serving.items():
            for officer, person in worn.items():
                for row in made.get(person, []):
                    if self._awaits(party, officer, row.fingerprint):
                        name = f"{party}/{officer}/{row.fingerprint}"
                        yield from self._to_administrators(party, Matter("confirmation", name, party, row.created))

    def _awaits(self, party: str, officer: str, fingerprint: str) -> bool:
        """Whether a passkey is in the record for no hat of the officer, and she has not been dismissed."""
        held = self._addressing.keyring(party)
        if held is None:
            return True
        known = any((key.officer, key.fingerprint) == (officer, fingerprint) for key in held.keys)
        gone = any(each.officer == officer and each.dismissed is not None for each in held.officers)
        return not known and not gone

    def _to_administrators(self, party: str, matter: Matter) -> Iterator[Told]:
        """Those of the party; where it has none who could act, those of the secretariat."""
        able = list(self._to(party, matter, "administrator"))
        yield from able or self._to(SECRETARIAT, matter, "administrator")

    def _acts(self, start: int, stop: int, *types: str) -> list[int]:
        found = models.Entry.objects.filter(type__in=types, idx__gte=start, idx__lt=stop).order_by("idx")
        return list(found.values_list("idx", flat=True))


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


def _mark(credential: str) -> str:
    return hashlib.sha256(credential.encode()).hexdigest()[:32]
