"""What a page of officers shows: each with office, functions and keys; invitations; keys that await a signature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from pydantic import ValidationError

from comity.forum.kernel.text import said_in
from comity.forum.officers.acts import AddKey
from comity.record.keys import PublicKey
from comity.secretariat.keynames import key_words
from comity.secretariat.wording.fields import language_name
from comity.store import drafts, invitations, people
from comity.store.living import host_now
from comity.web.desk.notices.times import Clock, Moment, clock_of
from comity.web.desk.officers.wording import key_kind, reasons, short_functions
from comity.web.desk.presence import now
from comity.web.desk.signin.joining import KIND
from comity.web.portal.framework.data import Data, Link
from comity.web.portal.framework.links import act_link
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.officers.state import HeldKey, Officer
    from comity.store.invitations import Invitation
    from comity.store.people import Person
    from comity.web.desk.officers.affair import Affair
    from comity.web.portal.framework.ask import Ask


class KeyShown(Data):
    """A key: its fingerprint and kind, where it was made, by which acts it was added and revoked, and why."""

    fingerprint: str
    kind: str
    label: str
    added: Link
    revoked: Link | None
    reason: str
    revoke_url: str


class PersonShown(Data):
    """Who serves as an officer, as far as the directory tells."""

    name: str
    email: str
    telephone: str
    languages: str
    time_zone: str


class OfficerShown(Data):
    """An officer, by an opaque id and an office; who it is; what can be done, by addresses that may be empty."""

    officer: str
    office: str
    functions: str
    enrolled: Link
    dismissed: Link | None
    keys: list[KeyShown]
    person: PersonShown | None
    invite_url: str
    directory_url: str
    dismiss_url: str


class AwaitingShown(Data):
    """A key that an officer has made and nobody has signed for: by its words two people compare it."""

    office: str
    person: str
    fingerprint: str
    words: list[str]
    english: list[str]
    since: Moment | None
    sign_url: str


class InvitationShown(Data):
    """An invitation: for whom, by whom, how it stands; `mark` names it where it can be withdrawn."""

    mark: str
    office: str
    by: str
    state: str
    stands: str
    created: Moment
    expires: Moment


class Board(Data):
    """The officers of a party."""

    party: str
    officers: list[OfficerShown]
    former: list[OfficerShown]
    awaiting: list[AwaitingShown]
    invitations: list[InvitationShown]
    administrators: list[str]


def board(ask: Ask, affair: Affair, *, may: bool) -> Board:
    """Return what is shown of the officers of a party; what can be done there only if the desk `may` do it."""
    held, clock = affair.held, clock_of(affair.here, ask.language, now())
    known = people.directory(affair.here.house.vault, affair.party) if affair.sees_people else {}
    labels = people.labels([person.id for person in known.values()])
    shown = [_officer(ask, affair, officer, known.get(officer.officer), labels, may=may) for officer in held.officers]
    return Board(
        party=affair.party,
        officers=[each for each in shown if not each.dismissed],
        former=[each for each in shown if each.dismissed],
        awaiting=list(_awaiting(ask, clock, affair, known)),
        invitations=list(_invitations(ask, clock, affair)) if affair.sees_people else [],
        administrators=[said_in(each.office, ask.language)[0] for each in held.able("administrator")],
    )


def office_of(ask: Ask, affair: Affair, officer: str) -> str:
    """Return what an officer's office is called; the officer's id where the record has none."""
    found = next((each for each in affair.held.officers if each.officer == officer), None)
    return said_in(found.office, ask.language)[0] if found else officer


def _officer(
    ask: Ask, affair: Affair, found: Officer, person: Person | None, labels: dict[str, str], *, may: bool
) -> OfficerShown:
    active, names = found.dismissed is None, short_functions()
    me = affair.own and found.officer == affair.here.hat.officer
    keys = [key for key in affair.held.keys if key.officer == found.officer]
    return OfficerShown(
        officer=found.officer,
        office=said_in(found.office, ask.language)[0],
        functions=" · ".join(names[function] for function in found.functions),
        enrolled=act_link(found.act),
        dismissed=None if found.dismissed is None else act_link(found.dismissed),
        keys=[_key(affair, key, labels.get(key.fingerprint, ""), may=may and active) for key in keys],
        person=_person(person, ask.language),
        invite_url=affair.address(".invite", found.officer) if may and active else "",
        directory_url=affair.address(".directory", found.officer) if person and (may or me) else "",
        dismiss_url=affair.address(".dismiss", found.officer) if may and active else "",
    )


def _person(found: Person | None, language: str) -> PersonShown | None:
    if found is None:
        return None
    said = found.profile
    return PersonShown(
        name=said.name,
        email=said.email,
        telephone=said.telephone,
        languages=", ".join(language_name(each, language) for each in said.languages),
        time_zone=said.time_zone,
    )


def _key(affair: Affair, key: HeldKey, label: str, *, may: bool) -> KeyShown:
    active = key.revoked is None
    address = affair.address(".revoke", key.officer) if may and active else ""
    return KeyShown(
        fingerprint=key.fingerprint,
        kind=key_kind(key.openssh),
        label=label,
        added=act_link(key.act),
        revoked=None if key.revoked is None else act_link(key.revoked),
        reason=reasons().get(key.reason, ""),
        revoke_url=address and f"{address}?{urlencode({'key': key.fingerprint})}",
    )


def _awaiting(ask: Ask, clock: Clock, affair: Affair, known: dict[str, Person]) -> Iterator[AwaitingShown]:
    """Drafts of the desk that would add a key for an officer of the party."""
    for draft in drafts.listed(affair.here.house.vault, affair.here.shelf):
        if draft.kind != KIND or draft.fields.get("party") != affair.party:
            continue
        try:
            body = AddKey.model_validate(dict(draft.fields))
        except ValidationError:
            continue
        person = known.get(body.officer)
        fingerprint = PublicKey.from_openssh(body.key).fingerprint
        yield AwaitingShown(
            office=office_of(ask, affair, body.officer),
            person=person.profile.name if person else "",
            fingerprint=fingerprint,
            words=key_words(fingerprint, ask.language),
            english=[] if ask.language == "en" else key_words(fingerprint, "en"),
            since=clock.moment(draft.created) if draft.created else None,
            sign_url=reverse("desk.sign", args=[draft.id]),
        )


def _invitations(ask: Ask, clock: Clock, affair: Affair) -> Iterator[InvitationShown]:
    states = {
        "waiting": (_("waits to be followed"), "half"),
        "used": (_("was followed"), "full"),
        "withdrawn": (_("was withdrawn"), "faint"),
        "expired": (_("has expired"), "faint"),
    }
    for found in invitations.listed(affair.party):
        state = found.state(host_now())
        yield InvitationShown(
            mark=found.mark if state == "waiting" else "",
            office=office_of(ask, affair, found.hat.officer),
            by=_inviter(ask, affair, found),
            state=states[state][0],
            stands=states[state][1],
            created=clock.moment(found.created),
            expires=clock.moment(found.used or found.expires),
        )


def _inviter(ask: Ask, affair: Affair, found: Invitation) -> str:
    party = party_text(ask, found.by.party)
    return office_of(ask, affair, found.by.officer) if found.by.party == affair.party else party
