"""The page of an action's form: what will follow, the clock where one runs, the fields, the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.forum.kernel.errors import Refused
from comity.forum.kernel.text import said_in
from comity.web.desk.acts.naming import Officers
from comity.web.desk.decisions import fields as shapes
from comity.web.desk.decisions import tries
from comity.web.desk.decisions.lines import expiry_of, matter_url
from comity.web.desk.decisions.matter import statements_until
from comity.web.desk.decisions.ruled import rules_of
from comity.web.desk.decisions.running import capitals_at, own_capital, silence_shown
from comity.web.desk.decisions.sheets import SHEETS
from comity.web.desk.decisions.wordings import difference, wordings
from comity.web.desk.frame import show
from comity.web.desk.notices.drawn import until as drawn_until
from comity.web.desk.notices.forms import Blanks, Form
from comity.web.portal.pages.actlines import moment as exact_moment
from comity.web.portal.pages.decisions.words import in_language

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.decisions.state import Decision
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.decisions.deeds import Deed
    from comity.web.desk.decisions.sheets import Doer

OK, UNPROCESSABLE = 200, 422


def page(
    request: HttpRequest,
    doer: Doer,
    wanted: Deed,
    form: Form,
    *,
    status: int = OK,
    **further: Any,  # noqa: ANN401
) -> HttpResponse:
    """Return the page of an action's form."""
    asked, held = doer.asked, doer.held
    at, expires = asked.at, expiry_of(held)
    fields = SHEETS[wanted.name].asks(doer) if wanted.name in SHEETS else ()
    context = {
        "ask": at.ask,
        "deed": {"name": wanted.name, "label": _(wanted.label), "follows": _(wanted.follows), "heavy": wanted.heavy},
        "form": form,
        "fields": shapes.shown(asked, form, fields),
        # What was sent comes back with all that was typed, also where it has meanwhile become too late.
        "open": bool(doer.taken) or request.method == "POST",
        "title": in_language(at.ask, held.title),
        "language": said_in(held.title, at.ask.language)[1],
        "back": matter_url(held.decision),
        "wanted": _signatures(doer, wanted),
        "rules": rules_of(asked, held.body, held.matter),
        "body": at.ask.speech.title("body", held.body),
        **_clock(asked, held, expires),
        **_aside(doer, wanted, form),
        **further,
    }
    return show(request, at.here, "desk/deed.html", context, matter="desk.decisions", status=status)


def _signatures(doer: Doer, wanted: Deed) -> list[str]:
    """How many officers sign by the charter, and who of the party may."""
    entitled = doer.asked.entitled(wanted.kind)
    if isinstance(entitled, Refused):
        return []
    number = ngettext(
        "By the charter %(number)s officer of the party signs it.",
        "By the charter %(number)s officers of the party sign it.",
        entitled.signatures,
    )
    told = [number % {"number": entitled.signatures}]
    if entitled.officers:
        names = Officers(doer.asked.at.ask, doer.asked.at.here).names(entitled.officers)
        told.append(_("May sign it: %(officers)s.") % {"officers": names})
    return told


def _clock(asked: Asking, held: Decision, expires: str | None) -> dict[str, Any]:
    """The clock of what runs, for the page on which seconds may count."""
    if expires is None or held.silence is None:
        return {}
    return {
        "running": silence_shown(asked.at, held.silence),
        "capital": own_capital(asked, expires),
        "drawing": drawn_until(asked.at.clock.share(expires), gone=not asked.at.clock.left(expires)),
        "clock_now": exact_moment(asked.at.ask, asked.entered),
    }


def _aside(doer: Doer, wanted: Deed, form: Form) -> dict[str, Any]:
    """What stands beside the fields of an action: the expiry in the capitals, the difference of texts, a deadline."""
    asked, held = doer.asked, doer.held
    if wanted.name in {"start-silence", "extend"}:
        probe = Form(Blanks(dict(form.values)))
        given = shapes.moment(asked, probe, "expires").get("expires")
        return (
            {"capitals": capitals_at(asked, given), "expires_utc": exact_moment(asked.at.ask, given)} if given else {}
        )
    if wanted.name == "revise":
        text = shapes.texts(form, "text").get("text", {})
        return {"differs": difference(asked.at, held.wording.text or {}, text), "next": held.revision + 1}
    if wanted.name == "attach":
        return {"deadline": statements_until(asked, held)}
    if wanted.name == "count":
        return {"ballots": tries.opened_ballots(asked, held), "cast": len(held.voting.cast) if held.voting else 0}
    return {"text": wordings(asked.at, held)[0]} if wanted.name == "break" else {}
