"""Whether an entry may stand at its place in the record: asked by the host that enters it and by whoever audits it.

Of every act, of whatever type, are asked its place, its count and its signers; then its subject's own rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from comity.forum.charter.state import identity
from comity.forum.fold import Overlay, check, evolve
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.values import Key, Value
from comity.forum.officers.authority import Signed, check_authority
from comity.forum.registry import read_body
from comity.record.entry import verify_signatures

if TYPE_CHECKING:
    from comity.forum.charter.acts import Constitute
    from comity.forum.kernel.values import Values
    from comity.record.entry import Entry

SERIAL = "serial"

OTHER_FORUM = Reason(
    "door.other_forum",
    gettext_noop("The act is of the forum “%(given)s”; this is the record of “%(forum)s”."),
    gettext_noop("Enter it in the record of its own forum."),
)
NOT_CONSTITUTED = Reason(
    "door.not_constituted",
    gettext_noop("The first act of a record constitutes its forum; this one is %(type)s."),
    gettext_noop("Begin with charter.constitute."),
)
SERIAL_OUT_OF_TURN = Reason(
    "door.serial_out_of_turn",
    gettext_noop("This is act %(given)s of %(party)s by its own count; act %(due)s is due."),
    gettext_noop("A party counts its acts without gaps, so that it can show that one was left out."),
)
SEEN_ELSEWHERE = Reason(
    "door.seen_elsewhere",
    gettext_noop("The author had seen a record of %(size)s acts with another root than this record had at that size."),
    gettext_noop(
        "Fetch this record’s checkpoint, verify it, and sign the act again; if yours was signed by this log, keep it: "
        "it proves two histories."
    ),
)
SEEN_AHEAD = Reason(
    "door.seen_ahead",
    gettext_noop("The author had seen a record of %(size)s acts; this one has only %(index)s before the act."),
    gettext_noop("Fetch this record’s checkpoint, verify it, and sign the act again."),
)
OTHER_SIGNER = Reason(
    "door.other_signer",
    gettext_noop("A signature is given as that of %(given)s, but the act is one of %(due)s."),
    gettext_noop("Name the party that the act names, and an officer who acts for it."),
)
ENTERED_BACKWARDS = Reason(
    "door.entered_backwards",
    gettext_noop("The time of entry %(entered)s is before that of the act before it, %(last)s."),
    gettext_noop("Times of entry never decrease along the record."),
)


class Serial(Value):
    """How many acts a party has entered."""

    last: int = 0


class History(Protocol):
    """What the door must know of the record before an entry."""

    @property
    def last_entered(self) -> str:
        """The time of the last entry; the empty string before the first."""

    def root_at(self, size: int) -> bytes | None:
        """Return the root that the record had at `size`, or None where it cannot be told."""


def judge(
    entry: Entry, index: int, history: History, values: Values, *, verified_for: str = ""
) -> tuple[Enacted, dict[Key, Value]]:
    """Return the act of `entry` and the values that it changes, if it may stand at `index`.

    `verified_for` is the origin for which the caller has verified the entry's signatures already. They are verified
    here unless it is the origin of this record.

    Raises:
        Refused: what is out of order, and by which rule.
        RecordError: a signature does not verify.
    """
    act, stated = enacted(entry, index), entry.act
    _check_place(entry, index, history)
    _check_signers(entry)
    serial = _check_serial(stated.party, stated.serial, values)
    if index == 0:
        return act, {**_constitute(entry, act, values, verified_for), **serial}
    known = identity(values)
    if known is None or stated.forum != known.forum:
        raise Refused(OTHER_FORUM, given=stated.forum, forum=known.forum if known else "")
    check_authority(act, _signed_by(entry, known.origin, verified_for), values)
    check(act, values)
    return act, {**evolve(act, values), **serial}


def enacted(entry: Entry, index: int) -> Enacted:
    """Return the act of the entry at `index` as rules and values see it.

    Raises:
        Refused: its type or version is unknown, or its body is not of its shape.
    """
    stated = entry.act
    body = read_body(stated.type, stated.v, stated.body)
    return Enacted(index, entry.entered, stated.type, stated.party, stated.office, body)


def _check_place(entry: Entry, index: int, history: History) -> None:
    seen = entry.act.seen
    if entry.entered < history.last_entered:
        raise Refused(ENTERED_BACKWARDS, entered=entry.entered, last=history.last_entered)
    if seen.size > index:
        raise Refused(SEEN_AHEAD, size=seen.size, index=index)
    if history.root_at(seen.size) != seen.root:
        raise Refused(SEEN_ELSEWHERE, size=seen.size)


def _check_signers(entry: Entry) -> None:
    due = entry.act.party
    for signature in entry.signatures:
        if signature.signer.split("/", 1)[0] != due:
            raise Refused(OTHER_SIGNER, given=signature.signer, due=due)


def _signed_by(entry: Entry, origin: str, verified_for: str) -> list[Signed]:
    if not verified_for or verified_for != origin:
        verify_signatures(entry, origin)
    # A signature that verifies is by the key that its line names.
    return [Signed(each.signer.split("/", 1)[1], each.key, each.sig) for each in entry.signatures]


def _check_serial(party: str, given: int, values: Values) -> dict[Key, Value]:
    key = Key(SERIAL, party)
    held = cast("Serial | None", values.get(key))
    due = (held.last if held else 0) + 1
    if given != due:
        raise Refused(SERIAL_OUT_OF_TURN, given=given, party=party, due=due)
    return {key: Serial(last=due)}


def _constitute(entry: Entry, act: Enacted, values: Values, verified_for: str) -> dict[Key, Value]:
    if act.type != "charter.constitute":
        raise Refused(NOT_CONSTITUTED, type=act.type)
    check(act, values)
    body = cast("Constitute", act.body)
    if entry.act.forum != body.forum:
        raise Refused(OTHER_FORUM, given=entry.act.forum, forum=body.forum)
    sheet = Overlay(values)
    sheet.changed.update(evolve(act, values))
    check_authority(act, _signed_by(entry, body.origin, verified_for), sheet)
    return {key: value for key, value in sheet.changed.items() if value is not None}
