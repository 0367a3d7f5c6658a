"""Acts of one party count without gaps: what is told to those whose act was overtaken, and who would overtake one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.record.entry import parse_act
from comity.secretariat.wording.acts import in_words
from comity.secretariat.wording.types import TYPES
from comity.store import drafts
from comity.web.desk.acts.naming import Officers
from comity.web.desk.acts.telling import Told
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.library import ActSift
from comity.web.portal.pages.actlines import moment

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.store.drafts import Draft
    from comity.web.desk.acts.bench import Bench
    from comity.web.desk.presence import Present
    from comity.web.portal.framework.ask import Ask


class Waiting(Data):
    """An act of the party that bears signatures and waits for others."""

    kind: str
    url: str
    signed: str


def overtaken(ask: Ask, bench: Bench, draft: Draft) -> Told:
    """Return what is told where another act of the party has taken the number of a draft's."""
    serial = parse_act(draft.line).serial
    text = _("Meanwhile another act of your party was entered, and acts are counted without gaps.")
    by = _by(ask, bench, serial)
    if by is not None:
        said = ask.say(in_words(by))[0]
        words = {
            "number": serial,
            "act": by.index,
            "officer": Officers(ask, bench.here).name(by.office),
            "time": moment(ask, by.entered).text,
            "says": said,
        }
        text = (
            _(
                "Meanwhile your officer %(officer)s has entered another act, which took the number %(number)s: act "
                "%(act)s of the record, %(time)s. %(says)s"
            )
            % words
        )
    if draft.waiting:
        remedy = _(
            "The signatures given for this act are therefore void. Have it drawn up anew and sign again: nothing that "
            "was typed is lost."
        )
    else:
        remedy = _("Yours is drawn up anew below, with its new number. Read it once more and sign it.")
    return Told(what=_("Another act was entered first"), text=text, remedy=remedy, code="door.serial_out_of_turn")


def waiting_beside(ask: Ask, here: Present, draft: Draft) -> list[Waiting]:
    """Return the acts of the party that wait for signatures, which would be void if another act was entered first."""
    held = [each for each in drafts.waiting(here.house.vault, here.shelf) if each.id != draft.id]
    officers = Officers(ask, here) if held else None
    return [
        Waiting(
            kind=_(TYPES.get(each.kind, each.kind)),
            url=reverse("desk.sign", args=[each.id]),
            signed=officers.who_signed(each.signatures) if officers else "",
        )
        for each in held
    ]


def _by(ask: Ask, bench: Bench, serial: int) -> Enacted | None:
    """The act of the party that bears a number by its own count: the newest bears the one before the next."""
    here = bench.here
    place = bench.drawer.due(here.party) - 1 - serial
    found = ask.library.acts(ActSift(party=here.party), place, 1).rows if place >= 0 else ()
    return here.house.ledger.opened(found[0].index) or found[0] if found else None
