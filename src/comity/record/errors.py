"""The one family of errors that this floor raises."""

from __future__ import annotations


class RecordError(Exception):
    """Something about the record is not as the formats demand.

    ``code`` is a stable dotted word for programs (``"json.duplicate"``), ``message``
    an English sentence for people that says what is wrong and what would be right.
    """

    def __init__(self, code: str, message: str) -> None:
        """Keep the stable code and the sentence."""
        super().__init__(code, message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        """Return the sentence alone, which is what people are shown."""
        return self.message


class Malformed(RecordError):
    """Bytes are not in the format that they claim to be in."""


class SignatureInvalid(RecordError):
    """A signature does not verify, or is missing where one is demanded."""


class Unsupported(RecordError):
    """A key or signature uses an algorithm that this program does not judge."""


class ProofInvalid(RecordError):
    """An inclusion or consistency proof, or the opening of a commitment, does not prove what it claims."""


class TreeMismatch(RecordError):
    """Two parts of a record disagree: a tile, a bundle, a root, a history."""


class RecordFault(RecordError):
    """What an audit found: the first file, and the first entry where there is one.

    ``path`` is relative to the record's root folder (``tile/0/000``). ``index`` is the
    zero-based position of the entry, or ``None`` if the fault is not in one entry.
    """

    def __init__(self, code: str, message: str, path: str, index: int | None = None) -> None:
        """Keep where the fault is, and begin the sentence with it."""
        where = path if index is None else f"{path}, entry {index}"
        super().__init__(code, f"{where}: {message}")
        self.path = path
        self.index = index
