"""A depositary notification at the desk: its text, who has acknowledged it, and the one act that does so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.kernel.text import said_in
from comity.forum.membership.roll import parties
from comity.forum.treaties.state import NOTIFICATION, notification
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.frame import show
from comity.web.desk.notices import forms, receipts
from comity.web.desk.notices.acting import begin
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.message import versions
from comity.web.desk.notices.receipts import Receipt
from comity.web.desk.notices.sitting import sit
from comity.web.desk.notices.times import Moment
from comity.web.desk.notices.uploads import KINDS, uploading
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.kept import asking, document_of, find, gist, is_concerned, is_depositary
from comity.web.portal import errors
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.links import address, day_text
from comity.web.portal.pages.actlines import act_lines
from comity.web.portal.pages.treaties.notifications import place
from comity.web.portal.pages.treaties.words import in_language
from comity.web.shared.drawings.comb import ACKNOWLEDGED, SENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from comity.forum.treaties.state import Notification, Treaty
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present
    from comity.web.desk.treaties.tries import Said
    from comity.web.shared.drawings.markup import Markup

KIND = "treaties.acknowledge"
FIELDS = ("party", "on", "reference", "dated")
OK, UNPROCESSABLE = 200, 422


class Issued(Data):
    """A notification in a list: its number, of which treaty, how many of those concerned have acknowledged it."""

    number: str
    url: str
    treaty: str
    text: str
    at: Moment
    received: int
    concerned: int


def issued(asked: Asking, held: Iterable[Treaty], most: int) -> list[tuple[Issued, Markup]]:
    """Return the notifications issued last, the newest first, each with its comb of receipts."""
    told = [(place(each.notification), of, each.notification) for of in held for each in of.notifications]
    told.sort(key=lambda one: one[0], reverse=True)
    found = asked.at.ask.library.some_of(NOTIFICATION, [number for _place, _of, number in told[:most]])
    return [_issued(asked, of, cast("Notification", found[number])) for _place, of, number in told[:most]]


def _issued(asked: Asking, of: Treaty, held: Notification) -> tuple[Issued, Markup]:
    at, several = asked.at, receipts_of(asked, of, held)
    text = next(each.text for each in of.notifications if each.notification == held.notification)
    line = Issued(
        number=held.notification,
        url=reverse("desk.notification", args=[held.notification]),
        treaty=at.ask.speech.title("document", of.treaty),
        text=gist(in_language(at.ask, text)),
        at=at.clock.moment(held.entered, in_full=True),
        received=sum(1 for each in several if each.act is not None),
        concerned=len(several),
    )
    return line, receipts.drawn(at, several, small=True)


def receipts_of(asked: Asking, of: Treaty, held: Notification) -> list[Receipt]:
    """Return how far a notification has come with every state that it concerns."""
    at, day, words = asked.at, date.fromisoformat(held.entered[:10]), receipts.words()
    document, given = document_of(asked, of.treaty), {each.party: each for each in held.receipts}
    known = parties(asked.view)
    concerned = (code for code in known if code in given or is_concerned(of, document, code, day, asked.view))
    found = []
    for party in at.by_name(concerned):
        receipt = given.get(party)
        grade = ACKNOWLEDGED if receipt else SENT
        found.append(
            Receipt(
                party=party,
                name=at.title(party),
                grade=grade,
                word=words[grade],
                mark="full" if receipt else "",
                at=at.clock.moment(receipt.entered) if receipt else None,
                act=receipt.act if receipt else None,
            )
        )
    return found


@uploading
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def received(request: HttpRequest, here: Present, number: str) -> HttpResponse:
    """Show a notification; when its receipt is to be acknowledged, keep that draft and go on to where it is signed."""
    asked = asking(sit(here))
    held = notification(asked.view, number)
    of = find(asked, held.treaty) if held else None
    if held is None or of is None:
        wrong = _("There is no depositary notification %(number)s.") % {"number": number}
        return errors.page(request, 404, _("No such notification"), wrong, code="desk.no_notification")
    if request.method != "POST":
        return _page(request, asked, (of, held), Form(Blanks({"party": request.GET.get("party", "")})))
    if not writes(here):
        return not_yours_to_write(request)
    form = forms.typed(request, FIELDS)
    forms.take_files(asked.at, request, form)
    said = _said(asked, held, form)
    body = forms.judged(asked.at, form, KIND, said, lambda _body: asked.audience(KIND))
    if body is None:
        return _page(request, asked, (of, held), form, status=UNPROCESSABLE)
    return begin(asked.at, KIND, body, asked.audience(KIND))


def _said(asked: Asking, held: Notification, form: Form) -> Said:
    said: Said = {"notification": held.notification, "party": asked.at.party}
    if not is_depositary(asked):
        return said
    paper: Said = {"reference": form.values["reference"], "on": form.values["dated"]}
    for file in form.files[-1:]:
        paper |= {"sha256": file.sha256, "size": file.size, "media_type": file.media_type}
    on = {"on": form.values["on"]} if form.values["on"] else {}
    return {**said, "party": form.values["party"], "paper": paper, **on}


def _may(asked: Asking, held: Notification) -> bool:
    """Whether the party's own receipt would be taken now."""
    said = {"notification": held.notification, "party": asked.at.party}
    return writes(asked.at.here) and asked.refusal(KIND, said) is None


def _page(
    request: HttpRequest, asked: Asking, which: tuple[Treaty, Notification], form: Form, *, status: int = OK
) -> HttpResponse:
    at, keeps = asked.at, is_depositary(asked)
    of, held = which
    several = receipts_of(asked, of, held)
    told = next(each for each in of.notifications if each.notification == held.notification)
    acts = at.ask.library.some_acts(told.about)
    ours = next((each for each in several if each.party == at.party), None)
    context: dict[str, Any] = {
        "ask": at.ask,
        "keeps": keeps,
        "number": held.notification,
        "treaty": at.ask.speech.title("document", of.treaty),
        "treaty_language": said_in(document_of(asked, of.treaty).title, at.ask.language)[1],
        "treaty_url": reverse("desk.treaty", args=[of.treaty]),
        "issued": at.clock.moment(held.entered, in_full=True),
        "in_force": day_text(at.ask, told.in_force) if told.in_force else "",
        "versions": versions(told.text, at.ask.language),
        "about": act_lines(at.ask, [acts[index] for index in told.about if index in acts]),
        "received": [each for each in several if each.act is not None],
        "waiting": [each.name for each in several if each.act is None],
        "tally": receipts.tally(several),
        "comb": receipts.drawn(at, several),
        "ours": ours,
        "may": not keeps and _may(asked, held),
        "awaited": [each for each in several if each.act is None] if keeps and writes(at.here) else [],
        "form": form,
        "files": forms.file_rows(at, form.files[-1:]),
        "kinds": ",".join(f".{ending}" for ending in KINDS),
        "public": address("notification", held.notification),
    }
    return show(request, at.here, "desk/notification.html", context, matter="desk.treaties", status=status)
