"""Acts of the subject `membership`: parties enter the register, sign, are accepted, are attested, lapse."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from comity.forum.kernel.acts import Body, Flag, Ordinal, Sourced, Told
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import ExactDay, PartyCode, Slug
from comity.forum.kernel.text import Line, Text

Path = Literal["meeting", "silence", "correspondence", "not_found"]


class EnterParty(Told):
    """`membership.enter_party`: a state or an organisation comes into the register, with no status yet.

    A state's name in the reader's language comes from CLDR unless `name` gives the forum's own usage. A party that is
    new to the forum, as an applicant, needs no source.
    """

    party: PartyCode
    kind: Literal["state", "organisation"]
    iso: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    name: Line | None = None
    short: Line | None = None
    in_asia: Flag | None = None


class Rename(Sourced):
    """`membership.rename`: what a party is called from a day on; `former` is what it was called until then."""

    party: PartyCode
    name: Line
    former: Line | None = None
    since: When


class Sign(Told):
    """`membership.sign`: a party signs a document on which a status rests.

    `paper` is what was signed where that is not the document itself, as a memorandum on accession. A party that signs
    here and now needs no source: its own act is one.
    """

    party: PartyCode
    instrument: Slug
    on: When
    at: Text | None = None
    meeting: Slug | None = None
    by: Text | None = None
    paper: Text | None = None


class Step(Sourced):
    """A step on the way to a decision: a body recommended or approved."""

    body: Slug
    verb: Literal["recommends", "approves", "endorses", "authorises"]
    on: When
    meeting: Slug | None = None


class Accept(Sourced):
    """`membership.accept`: the forum decides, by consensus, to give a party a status. `on` is when, `path` how."""

    party: PartyCode
    status: Slug
    on: When
    body: Slug
    path: Path
    meeting: Slug | None = None
    steps: tuple[Step, ...] = ()


class Attest(Sourced):
    """`membership.attest`: sources show a party in a status from a day, known or within bounds.

    `counted` is the place that sources give it ("the 25th member"); `paper` names the agreement on which a partner's
    status rests.
    """

    party: PartyCode
    status: Slug
    since: When
    counted: Ordinal | None = None
    meeting: Slug | None = None
    paper: Text | None = None


class Lapse(Sourced):
    """`membership.lapse`: a status ends without the party coming to another. `on` is the day, or what bounds it."""

    party: PartyCode
    status: Slug
    on: When
    manner: Literal["not_listed", "withdrawn", "dissolved", "suspended"]


class Apply(Body):
    """`membership.apply`: a party asks for a status."""

    party: PartyCode
    status: Slug
    text: Text | None = None


class Withdraw(Body):
    """`membership.withdraw`: a party gives its status up, where the charter knows that. `on` is the day it is over."""

    party: PartyCode
    status: Slug
    on: ExactDay
    reason: Text | None = None
