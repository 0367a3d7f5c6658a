"""Who is trying: a browser in which somebody has signed in before, else an address. Nobody else is held back for it.

A browser that is known is counted by itself, so that a stranger behind the same address does not make it wait. Where a
proxy does not say which address asks, all who come through it are one: only their failures together are counted then.
"""

from __future__ import annotations

import ipaddress
import secrets
from typing import TYPE_CHECKING

from django.conf import settings
from django.core import signing

from comity.store.throttle import UNTOLD

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

COOKIE = "__Host-comity-known"

_SALT = "comity.known"
_LASTS_SECONDS = 180 * 86_400
_NETWORK_BITS = 64


def asker(request: HttpRequest) -> str:
    """Return who is trying, as a word that only this program understands."""
    known = _known(request)
    return f"browser {known}" if known else of_network(request, "address")


def of_network(request: HttpRequest, what: str) -> str:
    """Return whose `what` it is by the network it comes from: one address, of IPv6 the many that one owner has."""
    network = _network(_address(request))
    return f"{what} {network}" if network else UNTOLD


def remember(request: HttpRequest, response: HttpResponse) -> None:
    """Let the browser be known from now on: somebody has signed in with it."""
    known = _known(request) or secrets.token_urlsafe(12)
    kept = signing.dumps(known, salt=_SALT)
    response.set_cookie(COOKIE, kept, max_age=_LASTS_SECONDS, secure=True, httponly=True, samesite="Strict")


def _known(request: HttpRequest) -> str:
    try:
        return str(signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_LASTS_SECONDS))
    except signing.BadSignature:
        return ""


def _address(request: HttpRequest) -> str:
    """The address that asks. The last one that was forwarded for is what the host's own proxy has seen.

    The proxy's own address says nothing of who asks: where it is silent, the address is not known.
    """
    if not getattr(settings, "SECURE_PROXY_SSL_HEADER", None):
        return str(request.META.get("REMOTE_ADDR", ""))
    return str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()


def _network(address: str) -> str:
    """An address of IPv6 is one of very many that its owner has: they are counted together."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    # A server that listens on both says an address of IPv4 within one of IPv6, and all of those are in one network.
    found = getattr(found, "ipv4_mapped", None) or found
    bits = _NETWORK_BITS if found.version == 6 else found.max_prefixlen  # noqa: PLR2004 - the version's name
    return str(ipaddress.ip_network((found, bits), strict=False))
