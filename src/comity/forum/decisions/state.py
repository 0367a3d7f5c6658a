"""Values of the subject `decisions`: one value a matter, from its proposal through every step to its review."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pydantic import Field

from comity.forum.decisions.acts import Undertaking
from comity.forum.decisions.effects import Effect
from comity.forum.decisions.machine import PROPOSED, SILENCE
from comity.forum.kernel.acts import Body
from comity.forum.kernel.values import Fact, Key, Value

if TYPE_CHECKING:
    from comity.forum.kernel.values import Values

KIND = "decision"
BALLOT = "ballot"

Words = dict[str, str]
"""A text by language."""


class Wording(Fact):
    """A text of the matter, as proposed (revision 0) or revised. `amendments` were made orally, before meetings."""

    revision: int = 0
    text: Words | None = None
    document: str | None = None
    reason: Words | None = None
    amendments: tuple[Words, ...] = ()


class Step(Fact):
    """Something that happened to the matter: which act, when it was entered, by whom, before which body or meeting.

    `verb` is what a body said, `said` what was said in words; `until` a moment that the act set.
    """

    what: str
    entered: str
    party: str = ""
    body: str | None = None
    meeting: str | None = None
    verb: str = ""
    said: Words | None = None
    until: str | None = None
    paragraphs: tuple[int, ...] = ()


class Objection(Fact):
    """An objection at a meeting; `lifted` is the index of the act that ended it."""

    party: str
    meeting: str
    entered: str
    reason: Words | None = None
    paragraphs: tuple[int, ...] = ()
    lifted: int | None = None


class Clock(Fact):
    """A moment of expiry, and the act that set it; for an extension, why."""

    expires: str
    entered: str
    reason: Words | None = None


class Reserved(Fact):
    """Something that a member keeps open while a silence runs; `lifted` is the index of the act that ended it."""

    party: str
    kind: str
    entered: str
    text: Words | None = None
    lifted: int | None = None


class Breach(Fact):
    """Who broke a silence (the empty string where that is not told), when, and with what text.

    `withdrawn` is the index of the act by which the member objects no more; the text stays broken.
    """

    party: str
    entered: str
    reason: Words | None = None
    text: Words | None = None
    document: str | None = None
    commitment: str = ""
    withdrawn: int | None = None


class Silence(Fact):
    """A silence procedure: the how-manieth, on which revision, its clocks (the first first), and how it ended.

    `ended` is "", "broken", "vetoed", "withdrawn" or "concluded"; `ended_act` the index of the act that did it.
    """

    number: int
    started: str
    revision: int
    meeting: str | None = None
    outcome: str = "adopts"
    clocks: tuple[Clock, ...]
    reservations: tuple[Reserved, ...] = ()
    breach: Breach | None = None
    undertakings: tuple[Undertaking, ...] = ()
    remark: Words | None = None
    ended: str = ""
    ended_act: int | None = None

    @property
    def expires(self) -> str:
        """The moment of expiry that counts: the newest."""
        return self.clocks[-1].expires


class Voting(Fact):
    """A vote: when it closes, the recorded votes by party (the newest counts), who has put a secret one into the box.

    `ballots` is the box as the tellers counted it: (secret number, choice).
    """

    closes: str
    meeting: str | None = None
    votes: dict[str, str] = Field(default_factory=dict)
    cast: tuple[str, ...] = ()
    ballots: tuple[tuple[str, str], ...] = ()
    counted: int | None = None


class Undertaken(Body):
    """What a decision lays down: who does what by when. `done` lists who has done it: (party, act, when)."""

    number: int
    parties: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    what: Words
    by: str | None = None
    done: tuple[Done, ...] = ()

    @property
    def open_for(self) -> tuple[str, ...]:
        """Who has not done it yet: parties by code; the secretariat answers for bodies."""
        done = {each.party for each in self.done}
        wanted = (*self.parties, *(("SECRETARIAT",) if self.bodies else ()))
        return tuple(party for party in wanted if party not in done)


class Done(Fact):
    """That a party has done what was laid down; `text` and `document` say how."""

    party: str
    entered: str
    text: Words | None = None
    document: str | None = None


class Statement(Fact):
    """A statement or reservation that goes with the decision."""

    party: str
    kind: str
    entered: str
    text: Words
    document: str | None = None


class Result(Fact):
    """What came out: the verb, when it took effect (`effective`) and when that was recorded (`entered`), and how.

    `way` is "meeting", "silence", "vote" or "support".
    """

    outcome: str
    way: str
    effective: str
    entered: str
    revision: int = 0
    meeting: str | None = None
    chosen: str | None = None
    paragraphs: tuple[int, ...] = ()
    statement: str | None = None
    speaks_for: tuple[str, ...] = ()
    hindered: str | None = None
    remark: Words | None = None


class Reviewed(Fact):
    """A look at what has become of a decision."""

    body: str
    entered: str
    text: Words
    meeting: str | None = None
    document: str | None = None


class Decision(Value):
    """A matter before the forum and what becomes of it; `decision` is its name in addresses, `state` where it stands.

    `body` is the one that is to decide it. `results` are the outcomes in order: of several the last one stands.
    """

    decision: str
    party: str
    matter: str
    body: str
    title: Words
    proposed: str
    state: str = PROPOSED
    wordings: tuple[Wording, ...]
    effect: Effect | None = None
    without: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    follows: str | None = None
    steps: tuple[Step, ...] = ()
    meeting: str | None = None
    objections: tuple[Objection, ...] = ()
    silences: tuple[Silence, ...] = ()
    voting: Voting | None = None
    supporters: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    symbol: str | None = None
    issued: str | None = None
    statements: tuple[Statement, ...] = ()
    undertakings: tuple[Undertaken, ...] = ()
    reviews: tuple[Reviewed, ...] = ()

    @property
    def wording(self) -> Wording:
        """The text as it stands."""
        return self.wordings[-1]

    @property
    def revision(self) -> int:
        """The number of the text's revision: 0 as proposed."""
        return self.wording.revision

    @property
    def silence(self) -> Silence | None:
        """The silence that runs, or None."""
        return self.silences[-1] if self.state == SILENCE else None

    @property
    def result(self) -> Result | None:
        """What came out last, or None."""
        return self.results[-1] if self.results else None

    @property
    def standing_objections(self) -> tuple[Objection, ...]:
        """The objections at the meeting that it is before, which have not been lifted.

        Each time that a matter is put it is asked anew whether there are any.
        """
        since = next((step.act for step in reversed(self.steps) if step.what == "decisions.put"), 0)
        return tuple(
            each
            for each in self.objections
            if each.meeting == self.meeting and each.lifted is None and each.act > since
        )


class OpenedBallot(Value):
    """A ballot that its party has let the tellers open. It is known to them alone."""

    decision: str
    party: str
    choice: str
    number: str


def decision(values: Values, slug: str) -> Decision | None:
    """Return the matter called `slug`, or None."""
    return cast("Decision | None", values.get(Key(KIND, slug)))


Undertaken.model_rebuild()
