"""What follows from a step on the way to a status: whether it begins with it, and as the how-manieth."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.charter.state import charter
from comity.forum.membership.acts import Sign
from comity.forum.membership.counts import places
from comity.forum.membership.state import Party, party, signed
from comity.forum.membership.statuses import spells
from comity.web.portal.framework.links import day_text
from comity.web.portal.framework.membership import membership

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.charter.acts import Adopt
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.web.portal.framework.ask import Ask


def consequences(ask: Ask, values: Values, act: Enacted) -> list[str]:
    """Return in sentences what follows from a signature on which a status rests; nothing of other acts."""
    held, rules = party(values, getattr(act.body, "party", "")), charter(values)
    if not isinstance(act.body, Sign) or held is None or rules is None:
        return []
    return list(_signed(ask, held, signed(held, act, held.party), rules.on(act.entered[:10]), act))


def _signed(ask: Ask, was: Party, now: Party, rules: Adopt, act: Enacted) -> Iterator[str]:
    before = {(each.status, each.since) for each in spells(was, rules)}
    instrument = act.body.instrument if isinstance(act.body, Sign) else ""
    for spell in spells(now, rules):
        if (spell.status, spell.since) not in before and spell.since.latest:
            others = [each for each in membership(ask.library).spells if each.party != now.party]
            place = places([*others, spell], spell.status).get(now.party)
            words = {
                "party": ask.speech.party(now.party, date.fromisoformat(act.entered[:10])),
                "status": ask.speech.title("status", spell.status),
                "day": day_text(ask, spell.since.latest.isoformat()),
                "place": place.first if place else "—",
            }
            yield _("With this %(party)s becomes %(status)s on %(day)s, number %(place)s in order.") % words
            return
    for way in rules.admissions:
        if instrument in way.signatures and way.status not in {status for status, _since in before}:
            yield from _missing(ask, now, way.signatures, decision=way.decision, status=way.status)
            return


def _missing(ask: Ask, now: Party, instruments: tuple[str, ...], *, decision: bool, status: str) -> Iterator[str]:
    done = {each.instrument for each in now.signatures}
    for name in instruments:
        if name not in done:
            yield _("Then “%(document)s” is to be signed as well.") % {"document": ask.speech.title("document", name)}
    if decision and not any(each.status == status for each in now.acceptances):
        yield _("The status begins once the forum has decided as well, in whatever order.")
