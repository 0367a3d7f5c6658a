"""Acts as lists show them: in words, with who entered them and when; and what their types are called."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from babel.dates import format_datetime
from django.utils.translation import gettext as _

from comity.forum.kernel.names import SECRETARIAT
from comity.secretariat.wording import dates
from comity.secretariat.wording.acts import in_words
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link

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
    return {
        "charter": _("Charter"),
        "membership": _("Membership"),
        "offices": _("Chair and offices"),
        "meetings": _("Meetings"),
        "documents": _("Documents"),
        "sources": _("Sources and claims"),
    }


def type_names() -> dict[str, str]:
    """Return what the types of acts are called."""
    return {
        "charter.constitute": _("Constitution of the forum"),
        "charter.adopt": _("Adoption of the charter"),
        "membership.enter_party": _("Entry of a party"),
        "membership.rename": _("Change of name"),
        "membership.sign": _("Signature of a founding document"),
        "membership.accept": _("Decision on a status"),
        "membership.attest": _("Attestation of a status"),
        "membership.lapse": _("End of a status"),
        "offices.elect_chair": _("Choice of the chair"),
        "offices.extend_chair": _("Prolongation of a term in the chair"),
        "offices.take_chair": _("Passing of the chair"),
        "offices.appoint": _("Appointment to a post"),
        "offices.leave": _("End of a tenure"),
        "offices.retitle": _("New title of a post"),
        "offices.seat": _("Seat of the Secretariat"),
        "meetings.plan": _("Planning of a meeting"),
        "meetings.move": _("Postponement of a meeting"),
        "meetings.hold": _("Holding of a meeting"),
        "meetings.attend": _("Attendance at a meeting"),
        "meetings.conclude": _("Outcome of a meeting"),
        "documents.register": _("Registration of a document"),
        "documents.sign": _("Signature of a document"),
        "documents.ratify": _("Consent to be bound"),
        "documents.amend": _("Amendment of a document"),
        "documents.report": _("Report on the standing of a document"),
        "sources.cite": _("Registration of a source"),
        "sources.claim": _("Claim of a source"),
        "sources.correct": _("Correction of an act"),
    }


def moment(ask: Ask, iso: str) -> Moment:
    """Return a moment (RFC 3339, UTC) with its wording, to the second."""
    found = datetime.fromisoformat(iso)
    pattern = "y年M月d日 HH:mm:ss" if ask.language.startswith("zh") else "d MMMM y, HH:mm:ss"
    text = format_datetime(found, pattern, locale=dates.locale_of(ask.language))
    day = dates.day(found.date(), ask.language, "medium")
    return Moment(iso=iso, text=_("%(time)s UTC") % {"time": text}, day=day)


def party_text(ask: Ask, code: str) -> str:
    """Return what the party of an act is called."""
    return _("Secretariat") if code == SECRETARIAT else ask.speech.party(code)


def office_text(office: str) -> str:
    """Return what the office that acted is called; its name in the record where the house has no word for it."""
    return _("registrar") if office == REGISTRAR else office


def act_lines(ask: Ask, acts: Sequence[Enacted]) -> list[ActLine]:
    """Return acts as lists show them; what their sentences name is fetched in one go."""
    kinds = type_names()
    said = ask.say(*(in_words(act) for act in acts))
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
