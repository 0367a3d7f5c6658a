"""What a decision would bring about if it were taken today, in words: also which of the other steps are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.charter.state import charter
from comity.forum.decisions.effects import Admit
from comity.forum.membership.state import party as party_of
from comity.secretariat.wording.effects import effect_words
from comity.web.portal.framework.links import day_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.decisions.state import Decision
    from comity.web.desk.decisions.asking import Asking


def brings(asked: Asking, held: Decision) -> list[str]:
    """Return what a matter's decision is to bring about, in sentences; nothing where it is nothing beside its text."""
    if held.effect is None:
        return []
    said = asked.at.ask.say(effect_words(held.effect))
    return [*said, *(_steps(asked, held.effect) if isinstance(held.effect, Admit) else ())]


def _steps(asked: Asking, effect: Admit) -> Iterator[str]:
    """Which documents the party has signed of those that the charter asks for, and what follows today."""
    rules, known = charter(asked.view), party_of(asked.view, effect.party)
    ways = [way for way in rules.admissions(effect.status, asked.day) if way.decision] if rules else []
    wanted = list(dict.fromkeys(name for way in ways for name in way.signatures))
    if known is None or not wanted:
        return
    asked.at.ask.titles.fetch("document", wanted)
    signed = {each.instrument: each.on for each in known.signatures}
    for name in wanted:
        title = asked.at.ask.speech.title("document", name)
        if name in signed:
            yield _("“%(document)s”: signed on %(day)s.") % {
                "document": title,
                "day": day_text(asked.at.ask, signed[name]),
            }
        else:
            yield _("“%(document)s”: not signed yet.") % {"document": title}
    if all(name in signed for name in wanted):
        yield _("So the status begins today.")
    else:
        yield _("So the status begins on the day of the last signature.")
