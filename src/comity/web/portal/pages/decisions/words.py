"""What pages of decisions call things: in which state a matter is, how it came out, who acted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.decisions import machine
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.moments import instant
from comity.forum.kernel.names import HATS
from comity.forum.kernel.text import said_in
from comity.forum.membership.roll import deciding
from comity.forum.membership.state import KIND as PARTY
from comity.secretariat.wording.fields import party_name
from comity.store import living
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.links import party_link

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision, Silence
    from comity.web.portal.framework.ask import Ask

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "open": (
        gettext_noop("open"),
        (
            machine.PROPOSED,
            machine.PUT,
            machine.VOTING,
            machine.COUNTED,
            machine.AGREED,
            machine.CONSULTING,
            machine.DEFERRED,
        ),
    ),
    "silence": (gettext_noop("under silence"), (machine.SILENCE,)),
    "decided": (gettext_noop("decided"), (machine.STANDS, machine.MOVED)),
    "not_adopted": (gettext_noop("not adopted"), (machine.BROKEN, machine.NOT_CARRIED)),
    "withdrawn": (gettext_noop("withdrawn"), (machine.WITHDRAWN,)),
}
"""What the states of a matter amount to for a reader, and which states these are."""

WAYS = {
    "meeting": gettext_noop("at a meeting"),
    "silence": gettext_noop("by silence"),
    "vote": gettext_noop("by vote"),
    "support": gettext_noop("by request of states"),
}
"""In which way something came out."""


class Who(Data):
    """Who acted: a party with its page, or one of the forum's own offices, which have none."""

    code: str
    text: str
    url: str


def group_of(state: str) -> str:
    """Return what a state amounts to ("decided")."""
    return next(name for name, (_text, states) in GROUPS.items() if state in states)


def who(ask: Ask, code: str, on: str | None = None) -> Who:
    """Return who acted, by the name of that day; of a member that is not told, the empty code and no address."""
    if not code:
        return Who(code="", text=_("a member that is not told"), url="")
    if code in HATS:
        return Who(code=code, text=party_name(ask.speech, code), url="")
    link = party_link(ask, code, on)
    return Who(code=code, text=link.text, url=link.url)


def in_language(ask: Ask, text: dict[str, str] | None) -> str:
    """Return a text in the reader's language, or the nearest that there is; nothing where there is none."""
    return said_in(text, ask.language)[0] if text else ""


def is_over(running: Silence) -> bool:
    """Whether a silence that is not concluded has expired by now."""
    return instant(running.expires) <= living.now()


def state_text(held: Decision) -> str:
    """Return in which state a matter is, in words."""
    running = held.silence
    if running is not None and is_over(running):
        return _("the silence has expired; it is being concluded")
    return _(machine.STATES[held.state])


def members(ask: Ask, day: str) -> list[str]:
    """Return who decides on a day (YYYY-MM-DD)."""
    # The roll asks for parties one by one; here they come in one query.
    ask.library.all_of(PARTY)
    return deciding(day, ask.library)
