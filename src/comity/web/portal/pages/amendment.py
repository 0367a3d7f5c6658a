"""A version of the charter: what it changed, provision by provision, and by which decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

from django.utils.translation import gettext as _

from comity.forum.charter.state import CHARTER, Charter
from comity.forum.decisions.effects import AmendCharter
from comity.secretariat.wording.amendments import KINDS, Altered, Difference, differences
from comity.web.portal.framework.data import Data, When
from comity.web.portal.framework.links import day_text, when
from comity.web.portal.framework.page import NotHere, Page
from comity.web.portal.pages.asof import begun
from comity.web.portal.pages.versions import Version, version_shown

if TYPE_CHECKING:
    from comity.forum.charter.acts import Adopt
    from comity.web.portal.framework.ask import Ask


class Piece(Data):
    """Words that a text kept, lost or gained."""

    kind: Literal["same", "added", "removed"]
    text: str


class Field(Data):
    """A field that reads otherwise: what it said and what it says; `pieces` are the words of a text of a `language`."""

    label: str
    before: list[str]
    after: list[str]
    pieces: list[Piece]
    language: str


class Changed(Data):
    """A provision that is "new", "changed", "ended" or "confirmed" (`text` says it), with the fields that differ."""

    kind: str
    text: str
    part: str
    name: str
    fields: list[Field]


class VersionPage(Data):
    """A version of the charter. `decided` is when a decision made it; nothing of one that was adopted as a whole.

    `begun` says whether it had come into force on the day of the page.
    """

    version: Version
    begun: bool
    decided: When | None
    changes: list[Changed]


def changes_shown(ask: Ask, before: Adopt, effect: AmendCharter) -> list[Changed]:
    """Return what an amendment makes of the rules `before` it, as pages show it (`portal/differences.html`)."""
    return [_changed(one) for one in differences(before, effect, ask.speech)]


def _changed(one: Difference) -> Changed:
    fields = [_field(field) for field in one.fields]
    return Changed(kind=one.kind, text=_(KINDS[one.kind]), part=one.part, name=one.name, fields=fields)


def _field(one: Altered) -> Field:
    pieces = [Piece(kind=piece.kind, text=piece.text) for piece in one.pieces]
    return Field(label=one.label, before=list(one.before), after=list(one.after), pieces=pieces, language=one.language)


def build(ask: Ask, **parts: Any) -> VersionPage:  # noqa: ANN401 - parts of the address
    """Return the version whose number stands in the address."""
    charter, number = cast("Charter | None", ask.library.get(CHARTER)), int(parts["version"])
    found = next((one for one in charter.versions if one.version == number), None) if charter else None
    if charter is None or found is None:
        raise NotHere(_("The charter has no version %(version)s.") % {"version": number})
    made = next((each for each in charter.amendments if each.version == number), None)
    if not begun(made.on if made else found.in_force, ask.day) and ask.on is not None:
        day = day_text(ask, ask.day.isoformat())
        raise NotHere(_("On %(day)s this version of the charter was still to come.") % {"day": day})
    changes = []
    if made is not None:
        effect = AmendCharter(kind="charter", in_force=made.in_force, changes=made.changes)
        changes = changes_shown(ask, charter.at(number - 1), effect)
    return VersionPage(
        version=version_shown(ask, found),
        begun=begun(found.in_force, ask.day),
        decided=when(ask, made.on) if made else None,
        changes=changes,
    )


PAGE = Page("version", "charter/versions/<int:version>/", "portal/version.html", build, "charter")
