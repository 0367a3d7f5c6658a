"""Posts of the secretariat with their titles and holders over time, and its seat."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.utils.translation import gettext as _

from comity.forum.kernel.text import said_in
from comity.forum.offices import state
from comity.web.portal.framework.data import Data, Link, When
from comity.web.portal.framework.links import act_link, meeting_link, party_link, when
from comity.web.portal.pages.asof import begun, ended
from comity.web.portal.pages.grades import doubt

if TYPE_CHECKING:
    from comity.web.portal.framework.ask import Ask


class Title(Data):
    """What a post is called from a day on."""

    title: str
    since: When
    meeting: Link | None
    sources: list[str]
    act: Link


class Tenure(Data):
    """A person in a post."""

    tenure: str
    person: str
    nationality: Link | None
    since: When
    until: When | None
    meeting: Link | None
    note: str
    doubt: str
    sources: list[str]
    acts: list[Link]


class Post(Data):
    """A post: what it is called on the day, its titles in order, its holders, the newest first."""

    post: str
    name: str
    titles: list[Title]
    tenures: list[Tenure]


class Place(Data):
    """Where the secretariat has its seat from a day on."""

    place: str
    premises: str
    since: When
    meeting: Link | None
    note: str
    doubt: str
    sources: list[str]
    act: Link


def _post_names() -> dict[str, str]:
    return {"executive-head": _("Head of the Secretariat"), "deputy": _("Deputies")}


def _text(ask: Ask, text: dict[str, str] | None) -> str:
    return said_in(text, ask.language)[0] if text else ""


def _title(ask: Ask, title: state.Title) -> Title:
    return Title(
        title=_text(ask, title.title),
        since=when(ask, title.since),
        meeting=meeting_link(ask, title.meeting) if title.meeting else None,
        sources=list(title.sources),
        act=act_link(title.act),
    )


def _tenure(ask: Ask, held: state.Tenure) -> Tenure:
    until = ended(ask, held.until)
    acts = [held.act] if held.left_act is None or until is None else [held.act, held.left_act]
    return Tenure(
        tenure=held.tenure,
        person=_text(ask, held.person),
        nationality=party_link(ask, held.nationality, held.since) if held.nationality else None,
        since=when(ask, held.since),
        until=until,
        meeting=meeting_link(ask, held.meeting) if held.meeting else None,
        note=_text(ask, held.note),
        doubt=doubt(held.confidence),
        sources=list(held.sources),
        acts=[act_link(index) for index in acts],
    )


def _post(ask: Ask, post: state.Post) -> Post:
    titles = [_title(ask, title) for title in post.titles if begun(title.since, ask.day)]
    named = _post_names().get(post.post, post.post)
    return Post(
        post=post.post,
        name=named,
        titles=titles,
        tenures=[_tenure(ask, held) for held in reversed(post.tenures) if begun(held.since, ask.day)],
    )


def posts(ask: Ask) -> list[Post]:
    """Return the posts that had a title or a holder by the day of the page."""
    found = [_post(ask, cast("state.Post", value)) for value in ask.library.all_of(state.POST)]
    return [post for post in found if post.titles or post.tenures]


def places(ask: Ask) -> list[Place]:
    """Return where the secretariat sat up to the day of the page, the newest first."""
    seat = cast("state.SeatValue | None", ask.library.get(state.SEAT))
    return [
        Place(
            place=_text(ask, place.place),
            premises=_text(ask, place.premises),
            since=when(ask, place.since),
            meeting=meeting_link(ask, place.meeting) if place.meeting else None,
            note=_text(ask, place.note),
            doubt=doubt(place.confidence),
            sources=list(place.sources),
            act=act_link(place.act),
        )
        for place in reversed(seat.places if seat else ())
        if begun(place.since, ask.day)
    ]
