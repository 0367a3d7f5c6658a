"""One matter: what is decided, by which rule, and the whole way from its proposal to its review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comity.forum.decisions.state import Decision, decision
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.links import day_text
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages.decisions.asof import as_of
from comity.web.portal.pages.decisions.lines import Line, line
from comity.web.portal.pages.decisions.steps import Step, steps

if TYPE_CHECKING:
    from comity.web.portal.framework.ask import Ask


class DecisionPage(Data):
    """One matter."""

    line: Line
    steps: list[Step]


def build(ask: Ask, **parts: Any) -> DecisionPage:  # noqa: ANN401 - parts of the address
    """Return the matter whose name stands in the address, as it was on the day of the page."""
    slug = str(parts["slug"])
    held = decision(ask.library, slug)
    if held is None:
        raise NotHere(_("The register knows no matter called %(slug)s.") % {"slug": slug})
    known = as_of(ask, [held])
    if not known:
        raise NotHere(_("On %(day)s this matter was still to come.") % {"day": day_text(ask, ask.day.isoformat())})
    return _page(ask, known[0])


def _page(ask: Ask, held: Decision) -> DecisionPage:
    ask.titles.fetch_named([held])
    return DecisionPage(line=line(ask, held), steps=steps(ask, held))


PAGE = Page("decision", "decisions/<slug:slug>/", "portal/decision.html", build, "decisions")
