"""What every integration test begins with: no language that another left behind."""

from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

from collections.abc import Iterator  # noqa: E402 - Django is set up before anything that needs it

import pytest  # noqa: E402
from django.utils import translation  # noqa: E402


@pytest.fixture(autouse=True)
def no_language_left_behind() -> Iterator[None]:
    """A page that a test asked for leaves its language active in the thread, as a server's thread does."""
    translation.deactivate()
    yield
    translation.deactivate()
