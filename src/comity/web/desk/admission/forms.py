"""The forms of admission: a party enters the register, applies for a status, signs what the status rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.membership.state import party as party_of
from comity.forum.registry import ACT_TYPES
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.admission.candidates import MATTER, no_candidature
from comity.web.desk.admission.follows import consequences
from comity.web.desk.admission.steps import APPLY, SIGN, open_to, ways_of
from comity.web.desk.decisions.fields import Field, names_of, shown, texts, words
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import begin
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.deed import signatures_wanted
from comity.web.desk.treaties.kept import asking
from comity.web.portal import errors

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.http import HttpRequest, HttpResponse

    from comity.forum.membership.state import Party
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present

    Said = dict[str, Any]

ENTER = "membership.enter_party"
OK, UNPROCESSABLE = 200, 422


@dataclass(frozen=True, slots=True)
class Asked:
    """A form: the type of act, what is said above it, its fields, how what was typed becomes the act."""

    kind: str
    title: str
    brief: str
    fields: Sequence[Field]
    makes: Callable[[Form], Said]
    begins: dict[str, str]
    back: str
    back_text: str
    party: str = ""


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def enter(request: HttpRequest, here: Present) -> HttpResponse:
    """Enter a party that is new to the forum, so that it can apply and has officers."""
    asked = asking(sit(here))
    kinds = [("state", _("a state")), ("organisation", _("an organisation"))]
    code = gettext_noop("Of a state its three letters of ISO 3166-1: KWT. Of an organisation a short word in capitals.")
    left = gettext_noop("Of a state it may be left empty: it goes by its usual name in every language.")
    lies = [("", _("not said")), ("yes", _("part of its territory lies in Asia")), ("no", _("none of it does"))]
    fields = [
        Field("choice", "kind", gettext_noop("What it is"), options=kinds),
        Field("word", "party", gettext_noop("Code"), code),
        Field("line", "name", gettext_noop("Name"), left),
        Field("choice", "in_asia", gettext_noop("Where it lies"), options=lies),
    ]

    def makes(form: Form) -> Said:
        said: Said = {**words(form, "kind", "party"), **texts(form, "name")}
        if form.values["kind"] == "state" and form.values["party"]:
            said["iso"] = form.values["party"]
        if form.values["in_asia"]:
            said["in_asia"] = form.values["in_asia"] == "yes"
        return said

    brief = _(
        "It has no status by this. Its first administrator is entered next, on its note verbale; then it applies."
    )
    return _answer(
        request,
        asked,
        Asked(ENTER, _("Enter a party"), brief, fields, makes, {"kind": "state"}, reverse(MATTER), _("Admission")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def apply(request: HttpRequest, here: Present) -> HttpResponse:
    """Apply for a status: the party itself, or the Secretariat for one that has written to it."""
    asked = asking(sit(here))
    keeps, at = here.party == SECRETARIAT, asked.at
    code = str((request.POST or request.GET).get("party", "")) if keeps else here.party
    known = party_of(asked.view, code)
    statuses = [(status, at.ask.speech.title("status", status)) for status in open_to(asked, known)] if known else []
    fields = [
        Field("choice", "status", gettext_noop("Status"), options=statuses),
        Field(
            "texts", "text", gettext_noop("Application"), gettext_noop("In the applicant’s words. May be left empty.")
        ),
    ]
    if known is None:
        return no_candidature(request, code or here.party)

    def makes(form: Form) -> Said:
        return {"party": code, **words(form, "status"), **texts(form, "text")}

    title = _("Application of %(party)s") % {"party": at.title(code)}
    brief = _("All participants see it. What the charter asks for beside it follows, in whatever order it allows.")
    begins = {"status": str(request.GET.get("status", "")) or (statuses[0][0] if len(statuses) == 1 else "")}
    back = reverse(MATTER)
    return _answer(request, asked, Asked(APPLY, title, brief, fields, makes, begins, back, _("Admission"), code))


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def sign(request: HttpRequest, here: Present, party: str, status: str) -> HttpResponse:
    """Sign a document on which the status rests."""
    asked = asking(sit(here))
    known = party_of(asked.view, party)
    if known is None or (here.party not in {party, SECRETARIAT}):
        return no_candidature(request, party)
    fields = _of_signature(asked, known, status)

    def makes(form: Form) -> Said:
        said: Said = {"party": party, **words(form, "instrument", "meeting"), **texts(form, "at", "by", "paper")}
        return {**said, "on": form.values["on"] or asked.day}

    title = _("Signature of %(party)s") % {"party": asked.at.title(party)}
    brief = _("The status rests on it. Where and by whom it is signed is told to all, in the words given here.")
    back = reverse("desk.candidate", args=[party, status])
    begins = {"instrument": str(request.GET.get("instrument", "")), "on": asked.day}
    return _answer(request, asked, Asked(SIGN, title, brief, fields, makes, begins, back, _("Back to its steps")))


def _of_signature(asked: Asking, known: Party, status: str) -> list[Field]:
    at, signed = asked.at, {each.instrument for each in known.signatures}
    names = [name for way in ways_of(asked, status) for name in way.signatures if name not in signed]
    at.ask.titles.fetch("document", names)
    documents = [(name, at.ask.speech.title("document", name)) for name in dict.fromkeys(names)]
    sitting = [(each.meeting, at.ask.speech.title("meeting", each.meeting)) for each in asked.sitting]
    meetings = [("", _("at no meeting")), *sitting]
    return [
        Field("choice", "instrument", gettext_noop("Which document"), options=documents),
        Field("word", "on", gettext_noop("Day"), gettext_noop("Year-month-day, as it is where it is signed.")),
        *([Field("choice", "meeting", gettext_noop("At which meeting"), options=meetings)] if sitting else []),
        Field("line", "at", gettext_noop("Place"), gettext_noop("May be left empty.")),
        Field("line", "by", gettext_noop("Signed by"), gettext_noop("The office-holder, as is told in public.")),
    ]


def _answer(request: HttpRequest, asked: Asking, of: Asked) -> HttpResponse:
    if not writes(asked.at.here):
        return not_yours_to_write(request)
    entitled = asked.entitled(of.kind)
    if isinstance(entitled, Exception):
        told, remedy = asked.at.ask.speech.refusal(entitled)
        return errors.page(request, 403, _("Not yours to enter"), f"{told} {remedy}", code=entitled.reason.code)
    if request.method != "POST":
        return _page(request, asked, of, Form(Blanks(of.begins)))
    form = forms.typed(request, names_of(of.fields))
    said = of.makes(form)
    if request.POST.get("look"):
        return _page(request, asked, of, form, follows=_follows(asked, of.kind, said))
    body = forms.judged(asked.at, form, of.kind, said, lambda _body: asked.audience(of.kind))
    if body is None:
        return _page(request, asked, of, form, status=UNPROCESSABLE)
    return begin(asked.at, of.kind, body, asked.audience(of.kind))


def _follows(asked: Asking, kind: str, said: Said) -> list[str]:
    try:
        body = ACT_TYPES[kind].body.model_validate(said)
    except ValidationError:
        return []
    if asked.refusal(kind, said) is not None:
        return []
    here = asked.at.here
    act = Enacted(asked.at.glance.size(), asked.entered, kind, here.party, here.hat.officer, body)
    return consequences(asked.at.ask, asked.view, act)


def _page(
    request: HttpRequest,
    asked: Asking,
    of: Asked,
    form: Form,
    *,
    follows: list[str] | None = None,
    status: int = OK,
) -> HttpResponse:
    context = {
        "ask": asked.at.ask,
        "form": form,
        "party": of.party,
        "title": of.title,
        "brief": of.brief,
        "back": of.back,
        "back_text": of.back_text,
        "fields": shown(asked, form, of.fields),
        "may_look": of.kind == SIGN,
        "looked": follows is not None,
        "follows": follows or [],
        "wanted": signatures_wanted(asked, of.kind),
    }
    return show(request, asked.at.here, "desk/admission_form.html", context, matter=MATTER, status=status)
