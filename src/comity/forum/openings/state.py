"""Values of the subject `openings`: one value a restricted act."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.acts import Committed
from comity.forum.kernel.values import Key, Value

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.openings import acts

KIND = "restricted"
COMMITMENT = "commitment"


class Restricted(Value):
    """A restricted act: its index, type, party and commitment; once revealed, its key and content.

    `revealed` and `erased` are the indices of the acts that did it.
    """

    act: int
    type: str
    party: str
    commitment: str
    revealed: int | None = None
    content: str = ""
    erased: int | None = None


class CommitmentSeen(Value):
    """That a commitment stands in the record; it stands there once."""

    act: int


def restricted(values: Values, index: int) -> Restricted | None:
    """Return the restricted act at `index`, or None where that act is none."""
    return cast("Restricted | None", values.get(Key(KIND, str(index))))


def committed(values: Values, commitment: str) -> CommitmentSeen | None:
    """Return where a commitment stands, or None."""
    return cast("CommitmentSeen | None", values.get(Key(COMMITMENT, commitment)))


def made_by(act: Enacted) -> dict[Key, Value]:
    """Return the values that a restricted act makes of what the record holds of it."""
    commitment = cast("Committed", act.body).commitment
    made = Restricted(acts=(act.index,), act=act.index, type=act.type, party=act.party, commitment=commitment)
    seen = CommitmentSeen(acts=(act.index,), act=act.index)
    return {Key(KIND, str(act.index)): made, Key(COMMITMENT, commitment): seen}


def revealed(value: Restricted, act: Enacted, _id: str) -> Restricted:
    """Return the restricted act after `openings.reveal`."""
    body = cast("acts.Reveal", act.body)
    return value.touched(act.index, revealed=act.index, content=body.content)


def erased(value: Restricted, act: Enacted, _id: str) -> Restricted:
    """Return the restricted act after `openings.erase`."""
    return value.touched(act.index, erased=act.index)
