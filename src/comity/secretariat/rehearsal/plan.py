"""The plan of a rehearsal, read from `rehearsal.toml`: its seats, how simulated delegations behave, its drills."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

import comity.forums
from comity.forum.charter.provisions import Function
from comity.forum.kernel.acts import Body, Ordinal
from comity.forum.kernel.malformed import malformed
from comity.forum.kernel.names import PartyCode, Slug
from comity.forum.kernel.text import Line, Text
from comity.forum.notices.acts import Position, Precedence, Reply
from comity.forum.officers.acts import OfficerId
from comity.secretariat.disk import Disk
from comity.secretariat.tomlfiles import read_page

if TYPE_CHECKING:
    from collections.abc import Iterable

FILE = "rehearsal.toml"

_NOBODY = "further = []"

COMMON = Path(comity.forums.__path__[0])
"""The folder of the plan that comes with Comity."""


def _in_order(span: tuple[float, float]) -> tuple[float, float]:
    if span[0] > span[1]:
        raise ValueError("the first number is the least, the second the most")
    return span


Chance = Annotated[float, Field(ge=0, le=1)]
"""How often of all times something happens: 0 never, 1 always."""

_Share = Annotated[float, Field(ge=0)]
Span = Annotated[tuple[_Share, _Share], AfterValidator(_in_order)]
"""From when to when something happens, in shares of the time that is given for it: 0 at once, 1 at the last moment."""


class Marks(Body):
    """What is added to the names of a forum, by language, so that nobody takes its rehearsal for it."""

    added: Line

    def on(self, names: dict[str, str]) -> dict[str, str]:
        """Return `names` with the mark in each language; the English one where a language has none."""
        return {language: name + self.added.get(language, self.added["en"]) for language, name in names.items()}


class Office(Body):
    """An office that every delegation has: its id, its name, how many hold it, and what they may do.

    Where several hold it their ids and names are numbered.
    """

    id: OfficerId
    name: Line
    functions: Annotated[tuple[Function, ...], Field(min_length=1)]
    number: Ordinal = 1

    def holders(self) -> list[tuple[str, dict[str, str]]]:
        """Return the id and the name of each officer who holds the office."""
        if self.number == 1:
            return [(self.id, self.name)]
        numbers = range(1, self.number + 1)
        return [(f"{self.id}-{n}", {code: f"{name} {n}" for code, name in self.name.items()}) for n in numbers]


Kept = Literal["scrutiny", "parliamentary", "general", "substantive", "linguistic", "instructions"]
"""What a member keeps open while a silence runs."""


class Silences(Body):
    """What a simulated delegation does while a silence runs: how often it makes a reservation and lifts it, or breaks.

    When is said in shares of the time from the start to the expiry. `kinds` are the shares of what it keeps open,
    `texts` is how often it says with a breach what it could agree to. Whoever does none of this is silent.
    """

    reserves: Chance = 0.0
    reserved: Span = (0.1, 0.4)
    kinds: Annotated[dict[Kept, Ordinal], Field(min_length=1)] = {"instructions": 1}  # noqa: RUF012 - it is copied
    lifts: Chance = 1.0
    lifted: Span = (0.5, 0.9)
    breaks: Chance = 0.0
    broken: Span = (0.5, 0.95)
    texts: Chance = 0.5


class Meetings(Body):
    """How often a simulated delegation objects to what is put to a meeting at which it is present, and when.

    The time is reckoned from when the matter is put, in shares of what the simulation leaves it unhurried.
    """

    objects: Chance = 0.0
    objected: Span = (0.05, 0.5)


class Profile(Body):
    """How a simulated delegation behaves: how often it acknowledges and answers what it is asked, when, and how.

    `late` is how often it lets the time pass that it was given, and acts after it. `positions` are the shares of what
    it answers. `silences` and `meetings` say what it does about decisions.
    """

    profile: Slug
    name: Line
    share: Ordinal
    acknowledges: Chance
    acknowledged: Span
    answers: Chance
    answered: Span
    late: Chance = 0.0
    positions: Annotated[dict[Position, Ordinal], Field(min_length=1)]
    silences: Silences = Silences()
    meetings: Meetings = Meetings()


class Simulation(Body):
    """The simulation as a whole.

    The same `seed` makes the same delegations do the same. `every` is how many seconds lie between two looks at what is
    due, `unhurried` how many a delegation has for what it is given no time for. `answers` are what it says to notes,
    `words` what it says about decisions: with a reservation, when it breaks a silence, what it could agree to, when it
    objects at a meeting.
    """

    seed: Ordinal
    every: Ordinal
    unhurried: Ordinal
    late_by: Span
    delegations: dict[PartyCode, Slug] = Field(default_factory=dict)
    answers: dict[Position, Text] = Field(default_factory=dict)
    words: dict[Literal["reservation", "breach", "alternative", "objection"], Text] = Field(default_factory=dict)


Do = Literal["note", "propose", "silence", "breach", "revise"]
"""What is done at a step of a drill.

