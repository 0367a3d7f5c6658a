"""What a desk says where it cannot do what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.web.portal import errors

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Return the page for a form that was not sent from a page of ours, or from one that was open for too long."""
    what = _("Not sent from this desk")
    wrong = _(
        "The form did not come from a page of this desk, or that page was open since before you signed in. "
        "Go back, load the page anew, and send it again; what you typed is still there."
    )
    return errors.page(request, 403, what, wrong, code="desk.forged")
