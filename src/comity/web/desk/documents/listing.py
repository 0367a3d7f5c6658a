"""The documents of the forum at a desk: first those for some alone that this party may read, then the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from comity.store import documents as stored
from comity.web.desk.documents.kept import REGISTER, entitled, line, may_read
from comity.web.desk.frame import show
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.kept import asking
from comity.web.portal.framework.library import DocumentSift
from comity.web.portal.pages.documents import kind_names
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.presence import Present

FEW, LOOKED, PART = 12, 200, 25


@require_safe
@at_desk
def documents(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the documents that this party may read."""
    asked = asking(sit(here))
    at, kinds = asked.at, kind_names()
    given, kind = request.GET.get("from", ""), request.GET.get("kind", "")
    start = whole(given) or 0
    kind = kind if kind in kinds else ""
    found = at.ask.library.documents(DocumentSift(kind=kind), start, PART)
    ours = [each for each in stored.restricted(LOOKED) if may_read(at, each)]
    context: dict[str, Any] = {
        "ask": at.ask,
        "restricted": [line(at, each) for each in ours[:FEW]] if not start and not kind else [],
        "lines": [line(at, each) for each in found.rows],
        "total": found.total,
        "kinds": [{"value": value, "text": text, "chosen": value == kind} for value, text in kinds.items()],
        "may_register": entitled(asked, REGISTER),
        **_parts(start, found.total, kind),
    }
    return show(request, here, "desk/documents.html", context, matter="desk.documents")


def _parts(start: int, total: int, kind: str) -> dict[str, str]:
    def url(place: int) -> str:
        words = {"kind": kind, "from": str(place or "")}
        return f"{reverse('desk.documents')}?{urlencode({name: word for name, word in words.items() if word})}#register"

    newer = url(max(0, start - PART)) if start else ""
    older = url(start + PART) if start + PART < total else ""
    return {"newer": newer, "older": older}
