"""The mailroom: mails composed of what is new and of what waits, each once, as each person wishes to be written to."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, ngettext, override

from comity.forum.charter.state import identity
from comity.forum.kernel.text import said_in
from comity.forum.kernel.values import Key
from comity.forum.membership.state import KIND as PARTY
from comity.secretariat.mailing.correspondence import Correspondence, due_letters
from comity.secretariat.mailing.letters import Letter, Place, write
from comity.secretariat.wording.speech import Speech
from comity.store import models, outbox
from comity.store.arising import Arising, Told, staff
from comity.store.register import Register

if TYPE_CHECKING:
    from comity.forum.membership.state import Party
    from comity.secretariat.mailing.matters import Matter
    from comity.secretariat.mailing.readers import Reader
    from comity.store.house import House

_NAME = "outbox"
_composing = threading.Lock()


def origin_of(port: int) -> str:
    """Return the web origin that mails lead to: the one that is set, else this machine's own at `port`."""
    return str(settings.COMITY_DESK_ORIGIN) or f"http://localhost:{port}"


def compose_for(house: House, now: datetime, origin: str) -> int:
    """Compose the mails that are due `now` and return how many; `origin` is the web origin that they lead to.

    It may be called as often as one likes: nobody is told twice of the same. Where mails do not go by themselves they
    are held until an officer releases them.
    """
    with _composing:
        held = staff(house)
        arising = Arising(house, held, now)
        # What waits is read first: the acts that have brought it are then among those that are looked through.
        waiting = arising.waiting()
        start, stop = _looked_through(), house.ledger.size()
        arisen = _by_person([*arising.news(start, stop), *waiting])
        clerk = _Clerk(house, now, origin)
        changed = [change for reader in held.readers.values() if (change := clerk.due(reader, arisen))]
        if changed or stop > start:
            with transaction.atomic():
                made = sum(clerk.put(*each) for each in changed)
                models.Looked.objects.update_or_create(name=_NAME, defaults={"size": stop})
        else:
            made = 0
        outbox.clear(now)
        return made


class _Clerk:
    """Writes to readers, from one house, at one moment."""

    def __init__(self, house: House, now: datetime, origin: str) -> None:
        self._vault = house.vault
        self._now = now
        self._origin = origin
        self._register = Register()

    def due(
        self, reader: Reader, arisen: Mapping[str, Sequence[Matter]]
    ) -> tuple[Reader, Correspondence, list[tuple[Matter, ...]]] | None:
        """What is to be kept of the reader's correspondence, and written to her; None where nothing changes."""
        before = outbox.correspondence(self._vault, reader.person)
        kept, letters = due_letters(before, reader, arisen.get(reader.person, ()), self._now)
        return (reader, kept, letters) if letters or kept != before else None

    def put(self, reader: Reader, kept: Correspondence, letters: Sequence[tuple[Matter, ...]]) -> int:
        """Put letters into the outbox, and keep that they are there. She may have been erased meanwhile."""
        if not models.Person.objects.filter(id=reader.person).exists():
            return 0
        state: outbox.State = "waiting" if settings.COMITY_MAIL_AUTOMATIC else "held"
        written = [self._written(reader, matters) for matters in letters]
        mails = [outbox.put(self._vault, reader.person, letter, state, self._now) for letter in written]
        outbox.write_correspondence(self._vault, reader.person, kept.with_mails(mails))
        return len(mails)

    def _written(self, reader: Reader, matters: Sequence[Matter]) -> Letter:
        forum = identity(self._register)
        short = said_in(forum.short, reader.language)[0] if forum else ""
        with override(reader.language):
            speech = Speech(reader.language, gettext, ngettext, _Names(self._register))
            return write(matters, reader, Place(short, self._origin), speech)


class _Names:
    """What parties are called; mails name nothing else."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def party(self, code: str) -> Party | None:
        return cast("Party | None", self._register.get(Key(PARTY, code)))

    def title(self, _kind: str, _thing: str) -> None:
        return None


def _by_person(arisen: Sequence[Told]) -> dict[str, list[Matter]]:
    """What each person is to be told, each matter once, under whichever of her hats."""
    found: dict[str, dict[str, Matter]] = {}
    for person, matter in arisen:
        found.setdefault(person, {}).setdefault(matter.key, matter)
    return {person: list(matters.values()) for person, matters in found.items()}


def _looked_through() -> int:
    found = models.Looked.objects.filter(name=_NAME).first()
    return found.size if found else 0
