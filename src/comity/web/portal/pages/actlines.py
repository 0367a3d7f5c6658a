"""Acts as lists show them: in words, with who entered them and when; and what their types are called."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.kernel.names import SECRETARIAT
from comity.secretariat.wording import dates
from comity.secretariat.wording.acts import in_words
from comity.secretariat.wording.fields import party_name
from comity.secretariat.wording.types import SUBJECTS, TYPES
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link
from comity.web.portal.pages.withheld import spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.kernel.acts import Enacted
    from comity.web.portal.framework.ask import Ask

REGISTRAR = "registrar"


class Moment(Data):
    """A moment in UTC: `iso` for machines, `text` and the shorter `day` as the reader's language writes it."""

    iso: str
    text: str
    day: str


class ActLine(Data):
    """An act as lists show it. `by` is who entered it, and empty for the secretariat's registrar, who enters most."""

    act: Link
    type: str
    kind: str
    says: str
    party: str
    office: str
    by: str
    entered: Moment


def subject_names() -> dict[str, str]:
    """Return what the subjects of acts are called."""
    return {subject: _(name) for subject, name in SUBJECTS.items()}


def type_names() -> dict[str, str]:
    """Return what the types of acts are called."""
    return {kind: _(name) for kind, name in TYPES.items()}


def moment(ask: Ask, iso: str) -> Moment:
    """Return a moment (RFC 3339, UTC) with its wording, to the second."""
    text, day = _written(iso, ask.language)
    return Moment(iso=iso, text=_("%(time)s UTC") % {"time": text}, day=day)


# A page may hold a hundred of them, and its parts name the same ones again.
@lru_cache(maxsize=4096)
def _written(iso: str, language: str) -> tuple[str, str]:
    found = datetime.fromisoformat(iso)
    return dates.moment(found, language, seconds=True), dates.day(found.date(), language, "medium")


def party_text(ask: Ask, code: str) -> str:
    """Return what the party of an act is called."""
    return party_name(ask.speech, code)


def office_text(office: str) -> str:
    """Return what the office that acted is called; its name in the record where the house has no word for it."""
    return _("registrar") if office == REGISTRAR else office


def act_lines(ask: Ask, acts: Sequence[Enacted]) -> list[ActLine]:
    """Return acts as lists show them; what their sentences name is fetched in one go.

    What was withheld and then made public is said.
    """
    kinds = type_names()
    said = ask.say(*(in_words(act) for act in spoken(ask, acts)))
    return [_line(ask, act, kinds[act.type], says) for act, says in zip(acts, said, strict=True)]


def _line(ask: Ask, act: Enacted, kind: str, says: str) -> ActLine:
    party, office = party_text(ask, act.party), office_text(act.office)
    usual = (act.party, act.office) == (SECRETARIAT, REGISTRAR)
    return ActLine(
        act=act_link(act.index),
        type=act.type,
        kind=kind,
        says=says,
        party=party,
        office=office,
        by="" if usual else f"{party}, {office}",
        entered=moment(ask, act.entered),
    )
