"""The hat that is worn, and the sessions that are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from comity.forum.kernel.names import CHAIR
from comity.forum.kernel.text import said_in
from comity.forum.officers.authority import delegation_of
from comity.forum.officers.state import keyring
from comity.secretariat.composing import Hat
from comity.store import people, sessions
from comity.store.living import host_now
from comity.web.desk.frame import ask_here, show
from comity.web.desk.notices.times import Clock, Moment, clock_of
from comity.web.desk.presence import COOKIE, Present, at_desk, now
from comity.web.desk.signin.entering import onward
from comity.web.desk.signin.hats import hats_with
from comity.web.desk.signin.looking import Looking
from comity.web.desk.signin.naming import within
from comity.web.portal.framework.ask import readable
from comity.web.portal.framework.data import Data
from comity.web.portal.pages.actlines import party_text

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from comity.store.sessions import SignedIn
    from comity.web.portal.framework.ask import Ask

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class HatShown(Data):
    """A hat that may be worn: the party and officer, what they are called, whether it is worn now."""

    party: str
    officer: str
    name: str
    office: str
    of: str
    worn: bool


class SessionShown(Data):
    """A session: what names it, with what and as whom it was begun, until when it lasts."""

    public: str
    agent: str
    hat: str
    key: str
    begun: Moment
    seen: Moment
    ends: Moment
    current: bool


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def hat(request: HttpRequest, here: Present) -> HttpResponse:
    """The hats that an officer may wear; wearing another is one step."""
    looking = Looking(here.house.ledger)
    may = hats_with(looking, here.session.person, here.session.fingerprint)
    on = onward(request.POST.get("next", "") or request.GET.get("next", ""), reverse("desk.home"))
    if request.method == "POST":
        chosen = Hat(request.POST.get("party", ""), request.POST.get("officer", ""))
        if chosen in may:
            sessions.wear(here.house.vault, request.COOKIES[COOKIE], chosen)
            return HttpResponseRedirect(on)
    ask = ask_here()
    found = people.find(here.house.vault, here.session.person)
    context = {
        "ask": ask,
        "hats": [_hat_shown(ask, looking, each, worn=each == here.hat) for each in may],
        "next": on,
        "worn": within(ask, here.party),
        "name": found.profile.name if found else "",
    }
    return show(request, here, "desk/hat.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def open_sessions(request: HttpRequest, here: Present) -> HttpResponse:
    """The sessions that are open in any browser; each can be ended, and all of them."""
    if request.method == "POST":
        _end(request, here)
        return HttpResponseRedirect(reverse("desk.sessions"))
    ask = ask_here()
    looking, clock = Looking(here.house.ledger), clock_of(here, ask.language, host_now())
    found = [each for each in sessions.listed(here.session.person, host_now()) if _goes_on(looking, each)]
    context = {
        "ask": ask,
        "sessions": [_session_shown(ask, clock, here, each) for each in found],
        "hours": int(sessions.LASTS.total_seconds() // 3600),
        "minutes": int(sessions.IDLE.total_seconds() // 60),
    }
    return show(request, here, "desk/sessions.html", context)


def _end(request: HttpRequest, here: Present) -> None:
    if request.POST.get("all"):
        sessions.end_all(person=here.session.person)
    else:
        sessions.end(here.session.person, readable(request.POST.get("end", "")))


def _goes_on(looking: Looking, found: SignedIn) -> bool:
    """Whether the record still lets the session's key wear its hat; where not, it is over, though nobody ended it."""
    return found.hat in hats_with(looking, found.person, found.fingerprint)


def _hat_shown(ask: Ask, looking: Looking, each: Hat, *, worn: bool) -> HatShown:
    delegation = delegation_of(each.party, now().date().isoformat(), looking) or each.party
    held = keyring(looking, delegation)
    officer = held.officer(each.officer) if held else None
    return HatShown(
        party=each.party,
        officer=each.officer,
        name=_("Chair") if each.party == CHAIR else party_text(ask, each.party),
        office=said_in(officer.office, ask.language)[0] if officer else each.officer,
        of=party_text(ask, delegation) if each.party == CHAIR else "",
        worn=worn,
    )


def _session_shown(ask: Ask, clock: Clock, here: Present, found: SignedIn) -> SessionShown:
    until = min(found.expires, found.seen + sessions.IDLE)
    return SessionShown(
        public=found.public,
        agent=agent_text(found.agent),
        hat=_("Chair") if found.hat.party == CHAIR else party_text(ask, found.hat.party),
        key=found.fingerprint,
        begun=clock.moment(found.created),
        seen=clock.moment(found.seen),
        ends=clock.moment(until),
        current=found.public == here.session.public,
    )


def agent_text(agent: str) -> str:
    """Return what a browser is called, as far as it says."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "")
    system = next((name for sign, name in _SYSTEMS if sign in agent), "")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("a browser that does not say what it is")
