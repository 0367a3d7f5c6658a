"""When the acts of the subject `officers` are in order. Who may enter them is asked in `authority`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.checks import check_parties, check_past
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.officers.state import HeldKey, Keyring, keyring
from comity.record import sk_ecdsa
from comity.record.keys import PublicKey

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.officers import acts

SSH_APPLICATION = "ssh:"
"""How the application of a key begins that OpenSSH made on a security key; a passkey's is a web domain."""

NO_CREDENTIALS = Reason(
    "officers.no_credentials",
    gettext_noop("The Secretariat acts for %(party)s here, but names no note verbale that asks for it."),
    gettext_noop("Give the reference and date of the note in `credentials`; else the party does this itself."),
)
NOTE_USED = Reason(
    "officers.note_used",
    gettext_noop(
        "%(party)s has administrators of its own, and the note verbale %(reference)s has been acted upon already."
    ),
    gettext_noop("The party does this itself, or sends a new note verbale."),
)
CREDENTIALS_OF_OWN = Reason(
    "officers.credentials_of_own",
    gettext_noop("%(party)s acts for itself here; no note verbale is needed, and none is taken."),
    gettext_noop("Leave `credentials` out."),
)
CHAIR_HAS_NONE = Reason(
    "officers.chair_has_none",
    gettext_noop("The chair has no officers of its own: those of the chairing state act for it."),
    gettext_noop("Enrol the officer for that state."),
)
OFFICER_THERE = Reason(
    "officers.officer_there",
    gettext_noop("%(party)s has, or has had, an officer “%(officer)s”."),
    gettext_noop("Choose another id: an id names one officer for ever."),
)
OFFICER_UNKNOWN = Reason(
    "officers.officer_unknown",
    gettext_noop("%(party)s has no officer “%(officer)s”, or has dismissed this officer."),
    gettext_noop("Enrol the officer first, or name one who is there."),
)
KEY_THERE = Reason(
    "officers.key_there",
    gettext_noop("The key %(key)s has been added for %(party)s already."),
    gettext_noop("Each key is of one officer of a party, and one that was revoked does not come back: use a new one."),
)
KEY_UNKNOWN = Reason(
    "officers.key_unknown",
    gettext_noop("“%(officer)s” of %(party)s holds no active key %(key)s."),
    gettext_noop("Name a key of this officer that is not revoked."),
)
PASSKEY_NOWHERE = Reason(
    "officers.passkey_nowhere",
    gettext_noop("The passkey %(key)s does not say at which web origins it may be used."),
    gettext_noop("Give them in `origins`, for instance https://%(application)s."),
)
ORIGIN_ELSEWHERE = Reason(
    "officers.origin_elsewhere",
    gettext_noop("A passkey of %(application)s cannot be used at %(origin)s."),
    gettext_noop("Give origins of that domain or below it."),
)
ORIGINS_OF_NONE = Reason(
    "officers.origins_of_none",
    gettext_noop("The key %(key)s is no passkey, so that no web origins belong to it."),
    gettext_noop("Leave `origins` out."),
)
LAST_OF_SECRETARIAT = Reason(
    "officers.last_of_secretariat",
    gettext_noop("After this nobody could administer the officers of the Secretariat any more."),
    gettext_noop("Add a key for another administrator first."),
)
CONTESTED_ALREADY = Reason(
    "officers.contested_already",
    gettext_noop("That the representation of %(party)s is contested stands in the record already."),
    gettext_noop("Settle that first, by officers.settle."),
)
NOT_CONTESTED = Reason(
    "officers.not_contested",
    gettext_noop("The representation of %(party)s is not contested."),
    gettext_noop("Nothing has to be settled."),
)


def check_enrol(act: Enacted, values: Values) -> None:
    """Refuse an officer whose id is taken, of a party that is none, or for another party without its note verbale."""
    body = cast("acts.Enrol", act.body)
    held = _check_party(act, body, values)
    if held and any(o.officer == body.officer for o in held.officers):
        raise Refused(OFFICER_THERE, party=body.party, officer=body.officer)


