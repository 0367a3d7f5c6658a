"""The portal over CICA's own data in memory: pages built, and pages served, without a database."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.django_setup import set_up_django

set_up_django()

from django.test import Client  # noqa: E402 - settings come first
from django.utils import translation  # noqa: E402 - as above

import comity.forums  # noqa: E402 - as above
from comity.secretariat.forumdata import read_forum  # noqa: E402 - as above
from comity.web.portal.framework.ask import Ask  # noqa: E402 - as above
from tests.support.memorylibrary import MemoryLibrary  # noqa: E402 - as above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from comity.web.portal.framework.page import Page

TODAY = date(2026, 5, 4)


@cache
def cica() -> MemoryLibrary:
    """CICA's values and acts, to be read only."""
    return MemoryLibrary(read_forum(Path(comity.forums.__path__[0]) / "cica"))


@contextmanager
def asking(on: str = "", language: str = "en", **query: str) -> Iterator[Ask]:
    """A question of 4 May 2026, and the site speaking its language."""
    words = {**query, **({"on": on} if on else {})}
    with translation.override(language):
        yield Ask(cica(), language, TODAY, date.fromisoformat(on) if on else None, words)


def built(page: Page, on: str = "", language: str = "en", query: dict[str, str] | None = None, **parts: Any) -> Any:
    """The data of a page."""
    with asking(on, language, **(query or {})) as ask:
        return page.build(ask, **parts)


def drawn(page: Page, on: str = "", language: str = "en", **parts: Any) -> dict[str, Any]:
    """What only the HTML of a page shows."""
    assert page.draw is not None
    with asking(on, language) as ask:
        return dict(page.draw(page.build(ask, **parts), ask))


def served(path: str, method: str = "GET", **headers: str) -> HttpResponse:
    """What the site answers at an address."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("comity.web.portal.library.StoreLibrary", cica)
        client = Client(raise_request_exception=False, headers={"host": "localhost", **headers})
        answer: HttpResponse = client.generic(method, path)
    translation.deactivate()
    return answer
