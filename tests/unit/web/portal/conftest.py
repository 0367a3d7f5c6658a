from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.support.django_setup import set_up_django

set_up_django()

from django.utils import translation  # noqa: E402 - settings come first

from comity.web.portal.framework.ask import Ask  # noqa: E402 - as above
from tests.support.recordlibrary import RecordLibrary, a_library  # noqa: E402 - as above

if TYPE_CHECKING:
    Asking = Callable[..., Ask]


@pytest.fixture(scope="session")
def library() -> RecordLibrary:
    """A made-up forum with a real record in memory, to be read only."""
    return a_library()


@pytest.fixture
def asking(library: RecordLibrary) -> Iterator[Asking]:
    """Asks the library in English, two days after its first acts."""

    def ask(on: str = "", **query: str) -> Ask:
        today = date(2026, 11, 25)
        return Ask(
            library, "en", today, date.fromisoformat(on) if on else None, {**query, **({"on": on} if on else {})}
        )

    with translation.override("en"):
        yield ask
