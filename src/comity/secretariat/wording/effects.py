"""What a decision brings about, in words: one sentence, true before it is decided and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.said import Day, Named, Said, Thing, Titled, Word

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.forum.decisions import effects


def _admission(effect: Any) -> Said:  # noqa: ANN401 - each kind of effect has fields of its own
    text = gettext_noop("%(party)s receives the status “%(status)s”, once all other steps to it are done.")
    return Said(text, {"party": Named(effect.party), "status": Thing("status", effect.status)})


def _status_end(effect: Any) -> Said:  # noqa: ANN401
    words: dict[str, Word] = {"party": Named(effect.party), "status": Thing("status", effect.status)}
    text = {
        "withdrawn": gettext_noop("The status “%(status)s” of %(party)s ends."),
        "suspended": gettext_noop("The status “%(status)s” of %(party)s is suspended."),
    }[effect.manner]
    if effect.on is None:
        return Said(text, words)
    dated = {
        "withdrawn": gettext_noop("The status “%(status)s” of %(party)s ends on %(day)s."),
        "suspended": gettext_noop("The status “%(status)s” of %(party)s is suspended on %(day)s."),
    }[effect.manner]
    return Said(dated, {**words, "day": Day(effect.on)})


def _chair(effect: Any) -> Said:  # noqa: ANN401
    words: dict[str, Word] = {"state": Named(effect.state), "since": Day(effect.since)}
    if effect.until is None:
        return Said(gettext_noop("%(state)s is chosen for the chair, from %(since)s on."), words)
    text = gettext_noop("%(state)s is chosen for the chair, from %(since)s to %(until)s.")
    return Said(text, {**words, "until": Day(effect.until)})


def _chair_extension(effect: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The term of %(state)s in the chair is prolonged to %(until)s.")
    return Said(text, {"state": Thing("term", effect.term), "until": Day(effect.until)})


def _appointment(effect: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("%(person)s takes the post “%(post)s” on %(since)s.")
    words: dict[str, Word] = {"person": Titled(effect.person), "post": Thing("post", effect.post)}
    return Said(text, {**words, "since": Day(effect.since)})


def _charter(effect: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The charter changes from %(day)s on.")
    return Said(text, {"day": Day(cast("effects.AmendCharter", effect).in_force)})


_SAYINGS: dict[str, Callable[[Any], Said]] = {
    "admission": _admission,
    "status_end": _status_end,
    "chair": _chair,
    "chair_extension": _chair_extension,
    "appointment": _appointment,
    "charter": _charter,
}


def effect_words(effect: effects.Effect) -> Said:
    """Return what a decision brings about, as a sentence."""
    return _SAYINGS[effect.kind](effect)
