"""The mailroom: mails composed of what is new and of what waits, each once, as each person wishes to be written to."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext, ngettext, override

from comity.forum.charter.state import identity
from comity.forum.kernel.text import said_in
from comity.forum.kernel.values import Key
from comity.forum.membership.state import KIND as PARTY
from comity.secretariat.mailing.correspondence import Correspondence, Due, due_letters
from comity.secretariat.mailing.letters import Letter, Place, write
from comity.secretariat.wording.speech import Speech
from comity.store import models, outbox
from comity.store.addressing import Told, staff
from comity.store.arising import Arising
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
        before = outbox.correspondences(house.vault, held.readers)
        written = [
            clerk.write(reader, before[person], arisen.get(person, ())) for person, reader in held.readers.items()
        ]
        number = _put(clerk, [each for each in written if each], start, stop)
        outbox.clear(now)
        return number


def _put(clerk: _Clerk, written: Sequence[_Written], start: int, stop: int) -> int:
    """Keep it all or nothing of it: what was looked through is told, or is looked through again."""
    if not written and start == stop:
        return 0
    with transaction.atomic():
        number = sum(clerk.put(each) for each in written)
        models.Looked.objects.update_or_create(name=_NAME, defaults={"size": stop})
    return number


class _Written(NamedTuple):
    """What is to be kept of a reader's correspondence, and the letters that go to her."""

    person: str
    kept: Correspondence
    letters: list[Letter]


class _Clerk:
    """Writes to readers, from one house, at one moment."""

    def __init__(self, house: House, now: datetime, origin: str) -> None:
        self._vault = house.vault
        self._now = now
        self._origin = origin
        self._register = Register()

    def write(self, reader: Reader, before: Correspondence, arisen: Sequence[Matter]) -> _Written | None:
        """The letters that are due to a reader; None where nothing changes."""
        kept, due = due_letters(before, reader, arisen, self._now)
        if kept == before and not due:
            return None
        return _Written(reader.person, kept, [self._letter(reader, each) for each in due])

    def put(self, written: _Written) -> int:
        """Put letters into the outbox, and keep that they are there. Their reader may have been erased meanwhile."""
        person, kept, letters = written
        if not models.Person.objects.filter(id=person).exists():
            return 0
        state: outbox.State = "waiting" if settings.COMITY_MAIL_AUTOMATIC else "held"
        mails = [outbox.put(self._vault, person, letter, state, self._now) for letter in letters]
        outbox.write_correspondence(self._vault, person, kept.with_mails(mails))
        return len(mails)

    def _letter(self, reader: Reader, due: Due) -> Letter:
        forum = identity(self._register)
        short = said_in(forum.short, reader.language)[0] if forum else ""
        with override(reader.language):
            speech = Speech(reader.language, gettext, ngettext, _Names(self._register))
            return write(due, reader, Place(short, self._origin), speech)


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
