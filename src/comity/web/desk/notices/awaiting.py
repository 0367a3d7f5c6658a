"""What awaits a party: what others have asked of it, the nearest first; what waits for its own officers' hands."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.secretariat.wording.choices import REPLIES
from comity.store import notices as queries
from comity.store.readings import unopened
from comity.web.desk.notices.lines import Line, addressees_of, is_restricted, line, sender_of, standing_of
from comity.web.desk.notices.times import Moment
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from comity.forum.notices.acts import Send
    from comity.forum.notices.state import Due
    from comity.secretariat.reading import Said
    from comity.web.desk.notices.sitting import Sitting

SHOWN = 20
"""How many of what awaits the desk shows at first; the list of what was received shows all."""

LATEST = 5


class Awaited(Data):
    """Something asked of the party: what, by whom, by when. `left` is empty without a time, and where that is gone.

    `late` is what is said once the time has gone by; `now` is true of what a meeting that sits asks at this moment.
    """

    url: str
    subject: str
    language: str
    sender: str
    asked: str
    act: str
    by: Moment | None
    left: str
    gone: bool
    share: float
    late: str = ""
    now: bool = False


class Desk(Data):
    """What the first page of a desk shows of notices."""

    awaited: list[Awaited]
    total: int
    latest: list[Line]


def open_dues(sit: Sitting) -> list[Due]:
    """Return all that is asked of the party and open: to come, the nearest first; then without a time; then gone by."""
    found = [*queries.dues(sit.party), *sit.here.house.ledger.private.tray(sit.party)]
    now = f"{sit.clock.now:%Y-%m-%dT%H:%M:%SZ}"
    return sorted(found, key=lambda due: (1, due.sent) if due.by is None else (0 if due.by >= now else 2, due.by))


def in_order(sit: Sitting, found: Iterable[Awaited]) -> list[Awaited]:
    """Return what awaits in the order in which it weighs: to come, the nearest first; without a time; gone by."""
    now = f"{sit.clock.now:%Y-%m-%dT%H:%M:%SZ}"

    def place(each: Awaited) -> tuple[int, str]:
        return (1, "") if each.by is None else (0 if each.by.iso >= now else 2, each.by.iso)

    return sorted(found, key=place)


def desk(sit: Sitting, further: Sequence[Awaited] = ()) -> Desk:
    """Return what awaits the party, as far as the first page shows it, and what came last.

    `further` is what other subjects than notices ask of it.
    """
    dues = open_dues(sit)
    shown = dues[:SHOWN]
    newest = list(islice(queries.sent(queries.Stretch()), queries.CHUNK))
    # The first act on what is due is the one that asks for it.
    acts = sit.reader.acts([*(due.acts[0] for due in shown), *newest])
    notes = [_awaited(sit, due, acts[due.acts[0]]) for due in shown if due.acts[0] in acts]
    return Desk(
        awaited=in_order(sit, [*further, *notes])[:SHOWN],
        total=len(dues) + len(further),
        latest=_latest(sit, [acts[index] for index in newest if index in acts], {due.acts[0]: due for due in dues}),
    )


def _awaited(sit: Sitting, due: Due, said: Said) -> Awaited:
    body = cast("Send", said.act.body)
    left = sit.clock.left(due.by) if due.by else ""
    return Awaited(
        url=reverse("desk.notice", args=[due.notice]),
        subject=sit.said(body.subject),
        language=sit.tongue(body.subject),
        sender=sit.title(sender_of(said)),
        asked=_(REPLIES[due.reply]),
        act=_("Answer") if due.reply == "answer" else _("Acknowledge"),
        by=sit.clock.moment(due.by) if due.by else None,
        left=left,
        gone=bool(due.by) and not left,
        share=sit.clock.share(due.by) if due.by else 0.0,
    )


def _latest(sit: Sitting, came: Iterable[Said], dues: Mapping[int, Due]) -> list[Line]:
    """What was received last and was opened by nobody of the party yet."""
    ours = [said for said in came if sit.party in addressees_of(said) and said.act.index not in dues]
    unread = unopened(sit.here.house, sit.party, [said.act.index for said in ours if is_restricted(said)])
    fresh = [said for said in ours if said.act.index in unread]
    return [line(sit, said, standing_of(sit, None), is_new=True) for said in fresh[:LATEST]]
