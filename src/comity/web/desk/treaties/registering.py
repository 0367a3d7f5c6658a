"""Registering a treaty that the forum is to keep: its clauses, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.charter.state import charter
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.text import said_in
from comity.forum.treaties.acts import Way
from comity.forum.treaties.state import KIND as TREATY
from comity.forum.treaties.words import WAYS
from comity.secretariat.wording.fields import language_name
from comity.secretariat.wording.terms.treaties import ALLOWED, BASES
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.decisions.fields import Field, names_of, shown, texts, words
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import begin
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.deed import signatures_wanted
from comity.web.desk.treaties.kept import asking
from comity.web.desk.treaties.sheets import SOURCES, named, sources_said, ticked
from comity.web.portal import errors
from comity.web.portal.framework.library import DocumentSift
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present
    from comity.web.desk.treaties.tries import Said

KIND = "treaties.register"
OK, UNPROCESSABLE = 200, 422
_DAY = gettext_noop("Year-month-day.")


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def register(request: HttpRequest, here: Present) -> HttpResponse:
    """Show the form; when it is sent, keep the draft of the registration and go on to where it is signed."""
    asked = asking(sit(here))
    if not writes(here):
        return not_yours_to_write(request)
    entitled = asked.entitled(KIND)
    if isinstance(entitled, Exception):
        told, remedy = asked.at.ask.speech.refusal(entitled)
        return errors.page(request, 403, _("Not yours to register"), f"{told} {remedy}", code=entitled.reason.code)
    groups = _groups(asked)
    fields = [field for _title, several in groups for field in several]
    if request.method != "POST":
        return _page(request, asked, groups, _begun(asked, request.GET.get("document", "")))
    form = forms.typed(request, names_of(fields))
    form.chosen = [word for field in fields if field.kind == "checks" for word in request.POST.getlist(field.name)]
    body = forms.judged(asked.at, form, KIND, _said(asked, form), lambda _body: asked.audience(KIND))
    if body is None:
        return _page(request, asked, groups, form, UNPROCESSABLE)
    return begin(asked.at, KIND, body, asked.audience(KIND))


def _begun(asked: Asking, document: str) -> Form:
    values = {"runs": "days", "reservations": "allowed", "objection_months": "12", "treaty": document}
    form = Form(Blanks(values))
    form.chosen = [
        "ratification",
        "acceptance",
        "approval",
        "accession",
        *(f"to-{each}" for each, _t in _statuses(asked)[:1]),
    ]
    return form


def _documents(asked: Asking) -> list[tuple[str, str]]:
    """The documents of the kind “treaty” that are not kept as treaties yet."""
    found = asked.at.ask.library.documents(DocumentSift(kind="treaty")).rows
    kept = {getattr(each, "treaty", "") for each in asked.at.ask.library.all_of(TREATY)}
    free = [each for each in found if each.document not in kept]
    return [("", _("choose")), *((each.document, said_in(each.title, asked.at.ask.language)[0]) for each in free)]


def _statuses(asked: Asking) -> list[tuple[str, str]]:
    held = charter(asked.view)
    rules = held.on(asked.day).statuses if held else ()
    return [(rule.status, said_in(rule.name, asked.at.ask.language)[0]) for rule in rules]


def _groups(asked: Asking) -> list[tuple[str, Sequence[Field]]]:
    return [
        (_("The treaty"), _of_treaty(asked)),
        (_("Who may join it, and how"), _of_joining(asked)),
        (_("When it enters into force"), _of_entry()),
        (_("Reservations and withdrawal"), _of_leaving()),
        (_("On what this rests"), [*SOURCES, *_of_grounds()]),
    ]


def _of_treaty(asked: Asking) -> list[Field]:
    known = [
        (f"in-{code}", language_name(code, asked.at.ask.language)) for code in ("en", "ru", "zh", "ar", "fa", "fr")
    ]
    kind = gettext_noop("A document of the kind “treaty”; it is registered among the documents first.")
    return [
        Field("select", "treaty", gettext_noop("Document"), kind, options=_documents(asked)),
        Field("word", "adopted", gettext_noop("Adopted"), _DAY),
        Field("line", "at", gettext_noop("Place")),
        Field("checks", "languages", gettext_noop("Authentic texts in"), options=known),
    ]


def _of_joining(asked: Asking) -> list[Field]:
    statuses = [(f"to-{status}", text) for status, text in _statuses(asked)]
    every = gettext_noop("None ticked and nobody named: every state.")
    codes = gettext_noop("Their codes, with commas between: KAZ, MNG. May be left empty.")
    return [
        Field("checks", "open_to", gettext_noop("Open to holders of the status"), every, options=statuses),
        Field("word", "also", gettext_noop("Also open, by name, to"), codes),
        Field("checks", "ways", gettext_noop("How a state may be bound"), options=named(WAYS, get_args(Way))),
        Field("word", "opened", gettext_noop("Opened for signature"), _DAY),
        Field("word", "open_until", gettext_noop("Open for signature until"), gettext_noop("May be left empty.")),
    ]


def _of_entry() -> list[Field]:
    units = [("days", _("days")), ("months", _("months"))]
    share = gettext_noop("As 2/3; may be left empty.")
    codes = gettext_noop("Their codes, with commas between: KAZ, MNG. May be left empty.")
    after = gettext_noop("How many days or months after the last instrument that it asks for; 0 on the same day.")
    return [
        Field(
            "word",
            "instruments",
            gettext_noop("Instruments that it takes"),
            gettext_noop("A number; may be left empty."),
        ),
        Field("word", "share", gettext_noop("Share that it takes"), share),
        Field("select", "share_of", gettext_noop("Of whom"), options=named(BASES, BASES)),
        Field("word", "must", gettext_noop("States that must be among them"), codes),
        Field("word", "after", gettext_noop("Then it waits"), after),
        Field("choice", "runs", gettext_noop("Counted in"), options=units),
    ]


def _of_leaving() -> list[Field]:
    listed = gettext_noop("Where they are allowed to listed provisions alone: 12, 5(2).")
    never = gettext_noop("A number; left empty, a withdrawal is not foreseen.")
    yes = [("", _("not foreseen")), ("yes", _("allowed"))]
    return [
        Field("choice", "reservations", gettext_noop("Reservations are"), options=named(ALLOWED, ALLOWED)),
        Field("word", "reservable", gettext_noop("Provisions"), listed),
        Field(
            "word",
            "objection_months",
            gettext_noop("Months in which one may object"),
            gettext_noop("From the notification on."),
        ),
        Field("word", "withdrawal_months", gettext_noop("Months after which a withdrawal takes effect"), never),
        Field("choice", "provisional", gettext_noop("Provisional application"), options=yes),
    ]


def _of_grounds() -> list[Field]:
    sure = [("", _("all of it is in the sources")), ("yes", _("some of it no source gives"))]
    return [
        Field("choice", "assumed", gettext_noop("How sure it is"), options=sure),
        Field("texts", "note", gettext_noop("Note"), gettext_noop("What is assumed, and why. May be left empty.")),
    ]


def _count(given: str) -> int | str:
    """A number as it was typed; what is none goes on as it is, and the act's shape says so."""
    number = whole(given)
    return given if number is None else number


