"""Provisions of a charter: rules as data, each with its source or marked as assumed, each with its time."""

from __future__ import annotations

from datetime import date as _date
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from comity.forum.kernel.acts import Body, Count, Flag, Ordinal
from comity.forum.kernel.dates import When, bounds
from comity.forum.kernel.names import Slug, SourceKey
from comity.forum.kernel.text import Line, Text

Level = Literal["summit", "ministerial", "senior", "working", "expert", "secretariat", "advisory"]
PartyKind = Literal["state", "organisation"]
Role = Literal["decides", "recommends", "drafts", "discusses", "finalises", "approves"]
Function = Literal["drafter", "authoriser", "administrator", "reader"]
"""What an officer may do for a party: prepare acts, sign them, keep the party's own officers, read."""

Reach = Literal["public", "participants", "members", "named"]
"""Who may read what an act says, the widest first. The secretariat reads what all participants or members read."""


class Provision(Body):
    """One rule. It names its sources, or says that it is assumed; `since` and `until` bound its time in force.

    Where a decision of the forum made it, `decided` names that decision instead: the act that concludes it sets this.
    """

    sources: tuple[SourceKey, ...] = ()
    assumed: Flag = False
    decided: Slug | None = None
    since: When | None = None
    until: When | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _sourced_or_assumed(self) -> Self:
        if bool(self.sources) + self.assumed + (self.decided is not None) != 1:
            raise ValueError("a provision names its sources, or else says assumed = true; one of the two, not both")
        return self

    @model_validator(mode="after")
    def _begins_before_its_end(self) -> Self:
        begin = bounds(self.since).earliest if self.since else None
        end = bounds(self.until).latest if self.until else None
        if begin and end and begin > end:
            raise ValueError(f"a provision in force since {self.since} cannot have ended on {self.until}")
        return self

    def in_force(self, day: str) -> bool:
        """Whether the provision holds on `day` (YYYY-MM-DD); its last day counts."""
        date = bounds(day).earliest
        since = bounds(self.since).earliest if self.since else None
        until = bounds(self.until).latest if self.until else None
        return date is not None and (since is None or since <= date) and (until is None or date <= until)


class StatusRule(Provision):
    """A status that a party may hold: who may hold it, and whether its holders decide."""

    status: Slug
    name: Line
    holders: Annotated[tuple[PartyKind, ...], Field(min_length=1)]
    decides: Flag = False
    seated: Flag = False


class Admission(Provision):
    """What it takes to come to a status: signatures under which documents, and whether a decision."""

    status: Slug
    signatures: tuple[Slug, ...] = ()
    decision: Flag = True
    text: Text


class BodyName(Body):
    """What a body is called from a day on."""

    name: Line
    since: When | None = None

    def begun_by(self, day: _date) -> bool:
        """Whether the name was in use on `day`."""
        begin = bounds(self.since).earliest if self.since else None
        return begin is None or begin <= day


class BodyRule(Provision):
    """A body of the forum: its names over time, level, rhythm, composition and function."""

    body: Slug
    names: Annotated[tuple[BodyName, ...], Field(min_length=1)]
    level: Level
    rhythm: Text
    function: Text
    composition: Text | None = None
    established: When | None = None

    def called(self, day: str) -> dict[str, str]:
        """Return the body's name on `day` (YYYY-MM-DD): the last one given that was in use then, or the first."""
        date = bounds(day).latest or _date.max
        held = [name for name in self.names if name.begun_by(date)]
        return (held[-1] if held else self.names[0]).name


class DecisionRule(Provision):
    """How decisions are taken, and how long a silence runs where one is used."""

    rule: Slug
    text: Text
    silence_days: Ordinal | None = None


