"""Acts of the subject `offices`: the chair elected, prolonged and taken; posts filled and renamed; the seat."""

from __future__ import annotations

from typing import Literal

from comity.forum.kernel.acts import Sourced, Told
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import PartyCode, Slug
from comity.forum.kernel.text import Line

Path = Literal["meeting", "silence", "correspondence", "not_found"]


class ElectChair(Sourced):
    """`offices.elect_chair`: a state is chosen to be in the chair for a term.

    `since` and `until` are what it was chosen for, `on` is the day of the decision, where known.
    """

    term: Slug
    state: PartyCode
    since: When
    until: When | None = None
    on: When | None = None
    body: Slug | None = None
    meeting: Slug | None = None
    path: Path = "not_found"


class ExtendChair(Sourced):
    """`offices.extend_chair`: a term is prolonged, to a day or until an event that `note` names."""

    term: Slug
    until: When | None = None
    on: When | None = None
    body: Slug | None = None
    meeting: Slug | None = None
    path: Path = "not_found"


class TakeChair(Told):
    """`offices.take_chair`: the chair passes; from this day the term is served, and the one before it is over.

    On its day whoever is in the chair, or the secretariat, enters it; of the past it cites its sources.
    """

    term: Slug
    on: When
    meeting: Slug | None = None


class Appoint(Sourced):
    """`offices.appoint`: a person takes a post. Only public office-holders acting in public are named."""

    post: Slug
    person: Line
    tenure: Slug
    nationality: PartyCode | None = None
    since: When
    until: When | None = None
    body: Slug | None = None
    meeting: Slug | None = None


class Leave(Sourced):
    """`offices.leave`: a tenure ends."""

    post: Slug
    tenure: Slug
    on: When


class Retitle(Sourced):
    """`offices.retitle`: what a post is called from a day on."""

    post: Slug
    title: Line
    since: When
    meeting: Slug | None = None


class Seat(Sourced):
    """`offices.seat`: where the secretariat has its seat from a day on, and in which premises."""

    place: Line
    premises: Line | None = None
    since: When
    meeting: Slug | None = None
