"""Whether a party's office may enter an act with the key that signed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.officers.state import keyring

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

NO_KEYS = Reason(
    "officers.no_keys",
    gettext_noop("%(party)s has no key in the record, so nothing can be entered in its name."),
    gettext_noop("Its keys have to be entered first."),
)
NOT_ITS_KEY = Reason(
    "officers.not_its_key",
    gettext_noop("The key %(key)s is not held by the office “%(office)s” of %(party)s."),
    gettext_noop("Sign with a key that this office holds in the record."),
)
UNSIGNED = Reason(
    "officers.unsigned",
    gettext_noop("The act bears no signature."),
    gettext_noop("Sign it with a key that the office holds."),
)


def check_authority(act: Enacted, fingerprints: Iterable[str], values: Values) -> None:
    """Refuse an act that none of its office's keys signed, or that also bears a key of somebody else.

    `fingerprints` are those of the keys whose signatures have been verified. The first act brings its own keys, so it
    is judged by the keyring that it makes.
    """
    held = keyring(values, act.party)
    if held is None:
        raise Refused(NO_KEYS, party=act.party)
    signed = list(fingerprints)
    if not signed:
        raise Refused(UNSIGNED)
    for fingerprint in signed:
        if held.held_by(act.office, fingerprint) is None:
            raise Refused(NOT_ITS_KEY, key=fingerprint, office=act.office, party=act.party)
