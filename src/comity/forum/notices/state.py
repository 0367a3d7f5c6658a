"""Values of the subject `notices`: a notice with its receipts, and what is due from a party because of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.values import Fact, Key, Value

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.notices import acts

NOTICE = "notice"
DUE = "due"
PAPER_STEM = "paper-"
"""What the numbers of papers begin with."""


class Receipt(Fact):
    """A party's acknowledgement; `entered` is when (UTC, milliseconds)."""

    party: str
    entered: str


class Reply(Fact):
    """A party's answer, its position, and when it was entered. Its text stands in the act."""

    party: str
    position: str
    entered: str


class Notice(Value):
    """A notice: who wrote to whom, what is asked for, who acknowledged, who answered. Its text stands in its act."""

    notice: str
    party: str
    to: tuple[str, ...] = ()
    subject: dict[str, str]
    precedence: str = "routine"
    reply: str = "none"
    by: str | None = None
    follows: str | None = None
    entered: str
    reference: str = ""
    on_paper: bool = False
    withdrawn: int | None = None
    receipts: tuple[Receipt, ...] = ()
    replies: tuple[Reply, ...] = ()

    def acknowledged(self, party: str) -> bool:
        """Whether a party has acknowledged or answered."""
        return any(r.party == party for r in self.receipts) or self.answer_of(party) is not None

    def answer_of(self, party: str) -> Reply | None:
        """Return the answer of a party that stands: its newest, or None."""
        return next((r for r in reversed(self.replies) if r.party == party), None)


def stem(party: str) -> str:
    """Return what the numbers of a party's own notices begin with: its code in small letters (kaz-)."""
    return f"{party.lower()}-"


class Due(Value):
    """What a party is asked for by a notice: `reply`, `by` when if that is said, and the act that met it, if one has.

    `withdrawn` is set where the notice was.
    """

    party: str
    notice: str
    reply: str
    sent: str
    by: str | None = None
    met: int | None = None
    withdrawn: int | None = None

    @property
    def open(self) -> bool:
        """Whether something is still awaited; by a note that asks for nothing, nothing is."""
        return self.reply != "none" and self.met is None and self.withdrawn is None


def due_id(party: str, notice: str) -> str:
    """Return the id of what is due from a party by a notice."""
    return f"{party}/{notice}"


def notice(values: Values, slug: str) -> Notice | None:
    """Return the notice called `slug`, or None."""
    return cast("Notice | None", values.get(Key(NOTICE, slug)))


def due(values: Values, party: str, slug: str) -> Due | None:
    """Return what is due from a party by a notice, or None."""
    return cast("Due | None", values.get(Key(DUE, due_id(party, slug))))


def sent(_value: Notice | None, act: Enacted, _id: str) -> Notice:
    """Return the notice that `notices.send` makes."""
    return Notice.made_by(act, entered=act.entered)


def registered(_value: Notice | None, act: Enacted, _id: str) -> Notice:
    """Return the notice that `notices.register_paper` makes: one of its sender, to the secretariat."""
    body = cast("acts.RegisterPaper", act.body)
    further = {"party": body.sender, "to": (act.party,), "reference": body.paper.reference, "on_paper": True}
    return Notice.made_by(act, entered=act.entered, **further)


def asked(_value: Due | None, act: Enacted, name: str) -> Due:
    """Return what `notices.send` asks of one addressee."""
    return Due.made_by(act, party=name.split("/", 1)[0], sent=act.entered)


def acknowledged(value: Notice, act: Enacted, _id: str) -> Notice:
    """Return the notice after `notices.acknowledge`. It may be the second one, where the first is withheld."""
    if value.acknowledged(cast("acts.Acknowledge", act.body).party):
        return value.touched(act.index)
    return value.touched(act.index, receipts=(*value.receipts, Receipt.of(act, entered=act.entered)))


def answered(value: Notice, act: Enacted, _id: str) -> Notice:
    """Return the notice after `notices.answer`."""
    return value.touched(act.index, replies=(*value.replies, Reply.of(act, entered=act.entered)))


def withdrawn(value: Notice, act: Enacted, _id: str) -> Notice:
    """Return the notice after `notices.withdraw`."""
    return value.touched(act.index, withdrawn=act.index)


def met_by_acknowledgement(value: Due, act: Enacted, _id: str) -> Due:
    """Return what is due after `notices.acknowledge`: met, where no more than that was asked for."""
    met = act.index if value.reply != "answer" and value.met is None else value.met
    return value.touched(act.index, met=met)


def met_by_answer(value: Due, act: Enacted, _id: str) -> Due:
    """Return what is due after `notices.answer`: met by the first answer."""
    return value.touched(act.index, met=act.index if value.met is None else value.met)


def released(value: Due, act: Enacted, _id: str) -> Due:
    """Return what is due after `notices.withdraw`: nothing."""
    return value.touched(act.index, withdrawn=act.index)
