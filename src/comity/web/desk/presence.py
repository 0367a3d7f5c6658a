"""Who is at the desk: read from the session's cookie at every request, and held against the record each time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect

from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.officers.authority import delegation_of
from comity.forum.officers.state import Keyring, Officer, keyring
from comity.secretariat.composing import View as LedgerView
from comity.store import drafts, sessions
from comity.store.living import host_now, living, now

if TYPE_CHECKING:
    from collections.abc import Callable

    from comity.secretariat.composing import Hat
    from comity.store.house import House
    from comity.store.sessions import SignedIn

    View = Callable[..., HttpResponse]

__all__ = ["COOKIE", "Present", "at_desk", "now", "present", "private"]

COOKIE = "__Host-comity"
"""`__Host-`: sent over TLS (or to localhost) only, to this host alone, for the whole of it."""


@dataclass(frozen=True, slots=True)
class Present:
    """An officer at her desk: the house she is in, the hat she wears, whose officers she is one of, what she may do.

    `delegation` is the party whose officer she is: the chairing state's where the hat is the chair's.
    `keyring` holds that party's officers and keys, as the record has them.
    """

    house: House
    session: SignedIn
    hat: Hat
    delegation: str
    officer: Officer
    keyring: Keyring

    @property
    def party(self) -> str:
        """The party in whose name she acts."""
        return self.hat.party

    @property
    def shelf(self) -> str:
        """Where the drafts of this desk are kept."""
        return drafts.shelf(self.hat.party, self.delegation)

    @property
    def is_secretariat(self) -> bool:
        """Whether this is the secretariat's desk."""
        return self.hat.party == SECRETARIAT

    @property
    def is_chair(self) -> bool:
        """Whether she wears the chair's hat."""
        return self.hat.party == CHAIR

    def may(self, function: str) -> bool:
        """Whether she has a function; everybody at a desk reads."""
        return function == "reader" or function in self.officer.functions


def present(request: HttpRequest) -> Present | None:
    """Return who is at the desk, or None where nobody is signed in, or may act no more."""
    secret = request.COOKIES.get(COOKIE, "")
    if not secret:
        return None
    house = living()
    found = sessions.find(house.vault, secret, host_now())
    return _held_against_the_record(house, found) if found else None


def _held_against_the_record(house: House, found: SignedIn) -> Present | None:
    """A key that was revoked, an officer who was dismissed, a chair that has passed: the session ends with it."""
    view, today = LedgerView(house.ledger), now().date().isoformat()
    delegation = delegation_of(found.hat.party, today, view)
    held = keyring(view, delegation) if delegation else None
    officer = held.officer(found.hat.officer) if held else None
    if held is None or officer is None or delegation is None:
        return None
    if held.held_by(found.hat.officer, found.fingerprint) is None:
        return None
    return Present(house, found, found.hat, delegation, officer, held)


def at_desk(view: View) -> View:
    """Let only officers who are signed in see a view; it is called with `here`, the officer's presence.

    Whoever is not is led to the sign-in, and from there back. What a desk shows is nobody else's to keep.
    """

    @wraps(view)
    def guarded(request: HttpRequest, **parts: object) -> HttpResponse:
        here = present(request)
        if here is None:
            return private(HttpResponseRedirect(f"{reverse('desk.sign_in')}?{urlencode({'next': request.path})}"))
        return private(view(request, here=here, **parts))

    protected: View = csrf_protect(guarded)
    return protected


def private(response: HttpResponse) -> HttpResponse:
    """Mark a response as one that nobody but the reader's browser sees, and that it does not keep."""
    response.headers["Cache-Control"] = "private, no-store"
    return response
