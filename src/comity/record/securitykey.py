"""What signatures of security keys and passkeys have in common (OpenSSH's PROTOCOL.u2f).

Such a key is bound to an *application*, a name chosen when it was made: ``ssh:`` for
``ssh-keygen``, a website's domain for a passkey. It signs the hash of that name, a byte of
flags, a counter, and the hash of the message. The counter tells a service of copied keys;
a record has no use for it, so it is signed but not judged.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from comity.record.errors import Malformed, SignatureInvalid

if TYPE_CHECKING:
    from comity.record.wire import Reader

USER_PRESENT = 0x01
"""Flag: a person touched the key (W3C Web Authentication §6.1, bit 0)."""

USER_VERIFIED = 0x04
"""Flag: the key knew the person by PIN or finger (bit 2)."""

ATTESTED = 0x40
"""Flag: a new key follows, as only at registration (bit 6)."""

EXTENDED = 0x80
"""Flag: extensions follow (bit 7)."""

STATE_LENGTH = 5
"""Bytes of the flags and the counter together."""

_OF_SSH = "ssh:"
# OpenSSH reads the name as a C string; these are the characters of every name in use.
_APPLICATION = re.compile(rb"[!-~]{1,255}")


def read_application(reader: Reader) -> str:
    """Return the application that ends a public key blob; raises ``Malformed``."""
    name = reader.string()
    reader.end()
    if not _APPLICATION.fullmatch(name):
        raise Malformed("key.application", "the application of a security key is 1 to 255 printable ASCII characters")
    return name.decode()


def check_presence(state: bytes) -> None:
    """Raise ``SignatureInvalid`` unless the flags that begin ``state`` say that a person touched the key.

    OpenSSH leaves that to a server's options; an act is a person's, so it is demanded here.
    """
    if not state[0] & USER_PRESENT:
        raise SignatureInvalid("signature.presence", "the security key signed without anyone touching it")


def check_not_of_a_site(application: str) -> None:
    """Raise ``SignatureInvalid`` unless the application is one of SSH, as ``ssh-keygen`` makes keys.

    Otherwise a program could have a passkey sign past the browser, and past the
    verification of its user that is demanded of every signature made in one.
    """
    if not application.startswith(_OF_SSH):
        raise SignatureInvalid("signature.application", f"a key of the site {application} signs in a browser only")


def signed_data(application: str, state: bytes, message: bytes, extensions: bytes = b"") -> bytes:
    """Return the bytes that a security key really signs; ``state`` is its flags and its counter."""
    return _digest(application.encode()) + state + extensions + _digest(message)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
