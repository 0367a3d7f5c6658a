"""Two texts of documents held against each other at a desk, where this party may read both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.forum.kernel.text import said_in
from comity.web.desk.decisions.wordings import told
from comity.web.desk.documents.kept import find, may_read, no_document, not_for_you
from comity.web.desk.documents.paper import readable
from comity.web.desk.frame import show
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal import errors
from comity.web.portal.pages.papers.compare import summary
from comity.web.portal.pages.papers.texts import comparison

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.documents.state import Document
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present


@require_safe
@at_desk
def compare(request: HttpRequest, here: Present, slug: str, other: str) -> HttpResponse:
    """Show what differs between a document and another one."""
    at = sit(here)
    one, two = find(at, slug), find(at, other)
    if one is None or two is None:
        return no_document(request, other if one else slug)
    if not (may_read(at, one) and may_read(at, two)):
        return not_for_you(request)
    old, new = sorted((one, two), key=lambda each: each.acts[0])
    before, after = readable(at, old), readable(at, new)
    mine = at.ask.language.split("-")[0]
    common = [code for code in after if code in before]
    asked = str(request.GET.get("text", ""))
    language = next((code for code in (asked, mine, new.original, *common) if code in common), None)
    found = comparison(at.ask, (old, before[language]), (new, after[language])) if language else None
    if language is None or found is None:
        wrong = _("The house holds no texts of the two that can be read in one language.")
        return errors.page(request, 404, _("Not to be compared"), wrong, code="desk.no_comparison")
    context = {
        "ask": at.ask,
        "old": _named(at, old),
        "new": _named(at, new),
        "summary": summary(found),
        "differs": told([each for each in found if each.kind != "same"], language),
        "language": language,
        "others": [code for code in common if code != language],
    }
    return show(request, here, "desk/document_compare.html", context, matter="desk.documents")


def _named(at: Sitting, held: Document) -> dict[str, str]:
    title, language = said_in(held.title, at.ask.language)
    url = reverse("desk.document", args=[held.document])
    return {"title": title, "language": language, "symbol": held.symbol or "", "url": url}