class Quorum(Provision):
    """The share of members that must be present: `numerator`/`denominator` of all members, rounded up.

    Of which bodies it is not asked is said by their procedure.
    """

    numerator: Ordinal
    denominator: Ordinal
    text: Text

    @model_validator(mode="after")
    def _not_more_than_all(self) -> Self:
        if self.numerator > self.denominator:
            raise ValueError("a quorum is not more than all members: the numerator exceeds the denominator")
        return self

    def of(self, members: int) -> int:
        """Return the number of members that make a quorum out of `members`."""
        return -(-members * self.numerator // self.denominator)


class ChairRule(Provision):
    """Who is in the chair, and for how many years nominally."""

    text: Text
    years: Ordinal | None = None


EffectKind = Literal["admission", "status_end", "chair", "chair_extension", "appointment", "charter"]
"""What a decision can bring about beside what its text says."""

Part = Literal[
    "statuses",
    "admissions",
    "exits",
    "bodies",
    "decisions",
    "quorum",
    "chair",
    "matters",
    "procedures",
    "languages",
    "seating",
    "settings",
    "symbols",
    "dimensions",
    "acts",
    "contested",
]
"""A part of the charter: provisions of one kind."""


class Change(Body):
    """One provision of the charter changes. `name` is the one that it replaces, empty where it is new.

    `rule` is the provision as it is to be, without a day; None where the old one is to end without another. What
    provisions of each kind are called is told by `comity.forum.charter.names`.
    """

    part: Part
    name: Annotated[str, Field(max_length=120)] = ""
    rule: dict[str, Any] | None = None


class Matter(Provision):
    """A row of the authority matrix: for one matter, what each body does ("soc": "recommends").

    `effects` are what decisions on it may bring about; `parts` the parts of the charter that they may amend; `requires`
    the bodies whose recommendation or approval must stand in the record first.
    """

    matter: Slug
    name: Line
    roles: dict[Slug, Role]
    seen: Text | None = None
    effects: tuple[EffectKind, ...] = ()
    parts: tuple[Part, ...] = ()
    requires: tuple[Slug, ...] = ()


Way = Literal["consensus", "consensus_minus", "trigger", "majority", "secret_ballot"]
"""How a decision comes about: nobody objects; nobody but named parties; so many states ask for it; by votes."""


Hours = Annotated[Count, Field(le=87_600)]
"""A time in hours; ten years at most, so that it ends in the calendar."""

FullHours = Annotated[Ordinal, Field(le=87_600)]
"""A time in hours that is not nought."""


class SilenceRule(Body):
    """How a silence procedure runs. Times are in hours.

    `by` are the hats and statuses that may start one, `where` whether at a meeting or between meetings, `hours` the
    least time it runs and `usual_hours` what is proposed. For `veto_hours` from its start a member may prevent that it
    is used at all (nought: never; one started at a meeting can be prevented there as long as the meeting lasts, if this
    is not nought). Who breaks it is `named` or known to the chair alone; its decision is `numbered` at once, or at the
    next meeting of the body.
    """

    by: Annotated[tuple[Slug, ...], Field(min_length=1)]
    where: Literal["meeting", "between", "either"] = "either"
    hours: FullHours
    usual_hours: FullHours | None = None
    veto_hours: Hours = 0
    breaker: Literal["named", "chair_only"] = "named"
    numbered: Literal["at_once", "next_meeting"] = "at_once"


class Procedure(Provision):
    """How bodies decide matters: those named, or all where none is; the row that names most counts.

    `without` is how many parties a consensus may leave out, each named in the proposal; `trigger` how many states set
    a decision off; `numerator`/`denominator` the share of votes that a majority needs, of those cast for or against
    (`voting`) or of all who decide (`members`): more than the half where the share is 1/2, else at least the share.
    `vote_hours` is the least time for which a vote between meetings is open, `opening_hours` how long after its close
    tellers wait for the ballots that were not opened to them yet; None: the charter says nothing of it.
    `statements_hours` is how long after a decision statements and reservations attach to it; `series` the series of
    symbols that decisions bear.
    """

    procedure: Slug
    bodies: tuple[Slug, ...] = ()
    matters: tuple[Slug, ...] = ()
    way: Way
    text: Text
    without: Count = 0
    trigger: Ordinal | None = None
    numerator: Ordinal | None = None
    denominator: Ordinal | None = None
    of: Literal["voting", "members"] = "voting"
    quorum: Flag = True
    silence: SilenceRule | None = None
    statements_hours: Hours | None = None
    vote_hours: FullHours | None = None
    opening_hours: FullHours | None = None
    series: Slug | None = None

    @model_validator(mode="after")
    def _with_its_numbers(self) -> Self:
        voted = self.way in {"majority", "secret_ballot"}
        if voted and not (self.numerator and self.denominator and self.numerator <= self.denominator):
            raise ValueError("a decision by votes needs the share that carries it: numerator and denominator")
        if (self.vote_hours and not voted) or (self.opening_hours and self.way != "secret_ballot"):
            raise ValueError("only a vote says for how long it is open, and only a secret ballot how long tellers wait")
        if (self.way == "trigger") != (self.trigger is not None):
            raise ValueError("a decision that states set off, and no other, says how many of them do")
        if self.way != "consensus_minus" and self.without:
            raise ValueError("only a consensus that leaves out named parties says how many")
        return self


class Exit(Provision):
    """How a status may end: by the party's own notice, or by a decision; `notice_days` pass before it takes effect."""

    status: Slug
    manner: Literal["withdrawn", "suspended"]
    decision: Flag
    notice_days: Annotated[Count, Field(le=3_650)] = 0
    text: Text


class Setting(Provision):
    """A rule in words, or a number that no source gives and that is assumed until a decision sets it."""

    setting: Slug
    name: Line
    text: Text
    number: Count | None = None


class SymbolSeries(Provision):
    """A series of document symbols: `pattern` holds {n} where the running number goes, as in CICA/SUM.4/{n}.

    {m} stands for a further number, of a meeting or a year.
    """

    series: Slug
    pattern: Annotated[str, Field(pattern=r"^[A-Z0-9./{}a-z-]+$", max_length=60)]
    name: Line

    @model_validator(mode="after")
    def _counts_once(self) -> Self:
        if self.pattern.count("{n}") != 1 or set("{}") & set(self.pattern.replace("{n}", "").replace("{m}", "")):
            raise ValueError("a pattern holds {n} once, and no other braces than those of {m}")
        return self


class Dimension(Provision):
    """A dimension of confidence building, and its areas."""

    dimension: Slug
    name: Line
    areas: tuple[Text, ...] = ()


ANYBODY = "party"
"""Stands in `ActRule.by` for any state or organisation of the register, whatever its status."""

AN_ACT_RULE = r"^(?:\*|[a-z][a-z_]*\.(?:\*|[a-z][a-z_]*))$"


class ActRule(Provision):
    """Who may enter acts of a type ("notices.send"), or of all types of a subject that have no rule ("notices.*").

    `by` names statuses, or the secretariat, the chair, or `party` for anybody in the register; a type may have several
    rules, for several of these. With `own`, whoever is not the secretariat acts in its own affairs only. `signatures`
    is how many officers with the `function` must sign. `audience` is who may read it; with `narrowed` the author may
    choose a narrower one.
    """

    act: Annotated[str, Field(pattern=AN_ACT_RULE, max_length=80)]
    by: Annotated[tuple[Slug, ...], Field(min_length=1)]
    own: Flag = False
    function: Function = "authoriser"
    signatures: Ordinal = 1
    audience: Reach = "public"
    narrowed: Flag = False


class ContestRule(Provision):
    """What becomes of a party's acts while two administrations claim to represent it."""

    acts: Literal["suspended", "go_on"]
    text: Text
