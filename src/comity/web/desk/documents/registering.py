"""Registering a document: its files by language, its symbol by itself, who may read it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, get_args

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.charter.state import charter
from comity.forum.charter.words import REACHES
from comity.forum.documents.acts import Kind
from comity.forum.documents.state import KIND, document
from comity.forum.documents.symbols import next_in_series, next_suffixed
from comity.forum.kernel.errors import Refused, gettext_noop
from comity.forum.kernel.names import HATS
from comity.forum.kernel.text import LANGUAGES, said_in
from comity.forum.kernel.values import Key
from comity.forum.meetings.acts import Convenable
from comity.forum.meetings.state import meeting as meeting_of
from comity.forum.membership.roll import parties
from comity.store import decisions
from comity.store import meetings as held_meetings
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.decisions.fields import Field, names_of, shown, texts, words
from comity.web.desk.documents import handing
from comity.web.desk.documents.kept import REGISTER
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import begin
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.message import NAMES
from comity.web.desk.notices.sitting import sit
from comity.web.desk.notices.uploads import KINDS, uploading
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.deed import signatures_wanted
from comity.web.desk.treaties.kept import asking
from comity.web.portal import errors
from comity.web.portal.pages.documents import kind_names
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from comity.forum.documents.acts import Version
    from comity.forum.documents.state import Document
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present

    Said = dict[str, Any]

OK, UNPROCESSABLE = 200, 422
RELATIONS = {"Rev": "revises", "Add": "adds_to", "Corr": "corrects"}
OF_THE_CHAIR = frozenset({"chair_statement"})
"""Kinds of documents that are the chair's alone, and no text of the members."""

_LATEST, _LONGEST, _TRIES = 8, 60, 50
_SUFFIX = re.compile(r"/Rev\.[0-9]+$")


