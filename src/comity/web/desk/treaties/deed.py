"""The form of one action about a treaty: it says what will follow, and leads to the page on which the act is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.registry import ACT_TYPES
from comity.web.desk.acts.finding import not_yours_to_write, writes
from comity.web.desk.acts.naming import Officers
from comity.web.desk.decisions.fields import names_of, shown
from comity.web.desk.frame import show
from comity.web.desk.notices import forms
from comity.web.desk.notices.acting import begin, keep
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.desk.notices.sitting import sit
from comity.web.desk.notices.uploads import KINDS, uploading
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties import tries
from comity.web.desk.treaties.deeds import DEEDS
from comity.web.desk.treaties.follows import consequences
from comity.web.desk.treaties.kept import asking, document_of, find, no_treaty
from comity.web.desk.treaties.sheets import PAPER, SHEETS, Doer, begun, fields_of, said_of
from comity.web.portal import errors
from comity.web.portal.pages.treaties.words import clause, in_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present
    from comity.web.desk.treaties.deeds import Deed
    from comity.web.desk.treaties.tries import Said

OK, UNPROCESSABLE = 200, 422


@uploading
@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def deed(request: HttpRequest, here: Present, slug: str, name: str) -> HttpResponse:
    """Show the form of an action; when it is sent, keep its draft and go on to where it is signed."""
    asked, wanted = asking(sit(here)), DEEDS.get(name)
    held = find(asked, slug)
    if held is None:
        return no_treaty(request, slug)
    if wanted is None:
        wrong = _("Nothing that can be done about a treaty goes by this name.")
        return errors.page(request, 404, _("No such action"), wrong, code="desk.no_action")
    if not writes(here):
        return not_yours_to_write(request)
    doer = Doer(asked, held, tuple(tries.taken(asked, held, wanted.kind)))
    return _sent(request, doer, wanted) if request.method == "POST" else _asked(request, doer, wanted)


def _asked(request: HttpRequest, doer: Doer, wanted: Deed) -> HttpResponse:
    """The form as it begins; where the action is not in order now, the rule that stands against it."""
    form = Form(Blanks(begun(doer, wanted.name)))
    for name in ("party", "reservation", "correction"):
        if (given := request.GET.get(name, "")) in doer.each(name):
            form.values[name] = given
    if not doer.taken:
        refused = tries.refused(doer.asked, doer.held, wanted.kind)
        form.refused = doer.asked.at.ask.speech.refusal(refused) if refused else None
    return _page(request, doer, wanted, form)


def _sent(request: HttpRequest, doer: Doer, wanted: Deed) -> HttpResponse:
    at, sheet = doer.asked.at, SHEETS[wanted.name]
    fields = fields_of(doer, sheet)
    form = forms.typed(request, (*PAPER, *names_of(fields)))
    form.chosen = [word for field in fields if field.kind == "checks" for word in request.POST.getlist(field.name)]
    forms.take_files(at, request, form)
    said = said_of(doer, sheet, form)
    if request.POST.get("look"):
        form.errors.clear()
        return _page(request, doer, wanted, form, follows=_follows(doer, wanted.kind, said))
    if request.POST.get("keep") and form.is_good:
        draft = keep(at, wanted.kind, said, doer.asked.audience(wanted.kind))
        return HttpResponseRedirect(reverse("desk.draft", args=[draft.id]))
    body = forms.judged(at, form, wanted.kind, said, lambda _body: doer.asked.audience(wanted.kind))
    if body is None:
        return _page(request, doer, wanted, form, status=UNPROCESSABLE)
    return begin(at, wanted.kind, body, doer.asked.audience(wanted.kind))


def _follows(doer: Doer, kind: str, said: Said) -> list[str]:
    """What would follow from what was typed, as soon as it is an act; nothing where it would not be in order."""
    try:
        body = ACT_TYPES[kind].body.model_validate(said)
    except ValidationError:
        return []
    if doer.asked.refusal(kind, said) is not None:
        return []
    asked, here = doer.asked, doer.asked.at.here
    act = Enacted(asked.at.glance.size(), asked.entered, kind, here.party, here.hat.officer, body)
    return consequences(asked.at.ask, asked.view, act)


def _page(
    request: HttpRequest,
    doer: Doer,
    wanted: Deed,
    form: Form,
    *,
    follows: list[str] | None = None,
    status: int = OK,
) -> HttpResponse:
    asked, held, sheet = doer.asked, doer.held, SHEETS[wanted.name]
    at = asked.at
    of = document_of(asked, held.treaty)
    context: dict[str, Any] = {
        "ask": at.ask,
        "deed": {"name": wanted.name, "label": wanted.called(doer.asked), "follows": _(wanted.follows)},
        "form": form,
        "fields": shown(asked, form, fields_of(doer, sheet)),
        "paper": doer.keeps and sheet.of_party,
        "files": forms.file_rows(at, form.files[-1:]),
        "kinds": ",".join(f".{ending}" for ending in KINDS),
        "open": bool(doer.taken),
        "title": in_language(at.ask, of.title),
        "back": reverse("desk.treaty", args=[held.treaty]),
        "looked": follows is not None,
        "follows": follows or [],
        "wanted": signatures_wanted(asked, wanted.kind),
        "clause": clause(at.ask, held.entry),
    }
    return show(request, at.here, "desk/treaty_deed.html", context, matter="desk.treaties", status=status)


def signatures_wanted(asked: Asking, kind: str) -> list[str]:
    """Return how many officers sign by the charter, and who of the party may."""
    entitled = asked.entitled(kind)
    if isinstance(entitled, Refused):
        return []
    number = ngettext(
        "By the charter %(number)s officer of the party signs it.",
        "By the charter %(number)s officers of the party sign it.",
        entitled.signatures,
    )
    told = [number % {"number": entitled.signatures}]
    if entitled.officers:
        names = Officers(asked.at.ask, asked.at.here).names(entitled.officers)
        told.append(_("May sign it: %(officers)s.") % {"officers": names})
    return told
