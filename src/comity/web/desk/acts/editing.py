"""Drafts edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from comity.web.desk.acts.finding import at_draft

if TYPE_CHECKING:
    from django.http import HttpRequest

    from comity.store.drafts import Draft
    from comity.web.desk.presence import Present


@at_draft
def draft(request: HttpRequest, here: Present, draft: Draft) -> HttpResponse:  # noqa: ARG001
    """Edit."""
    return HttpResponse("")
