"""Convening a meeting: of which body, which kind, when and where; its number and its name come by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.values import Key
from comity.forum.meetings.acts import Convenable, Way
from comity.forum.meetings.convening import next_number
from comity.forum.meetings.machine import PLANNED
from comity.forum.meetings.state import KIND
from comity.store import meetings as kept
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.decisions.fields import Field, moment, names_of, shown, texts, words
from comity.web.desk.frame import show
from comity.web.desk.meetings.acting import lay
from comity.web.desk.meetings.standing import asking, find
from comity.web.desk.notices import forms
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.portal.pages.meetings import format_names, kind_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from comity.forum.meetings.state import Meeting
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present

CONVENE = "meetings.convene"
UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def convene(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the form by which a meeting is convened; when it is sent, lay the act before the officer."""
    if not writes(here):
        return not_yours_to_write(request)
    asked = asking(sit(here))
    name = str(request.POST.get("plan", "") or request.GET.get("plan", ""))
    plan = find(asked.at, name) if name else None
    plan = plan if plan and plan.state == PLANNED else None
    if request.method != "POST":
        return _page(request, asked, _begun(asked, plan), plan)
    form = forms.typed(request, names_of(_fields(asked, plan)))
    said = _said(asked, form, plan)
    return lay(asked, form, CONVENE, said) or _page(request, asked, form, plan, UNPROCESSABLE)


def _begun(asked: Asking, plan: Meeting | None) -> Form:
    values = {"kind": "regular", "format": "in_person", "opens_zone": "here"}
    if plan is not None:
        first, _slash, last = plan.plans[-1].planned.partition("/")
        place = plan.plans[-1].place or {}
        values |= {"body": plan.body, "kind": plan.kind, "host": plan.host or ""}
        # Of a plan often no more than the year is known.
        values |= {"planned": first, "until": last} if is_exact(first) else {}
        values |= {f"place_{code}": text for code, text in place.items()}
        values |= {f"title_{code}": text for code, text in (plan.title or {}).items()}
        if plan.plans[-1].format in get_args(Way):
            values["format"] = plan.plans[-1].format
    entitled = asked.entitled(CONVENE)
    form = Form(Blanks(values))
    if isinstance(entitled, Exception):
        form.refused = asked.at.ask.speech.refusal(entitled)
    return form


def _fields(asked: Asking, plan: Meeting | None) -> Sequence[Field]:
    kinds = [(value, text) for value, text in kind_names().items() if value in get_args(Convenable)]
    return [
        *([] if plan else [Field("select", "body", gettext_noop("Body"), options=_bodies(asked))]),
        Field("choice", "kind", gettext_noop("Kind"), options=kinds),
        Field("line", "title", gettext_noop("Title"), gettext_noop("Left empty, it goes by its body and its day.")),
        *when_fields(),
        PLACE,
        _host(asked),
        Field("choice", "format", gettext_noop("How it meets"), options=ways()),
        *([] if plan else [_name_field()]),
    ]


def _name_field() -> Field:
    hint = gettext_noop("Left empty, it goes by its body with its number or its day.")
    return Field("word", "meeting", gettext_noop("Name in addresses"), hint)


def when_fields() -> list[Field]:
    """Return the fields that ask when a meeting is: its days, and the moment at which it is to be opened."""
    day = gettext_noop("Year-month-day, as it is where the meeting is held.")
    return [
        Field("word", "planned", gettext_noop("Day"), day),
        Field("word", "until", gettext_noop("Last day"), gettext_noop("Of a meeting of several days.")),
        Field(
            "moment",
            "opens",
            gettext_noop("To be opened at"),
            gettext_noop("May be left empty. Without a day, it is the first day above."),
        ),
    ]


PLACE = Field("line", "place", gettext_noop("Place"), gettext_noop("The city; the house too, where that is known."))


def _host(asked: Asking) -> Field:
    at = asked.at
    members = [(code, at.title(code)) for code in at.by_name(asked.deciding)]
    return Field("select", "host", gettext_noop("Host"), options=[("", _("nobody in particular")), *members])


def ways() -> list[tuple[str, str]]:
    """Return how a meeting sits, and what that is called."""
    named = format_names()
    return [(way, named[way]) for way in get_args(Way)]


def is_exact(day: str) -> bool:
    """Whether a date (EDTF) is a single day."""
    return re.fullmatch(r"\d{4}-\d\d-\d\d", day, re.ASCII) is not None


def _bodies(asked: Asking) -> list[tuple[str, str]]:
    """The bodies of today, each with the number of its next regular meeting where it counts them."""
    counted, found = kept.last_numbers(), []
    for body in asked.bodies:
        name, last = asked.at.ask.speech.title("body", body), counted.get(body)
        told = _("%(body)s; the next regular meeting is number %(number)s")
        found.append((body, told % {"body": name, "number": last + 1} if last else name))
    return found


def days(form: Form) -> dict[str, Any]:
    """Return the days that were typed, as a body holds them; the first is that of the opening where none is typed."""
    first, last = form.values["planned"], form.values["until"]
    if form.values["opens_time"] and not form.values["opens_day"]:
        form.values["opens_day"] = first
    planned = f"{first}/{last}" if last and last != first else first
    return {"planned": planned} if planned else {}


def _said(asked: Asking, form: Form, plan: Meeting | None) -> dict[str, Any]:
    body = plan.body if plan else form.values["body"]
    said: dict[str, Any] = {
        **({"body": body} if body else {}),
        **words(form, "kind", "format", "host"),
        **texts(form, "title", "place"),
        **days(form),
        **moment(asked, form, "opens"),
    }
    number = None
    if form.values["kind"] == "regular" and body:
        number = plan.number if plan and plan.number else next_number(body, asked.view)
    if number is not None:
        said["number"] = number
    return {"meeting": plan.meeting if plan else _name(asked, form, body, number), **said}


def _name(asked: Asking, form: Form, body: str, number: int | None) -> str:
    """The name in addresses: as typed, else after the body with its number or its day; one that is free."""
    if form.values["meeting"]:
        return form.values["meeting"]
    name = f"{body}-{number or form.values['planned']}"
    free, further = name, 2
    while asked.at.glance.get(Key(KIND, free)) is not None:
        free, further = f"{name}-{further}", further + 1
    return free


def _page(request: HttpRequest, asked: Asking, form: Form, plan: Meeting | None, status: int = 200) -> HttpResponse:
    at = asked.at
    context = {
        "ask": at.ask,
        "form": form,
        "plan": plan,
        "title": at.ask.speech.title(KIND, plan.meeting) if plan else "",
        "body": at.ask.speech.title("body", plan.body) if plan else "",
        "number": plan.number if plan else None,
        "fields": shown(asked, form, _fields(asked, plan)),
    }
    return show(request, at.here, "desk/convene.html", context, matter="desk.meetings", status=status)
