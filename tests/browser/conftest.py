"""Servers over CICA's own data, and a browser, for all tests of a session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.support.commands import Place, Served, own_place, serving
from tests.support.pseudolocale import make_locale
from tests.support.screenshots import chromium


@dataclass(frozen=True)
class TurnedPlace(Place):
    """A place that is served in the made-up right-to-left language too."""

    locale: Path

    @property
    def env(self) -> dict[str, str]:
        return super().env | {"COMITY_PSEUDO_LOCALE": str(self.locale)}


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """CICA's data folder, served by nobody."""
    with own_place(tmp_path_factory.mktemp("browser")) as place:
        done = place.run("init")
        assert done.returncode == 0, done.stderr
        yield place


@pytest.fixture(scope="session")
def cica(tmp_path_factory: pytest.TempPathFactory, begun: Place) -> Iterator[Served]:
    """The portal over CICA's data, served as its host would."""
    with own_place(tmp_path_factory.mktemp("straight"), begun) as place, serving(place) as served:
        yield served


@pytest.fixture(scope="session")
def turned(tmp_path_factory: pytest.TempPathFactory, begun: Place) -> Iterator[Served]:
    """The same, where a reader can choose a language that is written from right to left."""
    locale = make_locale(tmp_path_factory.mktemp("locale"))
    with (
        own_place(tmp_path_factory.mktemp("turned"), begun) as place,
        serving(TurnedPlace(place.data, place.database_url, locale)) as served,
    ):
        yield served


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """Debian's Chromium. A module has its own, because a thread can drive only one Playwright at a time."""
    with chromium() as browser:
        yield browser
