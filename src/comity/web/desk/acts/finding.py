"""Drafts by the names that addresses give: only those of the party that the officer acts for."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.registry import ACT_TYPES
from comity.store import drafts
from comity.web.desk.presence import at_desk
from comity.web.portal import errors

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from comity.store.drafts import Draft
    from comity.web.desk.presence import Present

    View = Callable[[HttpRequest, Present, Draft], HttpResponse]


def at_draft(view: View) -> Callable[..., HttpResponse]:
    """Let an officer at her desk see a view of one of her party's drafts."""

    @at_desk
    @wraps(view)
    def found(request: HttpRequest, here: Present, name: str) -> HttpResponse:
        draft = drafts.find(here.house.vault, here.shelf, name)
        if draft is None:
            return no_draft(request)
        return view(request, here, draft) if draft.kind in ACT_TYPES else _of_another_program(request)

    return found


def no_draft(request: HttpRequest) -> HttpResponse:
    """Return the page for a draft that is not there."""
    wrong = _(
        "Your party has no such draft. Another officer may have entered it, which the list of what was sent shows, or "
        "dropped it."
    )
    return errors.page(request, 404, _("No such draft"), wrong, code="desk.no_draft")


def _of_another_program(request: HttpRequest) -> HttpResponse:
    wrong = _("This draft is of a type that this version of the program does not know. It is kept as it is.")
    return errors.page(request, 409, _("Of another version"), wrong, code="desk.type_unknown")


def writes(here: Present) -> bool:
    """Whether the officer at the desk does more than read: whoever signs or keeps officers prepares acts as well."""
    return any(here.may(function) for function in ("drafter", "authoriser", "administrator"))


def not_yours_to_write(request: HttpRequest) -> HttpResponse:
    """Return the page for an officer who only reads."""
    wrong = _("You read for your party; drafts are written by its officers with another function. Nothing was changed.")
    return errors.page(request, 403, _("Only for reading"), wrong, code="desk.only_reading")
