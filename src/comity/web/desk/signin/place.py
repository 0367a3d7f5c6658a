"""At which web address passkeys are used: a passkey is bound to one, so everybody is led there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from comity.forum.kernel.errors import Refused
from comity.web.desk.signin.reasons import NO_ORIGIN

if TYPE_CHECKING:
    from django.http import HttpRequest

_OURSELVES = re.compile(r"(?:127\.0\.0\.1|\[::1\]|localhost)(:\d+)?")


@dataclass(frozen=True, slots=True)
class Place:
    """A web origin as browsers write it: https://desk.example.org, or http://localhost:8000 on the machine itself."""

    origin: str

    @property
    def rp_id(self) -> str:
        """The domain that passkeys are bound to."""
        return urlsplit(self.origin).hostname or ""


def place_of(request: HttpRequest) -> Place:
    """Return where passkeys are used, whether or not the request came there.

    Raises:
        Refused: nowhere that leads from this address.
    """
    if settings.COMITY_DESK_ORIGIN:
        return Place(settings.COMITY_DESK_ORIGIN)
    found = _OURSELVES.fullmatch(request.get_host())
    if found is None or request.is_secure():
        raise Refused(NO_ORIGIN, origin=f"{request.scheme}://{request.get_host()}")
    return Place(f"http://localhost{found[1] or ''}")


def is_there(request: HttpRequest, place: Place) -> bool:
    """Whether a request came to the place. How it came is for the browser to hold: behind a proxy we do not see it."""
    return request.get_host() == urlsplit(place.origin).netloc
