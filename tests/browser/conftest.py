"""A server over CICA's own data, and a browser, for all tests of a session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.commands import Served, own_place, serving
from tests.support.screenshots import chromium


@pytest.fixture(scope="session")
def cica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The portal over CICA's data, served as its host would."""
    with own_place(tmp_path_factory.mktemp("browser")) as place:
        done = place.run("init")
        assert done.returncode == 0, done.stderr
        with serving(place) as served:
            yield served


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    """Debian's Chromium."""
    with chromium() as browser:
        yield browser
