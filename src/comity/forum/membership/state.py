"""Values of the subject `membership`: one value a party, with every fact that bears on its status."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, cast

from comity.forum.kernel.acts import Body
from comity.forum.kernel.dates import sort_key
from comity.forum.kernel.values import Fact, Key, Value

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.membership import acts

KIND = "party"


class Name(Fact):
    """What a party is called from a day on; since None: from the beginning."""

    name: dict[str, str]
    since: str | None = None


class Signature(Fact):
    """A party's signature under a document on which a status rests."""

    instrument: str
    on: str
    at: dict[str, str] | None = None
    meeting: str | None = None
    by: dict[str, str] | None = None
    paper: dict[str, str] | None = None


class DecisionStep(Body):
    """A recommendation or approval that came before a decision."""

    body: str
    verb: str
    on: str
    meeting: str | None = None
    sources: tuple[str, ...] = ()


class Acceptance(Fact):
    """The forum's decision to give a party a status."""

    status: str
    on: str
    body: str
    path: str
    meeting: str | None = None
    steps: tuple[DecisionStep, ...] = ()
    decision: str = ""


class Attestation(Fact):
    """A statement of sources that a party held a status from a day on."""

    status: str
    since: str
    counted: int | None = None
    meeting: str | None = None
    paper: dict[str, str] | None = None
    note: dict[str, str] | None = None


class Ending(Fact):
    """The end of a status without a successor."""

    status: str
    on: str
    manner: str
    note: dict[str, str] | None = None
    decision: str = ""


class Application(Fact):
    """That a party applied for a status, when that was entered, and in what words."""

    status: str
    entered: str
    text: dict[str, str] | None = None


class Party(Value):
    """A state or organisation, and what is known of its status."""

    party: str
    kind: Literal["state", "organisation"]
    iso: str | None = None
    name: dict[str, str] | None = None
    short: dict[str, str] | None = None
    in_asia: bool | None = None
    names: tuple[Name, ...] = ()
    signatures: tuple[Signature, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    attestations: tuple[Attestation, ...] = ()
    endings: tuple[Ending, ...] = ()
    applications: tuple[Application, ...] = ()


def party(values: Values, code: str) -> Party | None:
    """Return the party called `code`, or None."""
    return cast("Party | None", values.get(Key(KIND, code)))


def _since(name: Name) -> tuple[date, date]:
    return sort_key(name.since) if name.since else (date.min, date.min)


def entered(_value: Party | None, act: Enacted, _id: str) -> Party:
    """Return the party that `membership.enter_party` brings into the register."""
    return Party.made_by(act)


def renamed(value: Party, act: Enacted, _id: str) -> Party:
    """Return the party after `membership.rename`: its names in the order of their days.

    What it was called before is kept from the first renaming that states it.
    """
    body = cast("acts.Rename", act.body)
    names = [*value.names, Name.of(act)]
    if body.former and all(name.since for name in value.names):
        names.append(Name.of(act, name=body.former, since=None))
    return value.touched(act.index, names=tuple(sorted(names, key=_since)))


def signed(value: Party, act: Enacted, _id: str) -> Party:
    """Return the party after `membership.sign`."""
    return value.touched(act.index, signatures=(*value.signatures, Signature.of(act)))


def accepted(value: Party, act: Enacted, _id: str) -> Party:
    """Return the party after `membership.accept`."""
    body = cast("acts.Accept", act.body)
    steps = tuple(DecisionStep(**step.model_dump(exclude={"confidence", "note"})) for step in body.steps)
    return value.touched(act.index, acceptances=(*value.acceptances, Acceptance.of(act, steps=steps)))


def attested(value: Party, act: Enacted, _id: str) -> Party:
    """Return the party after `membership.attest`."""
    return value.touched(act.index, attestations=(*value.attestations, Attestation.of(act)))


def lapsed(value: Party, act: Enacted, _id: str) -> Party:
    """Return the party after `membership.lapse`."""
    return value.touched(act.index, endings=(*value.endings, Ending.of(act)))


def applied(value: Party, act: Enacted, _id: str) -> Party:
    """Return the party after `membership.apply`."""
    return value.touched(act.index, applications=(*value.applications, Application.of(act, entered=act.entered)))


def withdrew(value: Party, act: Enacted, _id: str) -> Party:
    """Return the party after `membership.withdraw`."""
    return value.touched(act.index, endings=(*value.endings, Ending.of(act, manner="withdrawn")))
