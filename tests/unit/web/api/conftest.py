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

from tests.support import decided  # noqa: E402 - as above
from tests.support.recordlibrary import RecordLibrary, a_library  # noqa: E402 - as above

if TYPE_CHECKING:
    from tests.support.memorylibrary import MemoryLibrary

DECIDED = {"decision": "work-plan", "journal": "soc-1"}
"""Pages of things that the made-up forum has none of, and a thing of each that the forum that decides has."""


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
def deciding() -> MemoryLibrary:
    """A forum with matters, silences and meetings as they go, to be read only."""
    return decided.in_memory()


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
