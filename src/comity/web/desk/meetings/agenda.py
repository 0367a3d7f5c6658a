"""The agenda as a form: its items in the order of their numbers, with documents and matters under them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.documents.symbols import SYMBOL
from comity.forum.kernel.text import LANGUAGES
from comity.forum.kernel.values import Key
from comity.store import meetings as kept
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.frame import show
from comity.web.desk.meetings.acting import lay
from comity.web.desk.meetings.seeing import fetched
from comity.web.desk.meetings.standing import asking, find, no_meeting, shown
from comity.web.desk.notices import forms
from comity.web.desk.notices.forms import Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal.framework.data import Data
from comity.web.portal.pages.decisions.words import in_language
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.decisions.state import Decision
    from comity.forum.documents.symbols import Symbol
    from comity.forum.meetings.state import Meeting
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present

SET, AMEND = "meetings.set_agenda", "meetings.amend_agenda"
UNPROCESSABLE = 422
MOST = 200
FURTHER = 3
"""How many empty rows stand below those that are filled in."""


class Pick(Data):
    """A matter that can stand under an item."""

    value: str
    text: str
    chosen: bool


class Row(Data):
    """An item as the form shows it."""

    place: int
    number: str
    texts: list[forms.TextField]
    more: bool
    documents: str
    matters: list[Pick]
    picked: int
    taken: bool


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def agenda(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show the agenda as a form; when it is sent, lay the act before the officer."""
    if not writes(here):
        return not_yours_to_write(request)
    asked = asking(sit(here))
    held = find(asked.at, slug)
    if held is None:
        return no_meeting(request, slug)
    matters = fetched(asked, held, kept.matters_of(held.body))
    kind = AMEND if held.agenda_adopted is not None else SET
    if request.method != "POST":
        form, rows = _begun(asked, held, kind)
        return _page(request, asked, held, form, rows, matters)
    rows = min(whole(request.POST.get("rows", "")) or 0, MOST)
    form = forms.typed(request, (*_names(rows), *(f"reason_{code}" for code in LANGUAGES)))
    form.chosen = [f"{place}={name}" for place in range(rows) for name in request.POST.getlist(f"i{place}_matters")]
    if request.POST.get("add"):
        return _page(request, asked, held, form, min(rows + FURTHER, MOST), matters)
    reason = forms.texts(form.values, "reason")
    said = {
        "meeting": slug,
        "items": _items(asked, form, rows),
        **({"reason": reason} if kind == AMEND and reason else {}),
    }
    return lay(asked, form, kind, said) or _page(request, asked, held, form, rows, matters, UNPROCESSABLE)


def _names(rows: int) -> tuple[str, ...]:
    parts = ("number", "documents", *(LANGUAGES))
    return tuple(f"i{place}_{part}" for place in range(rows) for part in parts)


def _begun(asked: Asking, held: Meeting, kind: str) -> tuple[Form, int]:
    form = Form()
    for place, item in enumerate(held.agenda):
        form.values |= {f"i{place}_{code}": text for code, text in item.title.items()}
        form.values |= {f"i{place}_number": item.number, f"i{place}_documents": ", ".join(item.documents)}
        form.chosen += [f"{place}={name}" for name in item.decisions]
    items = [item.model_dump(mode="json", exclude={"taken_up"}) for item in held.agenda]
    least = items or [{"number": "1", "title": {"en": "—"}}]
    refused = asked.refusal(kind, {"meeting": held.meeting, "items": least})
    form.refused = asked.at.ask.speech.refusal(refused) if refused else None
    return form, len(held.agenda) + FURTHER


def _items(asked: Asking, form: Form, rows: int) -> list[dict[str, Any]]:
    """The items that were filled in, in the order of their numbers; one without a number follows the one before it."""
    found: list[dict[str, Any]] = []
    before = "0"
    for place in range(rows):
        title = forms.texts(form.values, f"i{place}")
        number = form.values[f"i{place}_number"]
        if not title:
            continue
        number = number or _next(before)
        before = number
        documents = [_document(asked, word) for word in forms.listed(form.values[f"i{place}_documents"])]
        picked = [word.partition("=")[2] for word in form.chosen if word.startswith(f"{place}=")]
        parts = {"documents": documents, "decisions": picked}
        found.append({"number": number, "title": title, **{name: each for name, each in parts.items() if each}})
    if not found:
        form.errors["items"] = _("The agenda has one item at least: give it a title.")
    return sorted(found, key=lambda item: _order(item["number"]))


def _next(number: str) -> str:
    head, _dot, last = number.rpartition(".")
    following = str((whole(last) or 0) + 1)
    return f"{head}.{following}" if head else following


def _order(number: str) -> list[int]:
    return [whole(part) or 0 for part in number.split(".")]


def _document(asked: Asking, given: str) -> str:
    """A document's name in addresses: as typed, or that of the one which bears the symbol that was typed."""
    word = given.strip()
    held = cast("Symbol | None", asked.at.glance.get(Key(SYMBOL, word))) if "/" in word else None
    return held.document if held and held.document else word


def _page(  # noqa: PLR0913, PLR0917 - what a page is made of
    request: HttpRequest,
    asked: Asking,
    held: Meeting,
    form: Form,
    rows: int,
    matters: dict[str, Decision],
    status: int = 200,
) -> HttpResponse:
    at = asked.at
    context = {
        "ask": at.ask,
        "form": form,
        "meeting": shown(asked, held),
        "adopted": held.agenda_adopted is not None,
        "rows": rows,
        "items": [_row(asked, held, form, place, matters) for place in range(rows)],
        "reasons": forms.text_fields(form, "reason", at.ask.language),
    }
    return show(request, at.here, "desk/agenda.html", context, matter="desk.meetings", status=status)


def _row(asked: Asking, held: Meeting, form: Form, place: int, matters: dict[str, Decision]) -> Row:
    ask = asked.at.ask
    chosen = {word.partition("=")[2] for word in form.chosen if word.startswith(f"{place}=")}
    elsewhere = {word.partition("=")[2] for word in form.chosen} - chosen
    listed = held.listed(form.values[f"i{place}_number"])
    texts = forms.text_fields(form, f"i{place}", ask.language)
    return Row(
        place=place,
        number=form.values[f"i{place}_number"],
        texts=texts,
        more=any(each.value and not each.first for each in texts),
        documents=form.values[f"i{place}_documents"],
        matters=[
            Pick(value=name, text=in_language(ask, each.title), chosen=name in chosen)
            for name, each in matters.items()
            if name not in elsewhere
        ],
        picked=len(chosen),
        taken=listed is not None and listed.taken_up is not None,
    )
