"""The vault: what the house keeps and is not public lies encrypted at rest, under a key that is not in the database.

Encrypted by age (X25519), with a filling so that lengths tell little. Rows are found by marks: without the key nobody
can tell what a mark stands for.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import pyrage  # type: ignore[import-untyped]
from pyrage import x25519

if TYPE_CHECKING:
    from typing import BinaryIO

STEP = 256
"""Texts are filled up to a multiple of so many bytes before they are sealed."""

_LENGTH = 4


class NotOpened(Exception):
    """What lies here was not sealed under this key, or was changed since."""


class Vault:
    """Seals and opens bytes under one key."""

    def __init__(self, key: str) -> None:
        """Use the age identity `key` (AGE-SECRET-KEY-1…).

        Raises:
            ValueError: it is none.
        """
        try:
            self._identity = x25519.Identity.from_str(key)
        except pyrage.IdentityError as fault:
            raise ValueError("it is no age identity") from fault
        self._recipient = self._identity.to_public()
        # The one spelling of the key, however it was written down.
        self._marking = hashlib.sha256(b"comity/vault/marks/v1\0" + str(self._identity).encode()).digest()

    def __repr__(self) -> str:
        """Return the public half only."""
        return f"Vault({self._recipient})"

    @staticmethod
    def new_key() -> str:
        """Return a new key out of the operating system's randomness."""
        return str(x25519.Identity.generate())

    def seal(self, content: bytes, step: int = STEP) -> bytes:
        """Return `content` encrypted, filled up to a multiple of `step` bytes."""
        framed = len(content).to_bytes(_LENGTH, "big") + content
        sealed: bytes = pyrage.encrypt(framed + bytes(-len(framed) % step), [self._recipient])
        return sealed

    def open(self, sealed: bytes) -> bytes:
        """Return what was sealed.

        Raises:
            NotOpened: not under this key, or it was changed since.
        """
        try:
            framed: bytes = pyrage.decrypt(sealed, [self._identity])
        except pyrage.DecryptError as fault:
            raise NotOpened(str(fault)) from fault
        return framed[_LENGTH : _LENGTH + int.from_bytes(framed[:_LENGTH], "big")]

    def seal_stream(self, source: BinaryIO, target: BinaryIO) -> None:
        """Write to `target`, encrypted, what `source` holds from where it stands; it is not filled up."""
        pyrage.encrypt_io(source, target, [self._recipient])

    def open_stream(self, source: BinaryIO, target: BinaryIO) -> None:
        """Write to `target` what was sealed in `source`.

        Raises:
            NotOpened: not under this key, or it was changed since. What was written until then is worth nothing.
        """
        try:
            pyrage.decrypt_io(source, target, [self._identity])
        except (pyrage.DecryptError, OSError) as fault:
            # What is found wrong underway comes as an error of reading, but without the system's number of one.
            if isinstance(fault, OSError) and fault.errno is not None:
                raise
            raise NotOpened(str(fault)) from fault

    def mark(self, *words: str) -> str:
        """Return by what a row is found that is about `words`: 64 hexadecimal digits that tell nothing of them."""
        told = b"".join(len(word.encode()).to_bytes(_LENGTH, "big") + word.encode() for word in words)
        return hmac.new(self._marking, told, hashlib.sha256).hexdigest()
