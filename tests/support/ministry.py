"""Officers of the forum of `desks` with keys that no browser holds: Kazakhstan's, and Mongolia's ambassador."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.record import sshsig
from comity.record.entry import namespace
from comity.record.keys import PrivateKey
from comity.secretariat.composing import Hat
from tests.support import desks
from tests.support.authenticator import SecurityKey
from tests.support.machine import slug
from tests.support.small_forum import ORIGIN

if TYPE_CHECKING:
    from comity.secretariat.composing import Drawn
    from comity.store.house import House
    from tests.support.machine import Machine

SCOPE = namespace(ORIGIN)
ADMINISTRATOR, AMBASSADOR, COUNSELLOR = (Hat("KAZ", name) for name in ("administrator", "ambassador", "counsellor"))
KEY = PrivateKey.from_seed(b"k" * 32)
"""The ambassador's."""

ADMINISTRATORS_KEY = PrivateKey.from_seed(b"a" * 32)

TOKEN = SecurityKey()
"""The counsellor's."""

OTHERS_KEY = PrivateKey.from_seed(b"m" * 32)
"""That of Mongolia's ambassador."""

NOTE = {"party": "KAZ", "to": ["CHN", "BLR"], "subject": "A visit", "text": "The delegation arrives on Monday."}


def give_keys(house: House) -> None:
    """Enter the keys, each by an act of the party's administrator."""
    add_key(house, ADMINISTRATOR, ADMINISTRATORS_KEY.public.openssh)
    add_key(house, AMBASSADOR, KEY.public.openssh)
    add_key(house, COUNSELLOR, TOKEN.public.openssh)
    add_key(house, Hat("MNG", "ambassador"), OTHERS_KEY.public.openssh)


def add_key(house: House, hat: Hat, key: str) -> None:
    said = {"party": hat.party, "officer": hat.officer, "key": key}
    desks.enter(house, Hat(hat.party, "administrator"), "officers.add_key", **said)


def note(machine: Machine, heading: dict[str, Any] | None = None, **changed: object) -> Drawn:
    """A note that Kazakhstan's ambassador may send."""
    said = NOTE | {"notice": slug("kaz")} | changed
    stands = machine.heading("KAZ", **(heading or {}))
    return machine.draw(AMBASSADOR, "notices.send", "participants", heading=stands, **said)


def by(key: PrivateKey, drawn: Drawn, signer: str = "KAZ/ambassador", scope: str = SCOPE) -> tuple[str, bytes]:
    """The signature of an act, with who is said to have made it."""
    return signer, sshsig.sign(key, drawn.line, scope)