def _numbers(form: Form, *names: str) -> Said:
    return {name: _count(form.values[name]) for name in names if form.values[name]}


def _lists(asked: Asking, form: Form) -> Said:
    prefixed = {"open_to": "to-", "languages": "in-"}
    fields = {field.name: field for _title, several in _groups(asked) for field in several if field.kind == "checks"}
    found: Said = {
        name: [value.removeprefix(mark) for value in ticked(form, fields[name].options)]
        for name, mark in prefixed.items()
    }
    found |= {"ways": ticked(form, fields["ways"].options)}
    found |= {"also": forms.listed(form.values["also"]), "reservable": forms.listed(form.values["reservable"])}
    return {name: several for name, several in found.items() if several}


def _said(asked: Asking, form: Form) -> Said:
    flags = {name: True for name in ("provisional", "assumed") if form.values[name] == "yes"}
    return {
        **words(form, "treaty", "adopted", "opened", "open_until", "reservations"),
        **texts(form, "at", "note"),
        **_lists(asked, form),
        **_numbers(form, "objection_months", "withdrawal_months"),
        **flags,
        **sources_said(form),
        "entry": _entry(form),
    }


def _entry(form: Form) -> Said:
    said: Said = {"after": {form.values["runs"] or "days": _count(form.values["after"] or "0")}}
    said |= _numbers(form, "instruments")
    if form.values["share"]:
        above, _slash, below = form.values["share"].partition("/")
        said["share"] = {
            "numerator": _count(above.strip()),
            "denominator": _count(below.strip()),
            "of": form.values["share_of"],
        }
    if form.values["must"]:
        said["named"] = forms.listed(form.values["must"])
    return said


def _page(
    request: HttpRequest, asked: Asking, groups: list[tuple[str, Sequence[Field]]], form: Form, status: int = OK
) -> HttpResponse:
    context: dict[str, Any] = {
        "ask": asked.at.ask,
        "form": form,
        "groups": [(title, shown(asked, form, several)) for title, several in groups],
        "wanted": signatures_wanted(asked, KIND),
    }
    return show(request, asked.at.here, "desk/treaty_register.html", context, matter="desk.treaties", status=status)
