"""How a matter stands, in one sentence that says who, when and in which way."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.decisions.machine import BROKEN, LIVE, STATES, WITHDRAWN
from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.said import Said, Thing, Word
from comity.secretariat.wording.messages import acting, at_moment
from comity.secretariat.wording.terms.decisions import OUTCOMES
from comity.web.portal.pages.decisions.words import is_over

if TYPE_CHECKING:
    from comity.forum.decisions import state
    from comity.forum.decisions.state import Decision

CAME_OUT = {
    "meeting": gettext_noop("The %(body)s %(verb)s, at “%(meeting)s”, %(when)s."),
    "silence": gettext_noop("The %(body)s %(verb)s, by silence, with effect since %(when)s."),
    "vote": gettext_noop("The %(body)s %(verb)s, by vote, %(when)s."),
    "support": gettext_noop("The %(body)s %(verb)s, as states have asked, %(when)s."),
}
"""What came out, by the way in which it did."""


def stands(held: Decision) -> Said:
    """Return how a matter stands, as a sentence."""
    result, running = held.result, held.silence
    if running is not None:
        return _runs(running)
    if held.state == BROKEN:
        return _broken(held.silences[-1])
    if result is None or held.state == WITHDRAWN or held.state in LIVE:
        return Said(gettext_noop("It stands thus: %(state)s."), {"state": Said(STATES[held.state])})
    words: dict[str, Word] = {
        "body": Thing("body", held.body),
        "verb": Said(OUTCOMES[result.outcome]),
        "when": at_moment(result.effective),
        "meeting": Thing("meeting", result.meeting or ""),
    }
    text = CAME_OUT[result.way]
    return Said(text, {name: word for name, word in words.items() if f"%({name})s" in text})


def _runs(running: state.Silence) -> Said:
    if is_over(running):
        return Said(gettext_noop("The silence expired at %(when)s, unbroken; it is being concluded."), _when(running))
    return Said(gettext_noop("Under silence until %(when)s."), _when(running))


def _when(running: state.Silence) -> dict[str, Word]:
    return {"when": at_moment(running.expires)}


def _broken(last: state.Silence) -> Said:
    breach = cast("state.Breach", last.breach)
    if not breach.party:
        return Said(
            gettext_noop("Not adopted: a member broke the silence at %(when)s."), {"when": at_moment(breach.entered)}
        )
    text = gettext_noop("Not adopted: %(party)s broke the silence at %(when)s.")
    return Said(text, {"party": acting(breach.party), "when": at_moment(breach.entered)})
