"""Chair and offices: the terms in the chair, elected for and served; who heads the secretariat; where it sits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from comity.forum.charter.state import CHARTER, Charter
from comity.forum.kernel.dates import bounds
from comity.forum.offices.state import CHAIR, POST, SEAT
from comity.web.portal.framework.data import Data, Rows, When
from comity.web.portal.framework.links import when
from comity.web.portal.framework.page import Page
from comity.web.portal.pages.matrix import axis_of
from comity.web.portal.pages.offices import Place, Post, places, posts
from comity.web.portal.pages.provisions import Rule, chair_rules
from comity.web.portal.pages.terms import Term, terms
from comity.web.shared import drawings

if TYPE_CHECKING:
    from comity.web.portal.framework.ask import Ask


class ChairPage(Data):
    """The chair, the posts and the seat as they stood on a day."""

    day: When
    now: Term | None
    terms: list[Term]
    coming: list[Term]
    rules: list[Rule]
    posts: list[Post]
    places: list[Place]


def build(ask: Ask, **_parts: Any) -> ChairPage:  # noqa: ANN401 - the address has no parts
    """Return the chair and the offices on the day asked for."""
    ask.titles.fetch_named([ask.library.get(CHAIR), ask.library.get(SEAT), *ask.library.all_of(POST)])
    found = terms(ask)
    charter = cast("Charter | None", ask.library.get(CHARTER))
    return ChairPage(
        day=when(ask, ask.day.isoformat()),
        now=next((term for term in found if term.standing == "in_chair"), None),
        terms=[term for term in found if term.standing != "to_come"],
        coming=[term for term in found if term.standing == "to_come"],
        rules=[rule for rule in chair_rules(ask, charter.rules if charter else None) if rule.in_force],
        posts=posts(ask),
        places=places(ask),
    )


def _strip(term: Term, ask: Ask, axis: drawings.Axis) -> drawings.Markup:
    start = bounds(term.since.edtf).earliest or axis.first
    end = (bounds(term.until.edtf).latest if term.until else None) or ask.day
    elected = bounds(term.elected_until.edtf).latest if term.elected_until else None
    served = f"{term.since.text} – {term.until.text if term.until else ''}".rstrip(" –")
    said = _("%(state)s: %(served)s") % {"state": term.party.text, "served": served}
    return drawings.chair_strip(drawings.Term(start, min(elected or end, end), end, said), axis)


def draw(page: ChairPage, ask: Ask) -> dict[str, Any]:
    """Return the bands of the terms, one strip a row, with their axis and key."""
    first = min((day.year for term in page.terms if (day := bounds(term.since.edtf).earliest)), default=ask.day.year)
    # From a round year on, so that the axis begins with a label.
    axis = axis_of(ask, first - first % 5)
    words = drawings.TimelineKey(
        members="", elected=_("served as elected"), prolonged=_("served beyond the term first given")
    )
    return {
        "axis": drawings.year_axis(axis, every=5),
        "key": drawings.timeline_key(words),
        "strips": [(term, _strip(term, ask, axis)) for term in page.terms],
    }


def _date(given: When | None) -> str:
    return given.edtf if given else ""


def rows(page: ChairPage, _ask: Ask) -> Rows:
    """Return the terms, tenures and places as one table."""
    head = ("what", "id", "name", "since", "until", "elected_until", "prolonged_until", "sources")
    chairs = [
        (
            "chair",
            term.party.id,
            term.party.text,
            term.since.edtf,
            _date(term.until),
            _date(term.elected_until),
            _date(term.prolonged_until),
            " ".join(term.sources),
        )
        for term in (*page.terms, *page.coming)
    ]
    tenures = [
        (post.post, held.tenure, held.person, held.since.edtf, _date(held.until), "", "", " ".join(held.sources))
        for post in page.posts
        for held in post.tenures
    ]
    seats = [("seat", "", p.place, p.since.edtf, "", "", "", " ".join(p.sources)) for p in page.places]
    return Rows(head=head, rows=(*chairs, *tenures, *seats))


PAGE = Page("chair", "chair/", "portal/chair.html", build, "chair", draw=draw, rows=rows)
