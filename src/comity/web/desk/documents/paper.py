"""A document at the desk: its text where this party may read it, its files, its versions, what may be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.forum.documents.state import KIND
from comity.forum.kernel.text import said_in
from comity.web.desk.documents.kept import (
    ADD,
    REDISTRIBUTE,
    REGISTER,
    entitled,
    files_of,
    find,
    line,
    may_read,
    no_document,
    readers_text,
)
from comity.web.desk.frame import show
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.kept import asking
from comity.web.portal.framework.links import address
from comity.web.portal.pages.papers.texts import is_readable, text_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.documents.state import Document, Filed
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.notices.sitting import Sitting
    from comity.web.desk.presence import Present


@require_safe
@at_desk
def paper(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show a document."""
    asked = asking(sit(here))
    at, held = asked.at, find(asked.at, slug)
    if held is None:
        return no_document(request, slug)
    others = [name for name in (held.follows, held.replaces, *held.followers) if name]
    known = at.ask.library.some_of(KIND, others)
    at.ask.titles.know(KIND, [held, *known.values()])
    context: dict[str, Any] = {
        "ask": at.ask,
        "line": line(at, held),
        "readers": readers_text(at, held),
        "files": files_of(at, held),
        "open": may_read(at, held),
        "original": held.original or "",
        "meeting": at.ask.speech.title("meeting", held.meeting) if held.meeting else "",
        "meeting_url": address("meeting", held.meeting) if held.meeting else "",
        "item": held.item or "",
        "summary": said_in(held.summary, at.ask.language)[0] if held.summary else "",
        "text": _text(at, held, str(request.GET.get("text", ""))),
        "versions": _versions(at, held, dict(known)),
        "doings": _doings(asked, held),
        "act": held.acts[0],
        "public": address("document", held.document),
    }
    return show(request, here, "desk/document.html", context, matter="desk.documents")


def readable(at: Sitting, held: Document) -> dict[str, Filed]:
    """Return the files of a document that this party may read as paragraphs, by their languages."""
    if not may_read(at, held):
        return {}
    return {filed.language: filed for filed in held.files if is_readable(filed)}


def _text(at: Sitting, held: Document, asked: str) -> dict[str, Any] | None:
    found = readable(at, held)
    mine = at.ask.language.split("-")[0]
    language = next((code for code in (asked, mine, held.original, *found) if code in found), None)
    text = text_of(at.ask, held, found[language]) if language else None
    if text is None:
        return None
    url = reverse("desk.document", args=[held.document])
    further = [code for code in found if code != language]
    others = [{"language": code, "url": f"{url}?{urlencode({'text': code})}#h-text"} for code in further]
    return {"language": language, "paragraphs": text, "others": others}


def _versions(at: Sitting, held: Document, known: dict[str, Any]) -> list[dict[str, str]]:
    """What it follows and what follows it, each with the difference where both may be read as paragraphs."""
    found = []
    for name in (held.follows, *held.followers):
        other = known.get(name) if name else None
        if other is None:
            continue
        pair = readable(at, held).keys() & readable(at, other).keys()
        revises = held.document == other.revises or held.revises == name
        new, old = (other, held) if other.acts[0] > held.acts[0] else (held, other)
        compare = reverse("desk.document_compare", args=[new.document, old.document])
        found.append(
            {
                "title": said_in(other.title, at.ask.language)[0],
                "symbol": other.symbol or "",
                "url": reverse("desk.document", args=[other.document]),
                "how": _("before it") if old is other else _("after it"),
                "compare": compare if pair and revises else "",
            }
        )
    return found


def _doings(asked: Asking, held: Document) -> list[dict[str, str]]:
    """What may be done with it from this desk: asked of the charter, and of the rules for what would be the next."""
    found = []
    if entitled(asked, REGISTER):
        new = reverse("desk.document_register")
        labels = {
            "Rev": _("Register a revision"),
            "Add": _("Register an addendum"),
            "Corr": _("Register a corrigendum"),
        }
        for relation, label in labels.items():
            found.append({"label": label, "url": f"{new}?{urlencode({'follows': held.document, 'as': relation})}"})
    if entitled(asked, ADD):
        found.append({"label": _("Add a language"), "url": reverse("desk.document_language", args=[held.document])})
    if entitled(asked, REDISTRIBUTE) and held.distribution != "public":
        url = reverse("desk.document_redistribute", args=[held.document])
        found.append({"label": _("Let others read it"), "url": url})
    return found
