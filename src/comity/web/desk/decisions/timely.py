"""Whether an act came in time, to the second: for the page on which it is signed, and for its receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from babel.lists import format_list
from babel.units import format_unit
from django.utils.translation import gettext as _

from comity.forum.decisions.machine import SILENCE, VOTING
from comity.forum.decisions.state import KIND, Decision
from comity.forum.kernel.moments import instant
from comity.forum.kernel.values import Key
from comity.secretariat.wording.dates import locale_of
from comity.web.desk.decisions.deeds import OF_TYPES
from comity.web.desk.decisions.lines import matter_url
from comity.web.portal.framework.until import until
from comity.web.portal.pages.actlines import moment as exact_moment
from comity.web.portal.pages.decisions.words import in_language

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.web.portal.framework.ask import Ask

UNDER_SILENCE = frozenset(
    f"decisions.{kind}"
    for kind in ("break_silence", "relay_objection", "reserve", "lift_reservation", "extend_silence", "veto_silence")
)
UNDER_VOTE = frozenset(("decisions.vote", "decisions.cast"))
"""Types of acts that have to be entered before a moment."""

_UNITS = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
_SHORT = 3


def deadline(ask: Ask, act: Enacted) -> dict[str, Any] | None:
    """Return the moment before which an act has to be entered, with its clock; None for one that has no such moment."""
    held = _held(ask, act)
    expires = _running(held, act) if held else None
    if expires is None:
        return None
    return {"until": until(instant(expires), ask.speech), "silence": act.type in UNDER_SILENCE}


def _held(ask: Ask, act: Enacted) -> Decision | None:
    if act.type not in UNDER_SILENCE | UNDER_VOTE:
        return None
    name = getattr(act.body, "decision", "")
    return cast("Decision | None", ask.library.get(Key(KIND, name)))


def _running(held: Decision, act: Enacted) -> str | None:
    if act.type in UNDER_SILENCE:
        return held.silence.expires if held.state == SILENCE and held.silence else None
    return held.voting.closes if held.state == VOTING and held.voting else None


def margin(ask: Ask, act: Enacted, entered: str) -> str:
    """Return how long before its moment an act was entered, as a sentence; nothing of one that has no such moment."""
    held = _held(ask, act)
    expires = _then(held, act, entered) if held else None
    if held is None or expires is None:
        return ""
    before = instant(expires) - instant(entered)
    words = {
        "entered": exact_moment(ask, entered).text,
        "before": exactly(before, ask.language),
        "expires": exact_moment(ask, expires).text,
    }
    if act.type in UNDER_VOTE:
        return _("Entered %(entered)s: %(before)s before the close of the vote, %(expires)s.") % words
    return _("Entered %(entered)s: %(before)s before the expiry of the silence, %(expires)s.") % words


def _then(held: Decision, act: Enacted, entered: str) -> str | None:
    """The moment as it stood when the act came: an extension of later does not count."""
    if act.type in UNDER_VOTE:
        return held.voting.closes if held.voting else None
    for silence in held.silences:
        if silence.started <= entered:
            clocks = [each.expires for each in silence.clocks if each.act < act.index]
            if clocks and instant(entered) < instant(clocks[-1]):
                return clocks[-1]
    return None


def exactly(stretch: timedelta, language: str) -> str:
    """Return a stretch of time in words down to the second: of a long one, its three largest units."""
    left, parts = int(stretch.total_seconds()), []
    if not left:
        return _("less than a second")
    for unit, length in _UNITS:
        count, left = divmod(left, length)
        if count:
            parts.append(format_unit(count, f"duration-{unit}", "long", locale=locale_of(language)))
    return str(format_list(parts[:_SHORT], "unit", locale_of(language)))


def consequence(act: Enacted) -> str:
    """Return what will follow from an act about a matter, in a sentence; nothing of any other act."""
    deed = OF_TYPES.get(act.type)
    return _(deed.follows) if deed else ""


def matter_of(ask: Ask, act: Enacted) -> dict[str, str] | None:
    """Return a link to the matter that an act is about; None for an act about none."""
    name = str(getattr(act.body, "decision", "") or "") if act.type.startswith("decisions.") else ""
    held = cast("Decision | None", ask.library.get(Key(KIND, name))) if name else None
    return {"url": matter_url(name), "text": in_language(ask, held.title)} if held else None