`note`: the Secretariat sends one. `propose`: it proposes a matter that may be decided by silence. `silence`: the chair
puts the text under silence. `breach`: a delegation in which nobody sits breaks it. `revise`: the Secretariat revises
the text."""


class Step(Body):
    """What is done in a drill, `after` so many seconds; a note's reply is asked `within` so many more.

    With `reminder` a note goes to those only who have not done what the first step asks, and none but they read it. A
    silence runs `within` so many seconds, or as long as the charter asks at the least. A proposal is called by the
    `subject`; of a breach and a revision that is the reason; of a silence the `text` is the remark. It is a proposal on
    the `matter` of the charter's authority matrix, where that knows it, or else on any that may be decided so.
    """

    do: Do = "note"
    after: Annotated[int, Field(ge=0)] = 0
    subject: Line
    text: Text
    precedence: Precedence = "routine"
    reply: Reply = "none"
    within: Ordinal | None = None
    reminder: bool = False
    matter: Slug | None = None


class Drill(Body):
    """A drill: what the Secretariat sends, step by step, to all who hold one of the statuses `to`."""

    drill: Slug
    name: Line
    to: Annotated[tuple[Slug, ...], Field(min_length=1)]
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]


class Seating(Body):
    """Who has seats beside the parties with a status: `further`, parties of the register by their codes."""

    further: tuple[PartyCode, ...] = ()


class Plan(Body):
    """The whole plan."""

    marks: Marks
    offices: Annotated[tuple[Office, ...], Field(min_length=1)]
    profiles: Annotated[tuple[Profile, ...], Field(min_length=1)]
    simulation: Simulation
    seating: Seating = Seating()
    drills: tuple[Drill, ...] = ()

    @model_validator(mode="after")
    def _administered(self) -> Self:
        if "administrator" not in self.offices[0].functions:
            raise ValueError("the first office administers: it is the one that the Secretariat enters")
        return self

    @model_validator(mode="after")
    def _known_profiles(self) -> Self:
        unknown = set(self.simulation.delegations.values()) - {each.profile for each in self.profiles}
        if unknown:
            raise ValueError(f"there is no profile {', '.join(sorted(unknown))}")
        return self

    def drill(self, name: str) -> Drill | None:
        """Return the drill of that name, or None."""
        return next((each for each in self.drills if each.drill == name), None)


def lay_out(data: Path, further: Iterable[str] = ()) -> None:
    """Put the plan that comes with Comity into the data folder `data`, with seats for the parties `further` too."""
    text = (COMMON / FILE).read_text(encoding="utf-8")
    seated = ", ".join(f'"{party}"' for party in further)
    Disk(data / "spare").replace({data / FILE: text.replace(_NOBODY, f"further = [{seated}]", 1).encode()})


def plan_of(data: Path) -> Plan:
    """Return the plan of the rehearsal in the data folder `data`: its own, or else the one that comes with Comity.

    Raises:
        DataFault: what is wrong with it, by line and field.
    """
    return read_plan(data if (data / FILE).exists() else COMMON)


def read_plan(folder: Path) -> Plan:
    """Return the plan in `folder`.

    Raises:
        DataFault: what is wrong with it, by line and field.
    """
    page = read_page(folder, FILE)
    page.top.check_normal(page.read)
    try:
        return Plan.model_validate(page.read)
    except ValidationError as found:
        first = malformed(found, page.read)
        raise page.top.fault(first.path, str(first.fault)) from found
