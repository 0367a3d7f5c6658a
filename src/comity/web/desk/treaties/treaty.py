"""A treaty at the desk: what is to be done, how the party stands to it, what runs, and all that was received."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comity.forum.kernel.text import said_in
from comity.forum.treaties.machine import CORRECTION
from comity.secretariat.wording.fields import language_name
from comity.secretariat.wording.names import joined
from comity.web.desk.acts.finding import writes
from comity.web.desk.frame import show
from comity.web.desk.notices.drawn import until as drawn_until
from comity.web.desk.notices.sitting import sit
from comity.web.desk.presence import at_desk
from comity.web.desk.treaties.deeds import doings, doings_on
from comity.web.desk.treaties.kept import asking, find, is_depositary, no_treaty, status_of
from comity.web.desk.treaties.lines import due_text, periods, standing_of
from comity.web.desk.treaties.receiving import issued
from comity.web.portal.framework.links import address, day_text
from comity.web.portal.pages.actlines import act_lines
from comity.web.portal.pages.treaties import facts, rows, statements
from comity.web.portal.pages.treaties.words import clause, coming, in_language, reckoned

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.forum.readings.treaties import Status
    from comity.forum.treaties.state import Treaty
    from comity.web.desk.decisions.asking import Asking
    from comity.web.desk.presence import Present
    from comity.web.desk.treaties.lines import Period

MOST = 20


@require_safe
@at_desk
def treaty(request: HttpRequest, here: Present, slug: str) -> HttpResponse:
    """Show a treaty and what may be done about it now."""
    asked = asking(sit(here))
    held = find(asked, slug)
    if held is None:
        return no_treaty(request, slug)
    return show(request, here, "desk/treaty.html", _context(asked, held), matter="desk.treaties")


def _context(asked: Asking, held: Treaty) -> dict[str, Any]:
    ask, found = asked.at.ask, status_of(asked, held.treaty)
    ordered = rows.in_order(ask, found.rows)
    shown = statements.shown(ask, found, ordered)
    stood = rows.states(ask, found, ordered, shown)
    running = list(periods(asked, found))
    keeps = is_depositary(asked)
    return {
        "ask": ask,
        "keeps": keeps,
        "symbol": found.document.symbol or "",
        "title": in_language(ask, found.document.title),
        "language": said_in(found.document.title, ask.language)[1],
        "adopted": day_text(ask, held.adopted),
        "at": in_language(ask, held.at),
        "standing": standing_of(asked, found),
        "outlook": [ask.said(each) for each in found.outlook],
        "reckoned": reckoned(ask, found),
        "clause": clause(ask, held.entry),
        "assumed": held.entry.assumed,
        "coming": coming(ask, found),
        "doings": doings(asked, held),
        **_due(asked, found, keeps=keeps),
        "periods": [(each, drawn_until(each.share, gone=not each.left)) for each in running],
        "ours": next((each for each in stood if each.party.id == asked.at.party), None),
        "may_join": asked.at.party in found.to_come,
        "states": stood,
        "unnamed": facts.unnamed(found),
        "statements": _statements(asked, held, shown, running),
        "corrections": _corrections(asked, held, running),
        "issued": issued(asked, [held], MOST),
        "public": address("treaty", held.treaty),
    }


def _due(asked: Asking, found: Status, *, keeps: bool) -> dict[str, Any]:
    """What the depositary has not notified yet."""
    ask, name = asked.at.ask, found.treaty.treaty
    acts = ask.library.some_acts([each.act for each in found.unnotified])
    return {
        "due": act_lines(ask, [acts[each.act] for each in found.unnotified if each.act in acts]),
        "due_text": due_text(found),
        "due_entry": day_text(ask, found.entry_unnotified.isoformat()) if found.entry_unnotified else "",
        "notify_url": reverse("desk.treaty_notify", args=[name]) if keeps and writes(asked.at.here) else "",
    }


def _statements(
    asked: Asking, held: Treaty, shown: list[statements.StatementShown], running: list[Period]
) -> list[dict[str, Any]]:
    open_ = doings_on(asked, held, "reservation") if shown else {}
    until = {each.act: each for each in running}
    return [
        {
            "shown": each,
            "period": until.get(int(each.act.id)),
            "doings": open_.get(int(each.act.id), []),
        }
        for each in shown
    ]


def _corrections(asked: Asking, held: Treaty, running: list[Period]) -> list[dict[str, Any]]:
    ask = asked.at.ask
    open_ = doings_on(asked, held, "correction") if held.corrections else {}
    until = {each.act: each for each in running}
    return [
        {
            "act": each.act,
            "on": day_text(ask, each.on),
            "languages": joined([language_name(code, ask.language) for code in each.languages], ask.language),
            "text": in_language(ask, each.text),
            "state": _(CORRECTION.states[each.state]),
            "period": until.get(each.act),
            "objections": [asked.at.title(one.party) for one in each.objections],
            "doings": open_.get(each.act, []),
        }
        for each in held.corrections
    ]
