from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.support.django_setup import set_up_django

set_up_django()

from django.test import Client  # noqa: E402 - settings come first
from django.urls import get_resolver  # noqa: E402 - as above
from django.utils import translation  # noqa: E402 - as above

from tests.support import decided, treatied  # noqa: E402 - as above
from tests.support.recordlibrary import RecordLibrary, a_library  # noqa: E402 - as above

if TYPE_CHECKING:
    from tests.support.memorylibrary import MemoryLibrary

DECIDED = {"decision": "work-plan", "journal": "soc-1"}
"""Pages of things that the made-up forum has none of, and a thing of each that the forum that decides has."""

KEPT = {"treaty": "accord", "notification": "C.N.1.2026"}
"""And those of which the forum that is a depositary has one."""

OF_FILES = "document.compare"
"""A page made of files: only a house keeps them. tests/integration/web/test_papers.py asks for it, as the API too."""


class Answer(NamedTuple):
    status: int
    type: str
    body: bytes
    headers: dict[str, str]

    @property
    def read(self) -> Any:
        return json.loads(self.body)


@pytest.fixture(scope="session")
def library() -> RecordLibrary:
    """A made-up forum with a real record in memory, to be read only."""
    return a_library()


@pytest.fixture(scope="session")
def forum_of(library: RecordLibrary) -> Callable[[str], MemoryLibrary]:
    """The forum that has something to show on a page: that which decides, the depositary, or the made-up one."""
    forums: dict[str, MemoryLibrary] = dict.fromkeys(DECIDED, decided.in_memory())
    forums |= dict.fromkeys(KEPT, treatied.in_memory())
    return lambda page: forums.get(page, library)


@pytest.fixture
def get(library: RecordLibrary, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Answer]]:
    """Asks the site at an address."""
    # Addresses that were loaded after this would keep the library of this test for ever.
    assert get_resolver().url_patterns
    monkeypatch.setattr("comity.web.portal.library.library", lambda: library)

    def ask(path: str, method: str = "GET") -> Answer:
        answer = Client(headers={"host": "localhost"}).generic(method, path)
        return Answer(answer.status_code, answer.headers["Content-Type"], answer.content, dict(answer.headers))

    yield ask
    translation.deactivate()
