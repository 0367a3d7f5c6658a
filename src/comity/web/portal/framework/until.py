"""A moment that is to come, and how long it is until then; for `shared/until.html` and `clock.js`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.secretariat.wording.durations import lasting
from comity.secretariat.wording.hours import in_utc
from comity.store import living
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from comity.secretariat.wording.speech import Speech


class Until(Data):
    """A moment (ISO 8601, UTC), in words, and what is left until then.

    `left` says when it was reckoned, for a page is kept for as long as the record does not grow. For the same reason
    `ahead` is how many milliseconds the forum's clock is ahead of the host's, not what it showed: that stays true.
    """

    moment: str
    text: str
    left: str
    over: bool
    ahead: int


def until(moment: datetime, speech: Speech) -> Until:
    """Return what is left until `moment` by the forum's clock."""
    now = living.now()
    return until_from(now, moment, speech, ahead=now - living.host_now())


def until_from(now: datetime, moment: datetime, speech: Speech, *, ahead: timedelta = timedelta()) -> Until:
    """Return what is left at `now` until `moment`, where the forum's clock is that far `ahead` of the host's."""
    told = {"left": lasting(moment - now, speech.language), "now": in_utc(now, speech.language, _)}
    over = moment <= now
    return Until(
        moment=f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
        text=in_utc(moment, speech.language, _),
        left=_("This time is over.") if over else _("%(left)s left when this page was made, %(now)s") % told,
        over=over,
        ahead=round(ahead.total_seconds()) * 1000,
    )
