"""What is said between an author's program and the house: acts as they are handed in, and what comes back.

The house's interface for machines speaks these shapes, and so does whoever hands acts in over it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from comity.forum.openings.acts import Base64Key
from comity.forum.openings.opening import Opening
from comity.record import sshsig
from comity.record.encoding import decode_base64, encode_base64
from comity.record.entry import MAX_SIGNATURES, Signature
from comity.record.errors import Malformed
from comity.record.tiles import MAX_ENTRY
from comity.secretariat.batch import Submission

_ARMOUR = "-----BEGIN"
_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"

Signer = Annotated[str, StringConstraints(pattern=f"^{_NAME}/{_NAME}$")]
"""Who signs: the party and the officer (`KAZ/o-1`)."""


class Message(BaseModel):
    """One message. What it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class GivenSignature(Message):
    """A signature of an act's line by OpenSSH: what `ssh-keygen -Y sign` wrote, or the same in bare base64."""

    signer: Annotated[Signer, Field(description="Who signs: the party and the officer.", examples=["KAZ/o-1"])]
    sig: Annotated[
        str,
        Field(
            description="The SSHSIG signature under the namespace of the record: the text of the .sig file, or its "
            "base64 alone.",
            max_length=20_000,
        ),
    ]

    def read(self) -> Signature:
        """Return the signature; the key's fingerprint is taken from it, and nothing is verified.

        Raises:
            Malformed, Unsupported: it is none that can be judged.
        """
        blob = sshsig.dearmor(self.sig) if self.sig.startswith(_ARMOUR) else decode_base64(self.sig)
        return Signature(sshsig.parse(blob).key.fingerprint, blob, self.signer)


class GivenOpening(Message):
    """What opens a restricted act: the key, and the content that was committed to."""

    key: Annotated[Base64Key, Field(description="The key: 32 random bytes in base64.")]
    content: Annotated[
        str,
        Field(description='One line of canonical JSON: {"audience":…,"body":{…}}.', max_length=40_000),
    ]

    def read(self) -> Opening:
        """Return the opening; nothing is opened with it yet."""
        return Opening(decode_base64(self.key), self.content.encode())


class DraftedAct(Message):
    """An act as it is drawn up: its line, the signatures that there are, its opening where it is restricted."""

    line: Annotated[
        str,
        Field(
            description="The act: one line of canonical JSON (RFC 8785), exactly what is signed, without a newline.",
            max_length=MAX_ENTRY,
        ),
    ]
    signatures: Annotated[tuple[GivenSignature, ...], Field(max_length=MAX_SIGNATURES)] = ()
    opening: GivenOpening | None = None

    @classmethod
    def of(cls, line: bytes, signatures: Iterable[Signature] = (), opening: Opening | None = None) -> Self:
        """Return the message that says an act with its signatures and opening."""
        given = tuple(GivenSignature(signer=each.signer, sig=encode_base64(each.sig)) for each in signatures)
        withheld = GivenOpening(key=encode_base64(opening.key), content=opening.content.decode()) if opening else None
        return cls(line=line.decode(), signatures=given, opening=withheld)

    def read(self) -> Submission:
        """Return the act as it is handed in at the door.

        Raises:
            Malformed, Unsupported: the line is none, or a signature none that can be judged.
        """
        if "\n" in self.line:
            raise Malformed("act.newline", "an act is one line and has no newline, at its end neither")
        signatures = tuple(each.read() for each in self.signatures)
        return Submission(self.line.encode(), signatures, self.opening.read() if self.opening else None)


class GivenAct(DraftedAct):
    """An act as it is handed in: its line, its signatures, its opening where it is restricted."""

    signatures: Annotated[tuple[GivenSignature, ...], Field(min_length=1, max_length=MAX_SIGNATURES)]


class ToldHead(Message):
    """A size of the record, and the root that it had at that size (base64): what an act's `seen` holds."""

    size: int
    root: str


class ToldOfficer(Message):
    """An officer who acts for a party: the id, the functions, the fingerprints of the keys that are active."""

    officer: str
    functions: tuple[str, ...]
    keys: tuple[str, ...]


class NextAct(Message):
    """What an author needs to draw up a party's next act.

    `serial` is the party's next number by its own count, `seen` the newest checkpoint and `checkpoint` the signed note
    that says so, to be verified with the log's key. `namespace` is what `ssh-keygen -Y sign -n` takes.
    """

    forum: str
    origin: str
    namespace: str
    party: str
    serial: int
    seen: ToldHead
    checkpoint: str
    officers: tuple[ToldOfficer, ...]


class EnteredAct(Message):
    """An act that was entered: its index and time of entry, the whole entry, and the proof that the record includes it.

    `sha256` is of the act's line, in hexadecimal; `proof` is a tlog-proof, with the `checkpoint` in it; `page` and
    `data` are addresses of the act.
    """

    index: int
    entered: str
    sha256: str
    entry: str
    checkpoint: str
    proof: str
    page: str = ""
    data: str = ""


class InOrder(Message):
    """An act that would be in order now, as far as was asked: were it signed, and nothing entered meanwhile.

    `index` is where it would stand, `sha256` that of its line, in hexadecimal, `says` the act in one sentence.
    `in_whole` is false where the rules on what the act withholds were not asked: they are once an officer has signed.
    """

    index: int
    sha256: str
    says: str
    in_whole: bool


class ToldRule(Message):
    """A provision of the charter as refusals and act types cite it: where it stands, what it says, on what it rests.

    `provision` names it (`acts: notices.*`); it is empty where the charter says nothing, and the Secretariat acts.
    """

    provision: str
    says: dict[str, Any]
    assumed: bool
    sources: tuple[str, ...]


class ListedType(Message):
    """An act type: what it is called, what its acts do, who enters them by the charter.

    `v` is the version of its body that is known here; `restrictable` says whether what its acts say can be withheld.
    `url` is the address of the type with the JSON Schema of its body.
    """

    type: str
    v: int
    name: str
    about: str
    restrictable: bool
    rules: tuple[ToldRule, ...]
    url: str


class ToldType(ListedType):
    """An act type with the JSON Schema of its `body`."""

    body: dict[str, Any]


class ListedTypes(Message):
    """Every act type that is known here."""

    types: tuple[ListedType, ...]
