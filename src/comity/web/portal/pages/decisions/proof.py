"""How the time of what ended a silence is proven, in plain words, for the capital concerned."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.kernel.moments import instant
from comity.secretariat.wording.durations import lasting
from comity.secretariat.wording.hours import in_utc
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link

if TYPE_CHECKING:
    from comity.forum.decisions.state import Decision, Silence
    from comity.web.portal.framework.ask import Ask

_MINUTE = timedelta(minutes=1)


class Proof(Data):
    """What proves when a silence began, was extended, and ended.

    `expires` is the moment that counts, `ending` the act that ended it with its time of entry to the millisecond,
    `apart` how long before or after the expiry that was. While a silence runs `ending` is None.
    """

    how: str
    setting: Link
    expires: str
    ending: Link | None
    entered: str
    apart: str
    size: int


def proof(ask: Ask, held: Decision) -> Proof | None:
    """Return how the time of the newest silence is proven, None where there was none."""
    if not held.silences:
        return None
    silence = held.silences[-1]
    ending = next((step for step in held.steps if step.act == silence.ended_act), None)
    return Proof(
        how=silence.ended,
        setting=act_link(silence.clocks[-1].act),
        expires=in_utc(instant(silence.expires), ask.language, _),
        ending=act_link(ending.act) if ending else None,
        entered=ending.entered if ending else "",
        apart=_apart(silence, ending.entered, ask.language) if ending else "",
        size=ask.library.head().size,
    )


def _apart(silence: Silence, entered: str, language: str) -> str:
    """How far an entry lies from the expiry: to the millisecond where that is less than a minute."""
    apart = instant(silence.expires) - instant(entered)
    early, length = apart > timedelta(), abs(apart)
    seconds = _("%(seconds)s seconds") % {"seconds": f"{length.total_seconds():.3f}"}
    told = {"length": seconds if length < _MINUTE else lasting(length, language)}
    return _("%(length)s before the expiry") % told if early else _("%(length)s after the expiry") % told
