"""Values of the subject `offices`: the chair with its terms, each post with its tenures, the seat with its places."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.dates import sort_key
from comity.forum.kernel.values import Fact, Key, Value

if TYPE_CHECKING:
    from datetime import date

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.offices import acts

CHAIR = Key("chair", "chair")
SEAT = Key("seat", "seat")
POST = "post"


class Extension(Fact):
    """A prolongation of a term."""

    until: str | None = None
    on: str | None = None
    body: str | None = None
    meeting: str | None = None
    path: str = "not_found"
    note: dict[str, str] | None = None
    decision: str = ""


class Term(Fact):
    """A term in the chair: what the state was elected for (`since`, `until`), what was prolonged, when it was taken."""

    term: str
    state: str
    since: str
    until: str | None = None
    on: str | None = None
    body: str | None = None
    meeting: str | None = None
    path: str = "not_found"
    note: dict[str, str] | None = None
    extensions: tuple[Extension, ...] = ()
    taken: str | None = None
    taken_at: str | None = None
    taken_act: int | None = None
    ended: str | None = None
    decision: str = ""


class Chair(Value):
    """The chair: its terms in the order in which they were decided."""

    terms: tuple[Term, ...] = ()


class Tenure(Fact):
    """A person in a post."""

    tenure: str
    person: dict[str, str]
    nationality: str | None = None
    since: str
    until: str | None = None
    body: str | None = None
    meeting: str | None = None
    note: dict[str, str] | None = None
    left_act: int | None = None
    decision: str = ""


class Title(Fact):
    """What a post is called from a day on."""

    title: dict[str, str]
    since: str
    meeting: str | None = None


class Post(Value):
    """A post, its titles and its tenures."""

    post: str
    titles: tuple[Title, ...] = ()
    tenures: tuple[Tenure, ...] = ()


class Place(Fact):
    """A place where the secretariat has its seat from a day on."""

    place: dict[str, str]
    premises: dict[str, str] | None = None
    since: str
    meeting: str | None = None
    note: dict[str, str] | None = None


class SeatValue(Value):
    """The seat: its places in order."""

    places: tuple[Place, ...] = ()


def chair(values: Values) -> Chair | None:
    """Return the chair, or None before the first term."""
    return cast("Chair | None", values.get(CHAIR))


def post(values: Values, slug: str) -> Post | None:
    """Return the post called `slug`, or None."""
    return cast("Post | None", values.get(Key(POST, slug)))


def elected(value: Chair | None, act: Enacted, _id: str) -> Chair:
    """Return the chair after `offices.elect_chair`."""
    value = value or Chair()
    return value.touched(act.index, terms=(*value.terms, Term.of(act)))


def _with_term(value: Chair, slug: str, index: int, **changes: object) -> Chair:
    terms = tuple(t.model_copy(update=changes) if t.term == slug else t for t in value.terms)
    return value.touched(index, terms=terms)


def extended(value: Chair, act: Enacted, _id: str) -> Chair:
    """Return the chair after `offices.extend_chair`."""
    body = cast("acts.ExtendChair", act.body)
    term = next(t for t in value.terms if t.term == body.term)
    return _with_term(value, body.term, act.index, extensions=(*term.extensions, Extension.of(act)))


def taken(value: Chair, act: Enacted, _id: str) -> Chair:
    """Return the chair after `offices.take_chair`: the term before it has ended on the same day."""
    body = cast("acts.TakeChair", act.body)
    terms = []
    for term in value.terms:
        if term.term == body.term:
            terms.append(term.model_copy(update={"taken": body.on, "taken_at": body.meeting, "taken_act": act.index}))
        elif term.taken and not term.ended:
            terms.append(term.model_copy(update={"ended": body.on}))
        else:
            terms.append(term)
    return value.touched(act.index, terms=tuple(terms))


def appointed(value: Post | None, act: Enacted, slug: str) -> Post:
    """Return the post after `offices.appoint`."""
    value = value or Post(post=slug)
    return value.touched(act.index, tenures=(*value.tenures, Tenure.of(act)))


def left(value: Post, act: Enacted, _id: str) -> Post:
    """Return the post after `offices.leave`."""
    body = cast("acts.Leave", act.body)
    tenures = tuple(
        t.model_copy(update={"until": body.on, "left_act": act.index}) if t.tenure == body.tenure else t
        for t in value.tenures
    )
    return value.touched(act.index, tenures=tenures)


def retitled(value: Post | None, act: Enacted, slug: str) -> Post:
    """Return the post after `offices.retitle`: its titles in the order of their days."""
    value = value or Post(post=slug)
    titles = sorted((*value.titles, Title.of(act)), key=_since)
    return value.touched(act.index, titles=tuple(titles))


def vacated(value: Post, _id: str, _values: Values) -> Post:
    """Return what stays of a post when a correction takes its only act elsewhere: a post of which nothing is known."""
    return value.model_copy(update={"titles": (), "tenures": ()})


def _since(fact: Title | Place) -> tuple[date, date]:
    return sort_key(fact.since)


def seated(value: SeatValue | None, act: Enacted, _id: str) -> SeatValue:
    """Return the seat after `offices.seat`: its places in the order of their days."""
    value = value or SeatValue()
    places = sorted((*value.places, Place.of(act)), key=_since)
    return value.touched(act.index, places=tuple(places))
