"""From a row of the page table to what Django serves: the page, and each of its twins."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from comity.forum.kernel.errors import Refused
from comity.store.living import today
from comity.web.portal import errors
from comity.web.portal import library as kept
from comity.web.portal.framework.ask import Ask, read_day_shown, readable
from comity.web.portal.framework.chrome import current_page_language, frame, twins_of
from comity.web.portal.framework.envelope import encoded
from comity.web.portal.framework.page import NotHere, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from comity.web.portal.framework.data import Data, Rows
    from comity.web.portal.framework.library import Library

    View = Callable[..., HttpResponse]

CACHE_MARK = "X-Comity-Cache"
LIBRARY = "comity.library"
CALENDAR = "text/calendar; charset=utf-8"


def ask_of(request: HttpRequest, library: Library) -> Ask:
    """Return the question that a request puts.

    Raises:
        Refused: the register cannot be shown as of its day.
    """
    given, day = request.GET.get("on", "").strip(), today()
    words = {name: str(value) for name, value in request.GET.items()}
    on = read_day_shown(library, given, day) if given else None
    return Ask(library, current_page_language(), day, on, words)


def library_of(request: HttpRequest) -> Library:
    """Return the library that answers a request: the one its view has opened, else the store's."""
    found: Library | None = request.META.get(LIBRARY)
    return found or kept.library()


def answer(
    request: HttpRequest,
    page: Page,
    library: Library,
    make: Callable[[Data, Ask], HttpResponse],
    **parts: Any,  # noqa: ANN401 - parts of an address
) -> HttpResponse:
    """Return what `make` makes of the page's data, or the page that says why there is none."""
    # An error page is made from the same state.
    request.META[LIBRARY] = library
    if request.method not in {"GET", "HEAD"}:
        return errors.not_allowed(request)
    try:
        ask = ask_of(request, library)
        response = make(page.build(ask, **{name: readable(str(part)) for name, part in parts.items()}), ask)
    except NotHere as absent:
        return errors.page(request, 404, _("Not in the register"), absent.what)
    except Refused as refused:
        return errors.refusal(request, refused)
    response.headers[CACHE_MARK] = "public"
    return response


def html(page: Page, library: Callable[[], Library]) -> View:
    """Return the view of a page."""

    def view(request: HttpRequest, **parts: Any) -> HttpResponse:  # noqa: ANN401 - parts of an address
        def make(data: Data, ask: Ask) -> HttpResponse:
            drawn = page.draw(data, ask) if page.draw else {}
            context = {"page": data, **drawn, **frame(request, ask, page.matter, twins_of(request, page))}
            return render(request, page.template, context)

        return answer(request, page, library(), make, **parts)

    return view


def twin(page: Page, library: Callable[[], Library], make: Callable[[Data, Ask], HttpResponse]) -> View:
    """Return the view of a page's twin."""

    def view(request: HttpRequest, **parts: Any) -> HttpResponse:  # noqa: ANN401 - parts of an address
        return answer(request, page, library(), make, **parts)

    return view


def as_json(data: Data, ask: Ask) -> HttpResponse:
    """Return a page's data with the record that it was read from."""
    return HttpResponse(encoded(data, ask), content_type="application/json")


def as_csv(rows: Rows) -> HttpResponse:
    """Return a list as CSV by RFC 4180, with a byte order mark so that spreadsheets read it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.head)
    writer.writerows([[plain_cell(cell) for cell in row] for row in rows.rows])
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")


def plain_cell(cell: str) -> str:
    """Return a cell that stays text: one that a spreadsheet would read as a formula is quoted."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def routes(page: Page, library: Callable[[], Library]) -> Iterator[URLPattern]:
    """Yield the addresses of a page and of its twins."""
    yield path(page.path, html(page, library), name=page.name)
    stem = page.path.rstrip("/") or "home"
    yield path(f"{stem}.json", twin(page, library, as_json), name=f"{page.name}.json")
    if rows := page.rows:
        yield path(f"{stem}.csv", twin(page, library, lambda d, a: as_csv(rows(d, a))), name=f"{page.name}.csv")
    if calendar := page.calendar:
        view = twin(page, library, lambda d, a: HttpResponse(calendar(d, a), content_type=CALENDAR))
        yield path(f"{stem}.ics", view, name=f"{page.name}.ics")
    if feed := page.feed:
        view = twin(page, library, lambda d, a: HttpResponse(feed(d, a), content_type="application/atom+xml"))
        yield path(f"{stem}.atom", view, name=f"{page.name}.atom")