def check_add_key(act: Enacted, values: Values) -> None:
    """Refuse a key of no officer, a key that the party has had before, a passkey without its web origins."""
    body = cast("acts.AddKey", act.body)
    held = _check_officer(act, body, values)
    key = PublicKey.from_openssh(body.key)
    if any(k.fingerprint == key.fingerprint for k in held.keys):
        raise Refused(KEY_THERE, party=body.party, key=key.fingerprint)
    _check_origins(key, body.origins)


def check_revoke_key(act: Enacted, values: Values) -> None:
    """Refuse to revoke a key that is not there, or the last one that administers the secretariat."""
    body = cast("acts.RevokeKey", act.body)
    held = _check_officer(act, body, values)
    found = held.held_by(body.officer, body.fingerprint)
    if found is None:
        raise Refused(KEY_UNKNOWN, party=body.party, officer=body.officer, key=body.fingerprint)
    _check_secretariat_stays(held, found)


def check_dismiss(act: Enacted, values: Values) -> None:
    """Refuse to dismiss an officer who is not there, or the last one who administers the secretariat."""
    body = cast("acts.Dismiss", act.body)
    held = _check_officer(act, body, values)
    _check_secretariat_stays(held, *held.active_keys(body.officer))


def check_contest(act: Enacted, values: Values) -> None:
    """Refuse a contest over a party that is none, or of which one goes on."""
    body = cast("acts.Contest", act.body)
    check_parties([body.party], values)
    for claimant in body.claimants:
        for paper in claimant.papers:
            check_past(paper.on, act)
    held = keyring(values, body.party)
    if held and held.contested:
        raise Refused(CONTESTED_ALREADY, party=body.party)


def check_settle(act: Enacted, values: Values) -> None:
    """Refuse to settle what is not contested."""
    body = cast("acts.Settle", act.body)
    for paper in body.papers:
        check_past(paper.on, act)
    held = keyring(values, body.party)
    if held is None or held.contested is None:
        raise Refused(NOT_CONTESTED, party=body.party)


def _check_party(act: Enacted, body: acts.Credentialed, values: Values) -> Keyring | None:
    if body.party == CHAIR:
        raise Refused(CHAIR_HAS_NONE)
    if body.party != SECRETARIAT:
        check_parties([body.party], values)
    held = keyring(values, body.party)
    _check_credentials(act, body, held)
    return held


def _check_credentials(act: Enacted, body: acts.Credentialed, held: Keyring | None) -> None:
    """The secretariat acts for a party on a note verbale only, and on a new one where the party could act itself."""
    if act.party == body.party:
        if body.credentials:
            raise Refused(CREDENTIALS_OF_OWN, party=body.party)
        return
    if body.credentials is None:
        raise Refused(NO_CREDENTIALS, party=body.party)
    check_past(body.credentials.on, act)
    if held and held.able("administrator") and body.credentials.reference in held.notes:
        raise Refused(NOTE_USED, party=body.party, reference=body.credentials.reference)


def _check_officer(act: Enacted, body: acts.Credentialed, values: Values) -> Keyring:
    held = _check_party(act, body, values)
    if held is None or held.officer(body.officer) is None:
        raise Refused(OFFICER_UNKNOWN, party=body.party, officer=body.officer)
    return held


def _check_origins(key: PublicKey, origins: tuple[str, ...]) -> None:
    application = sk_ecdsa.application(key.raw) if key.algorithm == sk_ecdsa.NAME else SSH_APPLICATION
    if application.startswith(SSH_APPLICATION):
        if origins:
            raise Refused(ORIGINS_OF_NONE, key=key.fingerprint)
        return
    if not origins:
        raise Refused(PASSKEY_NOWHERE, key=key.fingerprint, application=application)
    for origin in origins:
        host = origin.split("://", 1)[1].split(":", 1)[0]
        if host != application and not host.endswith(f".{application}"):
            raise Refused(ORIGIN_ELSEWHERE, application=application, origin=origin)


def _check_secretariat_stays(held: Keyring, *going: HeldKey) -> None:
    if held.party != SECRETARIAT:
        return
    left = {k.officer for k in held.keys if k.revoked is None and k not in going}
    if not any(o.officer in left for o in held.able("administrator")):
        raise Refused(LAST_OF_SECRETARIAT)
