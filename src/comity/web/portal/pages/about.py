"""About and method: what the register is, how it is compiled, how it is verified, what may be done with it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.forum.charter.state import CHARTER, IDENTITY, Charter, Identity
from comity.record.files import ALLOWED_SIGNERS, CHECKPOINT, POLICY
from comity.web.portal.framework.data import Data, When
from comity.web.portal.framework.links import WEIGHTS, when
from comity.web.portal.framework.page import Page
from comity.web.portal.pages.grades import grade_meanings, grade_names
from comity.web.portal.pages.provisions import words_of
from comity.web.portal.pages.sources import weight_meanings

if TYPE_CHECKING:
    from comity.forum.sources.state import Source
    from comity.web.portal.framework.ask import Ask

EXAMPLES = ("2014-05-20", "2014-05-20/2014-05-21", "2011", "2022-10~", "[2010-06-09..2011-12-31]", "[..2007-03]")
"""Dates as the register keeps them, one of each form."""


class Grade(Data):
    """A grade of confidence."""

    grade: str
    name: str
    meaning: str


class Weight(Data):
    """A kind of source, and how many there are of it."""

    weight: str
    name: str
    meaning: str
    count: int


class File(Data):
    """A file of the record, or the way to its data for programs, outside the pages."""

    name: str
    url: str


class About(Data):
    """What the register is made of, and under which name its record is signed."""

    forum: str
    origin: str
    namespace: str
    log_key: str
    sources: int
    weights: list[Weight]
    grades: list[Grade]
    dates: list[When]
    assumed: list[str]
    files: list[File]
    api: File


def _weights(ask: Ask) -> list[Weight]:
    held = Counter(cast("Source", value).weight for value in ask.library.all_of("source"))
    meanings = weight_meanings()
    return [
        Weight(weight=weight, name=_(name), meaning=meanings[weight], count=held[weight])
        for weight, name in WEIGHTS.items()
    ]


def _grades() -> list[Grade]:
    meanings = grade_meanings()
    return [Grade(grade=grade, name=name, meaning=meanings[grade]) for grade, name in grade_names().items()]


def _assumed(ask: Ask) -> list[str]:
    charter = cast("Charter | None", ask.library.get(CHARTER))
    settings = charter.on(ask.day.isoformat()).settings if charter else ()
    return [words_of(ask, setting.name) for setting in settings if setting.assumed]


def build(ask: Ask, **_parts: Any) -> About:  # noqa: ANN401 - the address has no parts
    """Return what the page about the register says in numbers and names."""
    identity = cast("Identity", ask.library.get(IDENTITY))
    weights = _weights(ask)
    return About(
        forum=words_of(ask, identity.names),
        origin=identity.origin,
        namespace=f"act.v1@{identity.origin}",
        log_key=ask.library.log_key(),
        sources=sum(weight.count for weight in weights),
        weights=weights,
        grades=_grades(),
        dates=[when(ask, example) for example in EXAMPLES],
        assumed=_assumed(ask),
        files=[File(name=name, url=f"/record/{name}") for name in (CHECKPOINT, POLICY, ALLOWED_SIGNERS)],
        api=File(name=reverse("api.index"), url=reverse("api.index")),
    )


PAGE = Page("about", "about/", "portal/about.html", build, "")
