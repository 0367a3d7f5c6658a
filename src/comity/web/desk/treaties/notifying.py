"""Notifying: the next number by itself, what it tells of ticked, its text proposed in the forum's languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.text import LANGUAGES, said_in
from comity.forum.registry import ACT_TYPES
from comity.forum.treaties.state import next_notification
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import begin
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.deed import signatures_wanted
from comity.web.desk.treaties.follows import consequences
from comity.web.desk.treaties.kept import asking, document_of, find, no_treaty, status_of
from comity.web.desk.treaties.proposed import text_of
from comity.web.portal import errors
from comity.web.portal.framework.links import day_text
from comity.web.portal.pages.actlines import act_lines
from comity.web.portal.pages.treaties.words import in_language
from comity.web.shared.numbers import whole

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.readings.treaties import Status
    from comity.forum.treaties.state import Treaty
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present
    from comity.web.desk.treaties.tries import Said

KIND = "treaties.notify"
TEXTS = tuple(f"text_{code}" for code in LANGUAGES)
OK, UNPROCESSABLE = 200, 422


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def notify(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show the form of a notification; when it is sent, keep its draft and go on to where it is signed."""
    asked = asking(sit(here))
    held = find(asked, slug)
    if held is None:
        return no_treaty(request, slug)
    if not writes(here):
        return not_yours_to_write(request)
    entitled = asked.entitled(KIND)
    if isinstance(entitled, Exception):
        told, remedy = asked.at.ask.speech.refusal(entitled)
        return errors.page(request, 403, _("Not yours to notify"), f"{told} {remedy}", code=entitled.reason.code)
    found = status_of(asked, slug)
    return _sent(request, asked, found) if request.method == "POST" else _asked(request, asked, found)


def _asked(request: HttpRequest, asked: Asking, found: Status) -> HttpResponse:
    form = Form(Blanks())
    form.chosen = [str(each.act) for each in found.unnotified]
    form.chosen += ["in_force"] if found.entry_unnotified else []
    _propose(asked, found, form)
    return _page(request, asked, found, form)


def _propose(asked: Asking, found: Status, form: Form) -> None:
    """Write the proposed text of what is ticked into the form."""
    acts = asked.at.ask.library.some_acts([number for word in form.chosen if (number := whole(word)) is not None])
    in_force = found.entry.day if "in_force" in form.chosen else None
    if acts or in_force:
        text = text_of(asked, found.treaty, [acts[index] for index in sorted(acts)], in_force)
        form.values |= {f"text_{code}": words for code, words in text.items()}


def _sent(request: HttpRequest, asked: Asking, found: Status) -> HttpResponse:
    form = forms.typed(request, TEXTS)
    form.chosen = [str(word) for word in request.POST.getlist("about")]
    if request.POST.get("look"):
        form.values.clear()
        _propose(asked, found, form)
        return _page(request, asked, found, form)
    said = _said(asked, found, form)
    if "about" not in said and "in_force" not in said:
        form.errors["about"] = _("Tick at least one thing that it tells of.")
    body = forms.judged(asked.at, form, KIND, said, lambda _body: asked.audience(KIND)) if form.is_good else None
    if body is None:
        return _page(request, asked, found, form, status=UNPROCESSABLE)
    return begin(asked.at, KIND, body, asked.audience(KIND))


def _said(asked: Asking, found: Status, form: Form) -> Said:
    about = sorted(number for word in form.chosen if (number := whole(word)) is not None)
    said: Said = {
        "treaty": found.treaty.treaty,
        "notification": next_notification(asked.day[:4], asked.view),
        "text": forms.texts(form.values, "text"),
    }
    if about:
        said["about"] = about
    if "in_force" in form.chosen and found.entry.day:
        said["in_force"] = found.entry.day.isoformat()
    return said


def _follows(asked: Asking, said: Said) -> list[str]:
    try:
        body = ACT_TYPES[KIND].body.model_validate(said)
    except ValidationError:
        return []
    here = asked.at.here
    act = Enacted(asked.at.glance.size(), asked.entered, KIND, here.party, here.hat.officer, body)
    return consequences(asked.at.ask, asked.view, act)


def _page(request: HttpRequest, asked: Asking, found: Status, form: Form, *, status: int = OK) -> HttpResponse:
    at, held = asked.at, found.treaty
    of = document_of(asked, held.treaty)
    context: dict[str, Any] = {
        "ask": at.ask,
        "form": form,
        "number": next_notification(asked.day[:4], asked.view),
        "title": in_language(at.ask, of.title),
        "language": said_in(of.title, at.ask.language)[1],
        "back": reverse("desk.treaty", args=[held.treaty]),
        "groups": _ticks(asked, found, form),
        "texts": forms.text_fields(form, "text", at.ask.language),
        "more": any(form.values[name] for name in TEXTS),
        "follows": _follows(asked, _said(asked, found, form)) if form.chosen else [],
        "wanted": signatures_wanted(asked, KIND),
    }
    return show(request, at.here, "desk/treaty_notify.html", context, matter="desk.treaties", status=status)


def _ticks(asked: Asking, found: Status, form: Form) -> dict[str, list[dict[str, Any]]]:
    """What can be told of: first what was not notified yet, then what was before."""
    due = {each.act for each in found.unnotified}
    told = [each.act for each in found.treaty.events if each.act not in due and _tellable(found.treaty, each.act)]
    acts = asked.at.ask.library.some_acts([*due, *told])
    lines = {each: act_lines(asked.at.ask, [acts[each]])[0] for each in (*sorted(due), *told) if each in acts}

    def tick(index: int) -> dict[str, Any]:
        one = lines[index]
        return {"value": str(index), "text": one.says, "act": one.act, "chosen": str(index) in form.chosen}

    entry = []
    if found.entry.day is not None:
        text = _("that the treaty enters into force on %(day)s") % {
            "day": day_text(asked.at.ask, found.entry.day.isoformat())
        }
        entry = [{"value": "in_force", "text": text, "act": None, "chosen": "in_force" in form.chosen}]
    fresh = [tick(index) for index in sorted(due) if index in lines]
    old = [tick(index) for index in told if index in lines]
    return {
        "due": [*fresh, *(entry if found.entry_unnotified else [])],
        "told": [*old, *([] if found.entry_unnotified else entry)],
    }


def _tellable(held: Treaty, act: int) -> bool:
    """What is told again: acts that a notification told of before."""
    return any(act in each.about for each in held.notifications)