@uploading
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def register(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the form; when it is sent, keep the draft of the registration and go on to where it is signed."""
    if not writes(here):
        return not_yours_to_write(request)
    asked = asking(sit(here))
    entitled = asked.entitled(REGISTER)
    if isinstance(entitled, Refused):
        told, remedy = asked.at.ask.speech.refusal(entitled)
        return errors.page(request, 403, _("Not yours to register"), f"{told} {remedy}", code=entitled.reason.code)
    other = _other(asked, request)
    fields = [*_about(asked, other), *_readers(asked)]
    if request.method != "POST":
        return _page(request, asked, other, _begun(request, asked, other), {})
    form = forms.typed(request, (*names_of(fields), "original"))
    form.chosen = [str(code) for code in request.POST.getlist("named")]
    files = handing.take(asked.at, request, form)
    said = _said(asked, form, files, other)
    if request.POST.get("look"):
        return _page(request, asked, other, form, files)
    _check(form, files)
    audience = asked.audience(REGISTER)
    body = forms.judged(asked.at, form, REGISTER, said, lambda _body: audience) if form.is_good else None
    if body is None:
        return _page(request, asked, other, form, files, UNPROCESSABLE)
    return begin(asked.at, REGISTER, body, audience)


def _other(asked: Asking, request: HttpRequest) -> tuple[Document, str] | None:
    """The document that the new one follows, and how; None where it stands by itself."""
    given = request.POST or request.GET
    held, relation = document(asked.view, str(given.get("follows", ""))), str(given.get("as", ""))
    return (held, relation) if held is not None and relation in RELATIONS else None


def _begun(request: HttpRequest, asked: Asking, other: tuple[Document, str] | None) -> Form:
    values = {"kind": "working", "on": asked.day, "distribution": "public", "original": "en"}
    values |= {name: str(request.GET[name]) for name in ("kind", "meeting", "body") if name in request.GET}
    form = Form(Blanks(values))
    if other is not None:
        held = other[0]
        form.values |= {"kind": held.kind, "body": held.body or "", "distribution": held.distribution}
        form.values |= {"original": held.original or "en"}
        form.values |= {f"title_{code}": text for code, text in held.title.items()}
        form.chosen = list(held.named)
    return form


def _about(asked: Asking, other: tuple[Document, str] | None) -> list[Field]:
    names = kind_names()
    kinds = [(kind, names[kind]) for kind in get_args(Kind)]
    made = gettext_noop("Small letters, figures and hyphens. Left empty, it is made from the symbol or the title.")
    item = gettext_noop("Its number on the agenda of that meeting; may be left empty.")
    return [
        Field("line", "title", gettext_noop("Title")),
        Field("select", "kind", gettext_noop("Kind"), options=kinds),
        *([] if other else _symbol(asked)),
        Field("word", "on", gettext_noop("Date"), gettext_noop("Year-month-day.")),
        Field("select", "body", gettext_noop("Body"), options=[("", _("of no body")), *_bodies(asked)]),
        Field("select", "meeting", gettext_noop("Meeting"), options=[("", _("for no meeting")), *_meetings(asked)]),
        Field("word", "item", gettext_noop("Item"), item),
        Field("word", "document", gettext_noop("Name in addresses"), made),
    ]


def _symbol(asked: Asking) -> list[Field]:
    held = charter(asked.view)
    series = held.on(asked.day).symbols if held else ()
    told = [(rule.series, f"{rule.pattern} ({said_in(rule.name, asked.at.ask.language)[0]})") for rule in series]
    free = gettext_noop("In place of {n} stands the next free number.")
    left = gettext_noop(
        "Left empty: that of the meeting chosen below where its series counts by meetings, else this year."
    )
    return [
        Field("select", "series", gettext_noop("Symbol"), free, options=[("", _("without a symbol")), *told]),
        Field("word", "further", gettext_noop("Number of the meeting, or the year, in place of {m}"), left),
    ]


def _bodies(asked: Asking) -> list[tuple[str, str]]:
    return [(body, asked.at.ask.speech.title("body", body)) for body in asked.bodies]


def _meetings(asked: Asking) -> list[tuple[str, str]]:
    """The meetings to come and those that were closed last."""
    ahead = decisions.to_come(asked.day)[:_LATEST]
    found = [*ahead, *held_meetings.lately_closed(get_args(Convenable), asked.day, _LATEST)]
    several = {each.meeting: each for each in found}
    asked.at.ask.titles.know("meeting", several.values())
    return [(name, asked.at.ask.speech.title("meeting", name)) for name in several]


def _readers(asked: Asking) -> list[Field]:
    reaches = [(reach, _(text)) for reach, text in REACHES.items()]
    codes = [*HATS, *parties(asked.view)]
    named = [(code, asked.at.title(code)) for code in asked.at.by_name(codes)]
    later = gettext_noop("Of what is for some alone the title and the symbol stay public. It may be widened later.")
    alone = gettext_noop("Only where it is for parties that are named.")
    return [
        Field("choice", "distribution", gettext_noop("Who may read its files"), later, options=reaches),
        Field("checks", "named", gettext_noop("These parties"), alone, options=named),
    ]


def _check(form: Form, files: Mapping[str, Version]) -> None:
    if files and form.values["original"] not in files:
        form.errors["original"] = _("Say in which of the languages handed in the original is.")


def _said(asked: Asking, form: Form, files: Mapping[str, Version], other: tuple[Document, str] | None) -> Said:
    said: Said = {**texts(form, "title"), **words(form, "kind", "on", "body", "meeting", "item")}
    distribution = form.values["distribution"]
    if distribution and distribution != "public":
        said["distribution"] = distribution
    if distribution == "named":
        said["named"] = form.chosen
    if other is not None:
        said[RELATIONS[other[1]]] = other[0].document
    if said.get("kind") in OF_THE_CHAIR:
        said["by_members"] = False
    symbol = _due(asked, form, other)
    if symbol:
        said["symbol"] = symbol
    name = said["document"] = form.values["document"] or name_of(asked, symbol, said.get("title", {}))
    if files:
        said["files"] = [handing.called(each, name).model_dump(mode="json") for each in files.values()]
        said["original"] = form.values["original"]
    return said


def _due(asked: Asking, form: Form, other: tuple[Document, str] | None) -> str:
    """The symbol that it receives: what is due after the document that it follows, or the next of its series."""
    if other is not None:
        held, suffix = other
        if not held.symbol:
            return ""
        base = _SUFFIX.sub("", held.symbol) if suffix == "Rev" else held.symbol
        return next_suffixed(base, suffix, asked.view)
    series, further = form.values["series"], form.values["further"]
    if not series:
        return ""
    if not further and form.values["meeting"]:
        further = _number(asked, series, form.values["meeting"])
    if further and whole(further) is None:
        form.errors["further"] = _("Write a number: of the meeting, or a year.")
        return ""
    try:
        return next_in_series(series, further or asked.day[:4], asked.view, asked.day)
    except LookupError:
        form.errors["series"] = _("The charter knows no such series.")
        return ""


def _number(asked: Asking, series: str, name: str) -> str:
    """The number of a meeting, in the series that counts by meetings: those set it off by a dot (SUM.4)."""
    held, rules = meeting_of(asked.view, name), charter(asked.view)
    rule = rules.series(series, asked.day) if rules else None
    by_meeting = rule is not None and ".{m}" in rule.pattern
    return str(held.number) if held and held.number and by_meeting else ""


def name_of(asked: Asking, symbol: str, title: Mapping[str, str]) -> str:
    """Return a name in addresses that no document bears: of the symbol, or of the title's words in Latin letters."""
    plain = unicodedata.normalize("NFKD", symbol or title.get("en", "") or next(iter(title.values()), ""))
    stem = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")[:_LONGEST].strip("-")
    stem = stem or f"document-{asked.day}"
    names = [stem, *(f"{stem}-{number}" for number in range(2, _TRIES))]
    return next((name for name in names if asked.view.get(Key(KIND, name)) is None), "")


def _page(
    request: HttpRequest,
    asked: Asking,
    other: tuple[Document, str] | None,
    form: Form,
    files: dict[str, Version],
    status: int = OK,
) -> HttpResponse:
    at = asked.at
    due = _due(asked, form, other) if other or form.values["series"] else ""
    context: dict[str, Any] = {
        "ask": at.ask,
        "form": form,
        "follows": other[0].document if other else "",
        "relation": other[1] if other else "",
        "other": said_in(other[0].title, at.ask.language)[0] if other else "",
        "other_url": reverse("desk.document", args=[other[0].document]) if other else "",
        "symbol": due,
        "about": shown(asked, form, _about(asked, other)),
        "readers": shown(asked, form, _readers(asked)),
        "rows": handing.rows(at, form, files),
        "originals": [
            {"value": code, "text": NAMES[code], "chosen": form.values["original"] == code} for code in LANGUAGES
        ],
        "kinds": ",".join(f".{ending}" for ending in KINDS),
        "wanted": signatures_wanted(asked, REGISTER),
    }
    return show(request, at.here, "desk/document_register.html", context, matter="desk.documents", status=status)
