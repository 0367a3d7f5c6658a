"""Notices as lists show them, and how each stands for whoever reads the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.notices.acts import Send
from comity.secretariat.composing import PUBLIC
from comity.secretariat.wording.choices import PRECEDENCES, REPLIES
from comity.web.desk.notices.times import Moment
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from comity.forum.notices.acts import RegisterPaper
    from comity.forum.notices.state import Due
    from comity.secretariat.reading import Said
    from comity.web.desk.notices.sitting import Sitting


class Standing(Data):
    """How far something has come: a word, and a mark beside it (empty, half, full, faint). `left` is the time left."""

    text: str
    mark: str = ""
    left: str = ""


class Line(Data):
    """A notice in a list."""

    index: int
    number: str
    url: str
    subject: str
    language: str
    sender: str
    to: str
    at: Moment
    precedence: str
    urgent: bool
    standing: Standing
    is_new: bool = False
    for_information: bool = False
    on_paper: bool = False


def sender_of(said: Said) -> str:
    """Return who wrote a notice; of one on paper its act tells it."""
    return str(getattr(said.act.body, "sender", said.act.party))


def addressees_of(said: Said) -> tuple[str, ...]:
    """Return to whom a notice went; one on paper, to whoever registered it."""
    return tuple(getattr(said.act.body, "to", (said.act.party,)))


def line(sit: Sitting, said: Said, standing: Standing, **further: Any) -> Line:  # noqa: ANN401 - fields of a line
    """Return a notice as a list shows it."""
    body = cast("Send | RegisterPaper", said.act.body)
    precedence = body.precedence if isinstance(body, Send) else "routine"
    return Line(
        index=said.act.index,
        number=body.notice,
        url=reverse("desk.notice", args=[body.notice]),
        subject=sit.said(body.subject),
        language=sit.tongue(body.subject),
        sender=sit.title(sender_of(said)),
        to=sit.names(addressees_of(said)),
        at=sit.clock.moment(said.act.entered),
        precedence=_(PRECEDENCES[precedence]),
        urgent=precedence != "routine",
        standing=standing,
        on_paper=not isinstance(body, Send),
        **further,
    )


def standing_of(sit: Sitting, due: Due | None) -> Standing:
    """Return how a notice stands for one of its addressees."""
    if due is None or (due.reply == "none" and due.met is None and due.withdrawn is None):
        return Standing(text=_("nothing is asked for"), mark="none")
    if due.withdrawn is not None:
        return Standing(text=_("withdrawn"), mark="faint")
    if due.met is not None:
        return Standing(text=_("answered") if due.reply == "answer" else _("acknowledged"), mark="full")
    asked = _(REPLIES[due.reply])
    if due.by is None:
        return Standing(text=_("asked for: %(reply)s") % {"reply": asked})
    moment, left = sit.clock.moment(due.by), sit.clock.left(due.by)
    if not left:
        return Standing(text=_("asked for by %(day)s; not received yet") % {"day": moment.day})
    return Standing(text=_("asked for by %(day)s: %(reply)s") % {"day": moment.day, "reply": asked}, left=left)


def is_restricted(said: Said) -> bool:
    """Whether what an act says is withheld from the record, so that its readings are noted."""
    return said.audience != PUBLIC
