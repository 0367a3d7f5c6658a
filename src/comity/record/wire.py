"""The binary encoding of SSH (RFC 4251 §5): strings with a 32-bit length, and integers.

Each value has one accepted spelling.
"""

from __future__ import annotations

from comity.record.errors import Malformed

_LENGTH = 4


def ssh_string(data: bytes) -> bytes:
    """Return ``data`` behind its length as a big-endian 32-bit integer."""
    return len(data).to_bytes(_LENGTH, "big") + data


def ssh_mpint(number: int) -> bytes:
    """Return a non-negative integer of any size as an SSH ``mpint``, in its shortest form."""
    # One bit more than the number has: the first is the sign.
    return ssh_string(number.to_bytes(number.bit_length() // 8 + 1, "big") if number else b"")


class Reader:
    """Reads SSH wire data from the front; every method raises ``Malformed`` if too little is left."""

    __slots__ = ("_at", "_data")

    def __init__(self, data: bytes) -> None:
        """Begin at the first byte of ``data``."""
        self._data = data
        self._at = 0

    def take(self, length: int) -> bytes:
        """Return the next ``length`` bytes."""
        end = self._at + length
        if end > len(self._data):
            raise Malformed("wire.short", "the data ends in the middle of a field")
        piece = self._data[self._at : end]
        self._at = end
        return piece

    def uint32(self) -> int:
        """Return the next four bytes as a big-endian integer."""
        return int.from_bytes(self.take(_LENGTH), "big")

    def string(self) -> bytes:
        """Return the next string, without its length."""
        # Written out: an audit reads a dozen strings for every act.
        start = self._at + _LENGTH
        end = start + int.from_bytes(self._data[self._at : start], "big")
        if end > len(self._data):
            raise Malformed("wire.short", "the data ends in the middle of a field")
        self._at = end
        return self._data[start:end]

    def mpint(self) -> int:
        """Return the next ``mpint``; raises ``Malformed`` if it is negative or not in its shortest form."""
        data = self.string()
        if data[:1] >= b"\x80" or (data[:1] == b"\0" and data[1:2] < b"\x80"):
            raise Malformed("wire.mpint", "an integer must not be negative, nor begin with zeros that it does not need")
        return int.from_bytes(data, "big")

    def end(self) -> None:
        """Demand that nothing is left."""
        if self._at != len(self._data):
            raise Malformed("wire.trailing", "there is data after the last field")
