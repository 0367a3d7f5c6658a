"""Proposing a matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse

from comity.web.desk.presence import at_desk

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.presence import Present


@at_desk
def propose(request: HttpRequest, here: Present) -> HttpResponse:  # noqa: ARG001
    """Begin a proposal."""
    return HttpResponseRedirect(reverse("desk.new_act_of", args=["decisions.propose"]))
