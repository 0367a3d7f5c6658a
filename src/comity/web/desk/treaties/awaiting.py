"""Depositary notifications that a party has not acknowledged yet: they stand among what awaits it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.documents.state import KIND as DOCUMENT
from comity.forum.kernel.names import HATS, SECRETARIAT
from comity.forum.kernel.text import said_in
from comity.forum.kernel.values import Key
from comity.forum.treaties.state import KIND as TREATY
from comity.store import treaties as kept
from comity.web.desk.notices.awaiting import Awaited
from comity.web.desk.notices.times import Moment
from comity.web.desk.treaties.kept import asking, every, gist, is_concerned, status_of
from comity.web.desk.treaties.lines import due_text
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comity.forum.documents.state import Document
    from comity.forum.readings.treaties import Status
    from comity.forum.treaties.state import Notification, Treaty
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.sitting import Sitting

MOST = 40
"""How many notifications are looked for; the list of a treaty shows all."""


class Unacknowledged(Data):
    """A notification that waits for its receipt: its number, the treaty, its text's beginning, when it was issued."""

    number: str
    url: str
    treaty: str
    language: str
    text: str
    at: Moment


def unacknowledged(asked: Asking, held: Iterable[Treaty]) -> list[Unacknowledged]:
    """Return the notifications that the party at the desk has not acknowledged, the newest first."""
    return list(_waiting(asked.at, {each.treaty: each for each in held}, _open(asked.at)))


def awaited_receipts(sit: Sitting) -> list[Awaited]:
    """Return the same as what awaits the party on the first page of its desk; no time is set for a receipt."""
    open_ = _open(sit)
    if not open_:
        return []
    names = {each.treaty for each in open_}
    held = cast("dict[str, Treaty]", sit.ask.library.some_of(TREATY, names))
    documents = sit.ask.library.some_of(DOCUMENT, names)
    sit.glance.know((Key(DOCUMENT, name), value) for name, value in documents.items())
    return [_awaited(each) for each in _waiting(sit, held, open_)]


def to_notify(sit: Sitting) -> list[Awaited]:
    """Return the treaties about which the depositary has something to notify; for others nothing."""
    if sit.party != SECRETARIAT:
        return []
    asked = asking(sit)
    found = [status_of(asked, held.treaty) for held in every(asked)]
    return [_to_notify(sit, each, due) for each in found if (due := due_text(each))]


def _to_notify(sit: Sitting, found: Status, due: str) -> Awaited:
    title, language = said_in(found.document.title, sit.ask.language)
    return Awaited(
        url=reverse("desk.treaty", args=[found.treaty.treaty]),
        subject=title,
        language=language,
        sender=_("The Secretariat as depositary"),
        asked=due,
        act="",
        by=None,
        left="",
        gone=False,
        share=0.0,
        late="—",
    )


def _awaited(each: Unacknowledged) -> Awaited:
    return Awaited(
        url=each.url,
        subject=f"{each.number}: {each.treaty}",
        language=each.language,
        sender=_("Depositary notification of %(day)s") % {"day": each.at.day},
        asked=_("an acknowledgement of receipt"),
        act=_("Acknowledge"),
        by=None,
        left="",
        gone=False,
        share=0.0,
    )


def _waiting(sit: Sitting, held: dict[str, Treaty], open_: Iterable[Notification]) -> Iterator[Unacknowledged]:
    for each in open_:
        treaty = held.get(each.treaty)
        of = cast("Document | None", sit.glance.get(Key(DOCUMENT, each.treaty)))
        day = date.fromisoformat(each.entered[:10])
        if treaty is not None and of is not None and is_concerned(treaty, of, sit.party, day, sit.ask.library):
            yield _line(sit, each, treaty, of)


def _open(sit: Sitting) -> list[Notification]:
    """The forum's own offices acknowledge nothing."""
    return [] if sit.party in HATS else kept.unacknowledged(sit.party, MOST)


def _line(sit: Sitting, each: Notification, treaty: Treaty, of: Document) -> Unacknowledged:
    told = next(one for one in treaty.notifications if one.notification == each.notification)
    return Unacknowledged(
        number=each.notification,
        url=reverse("desk.notification", args=[each.notification]),
        treaty=said_in(of.title, sit.ask.language)[0],
        language=said_in(of.title, sit.ask.language)[1],
        text=gist(said_in(told.text, sit.ask.language)[0]),
        at=sit.clock.moment(each.entered),
    )
