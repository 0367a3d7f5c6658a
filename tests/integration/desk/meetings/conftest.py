from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from comity.secretariat.composing import Hat
from comity.store.house import House
from tests.support import meetingsdesk
from tests.support.house import Snapshot, own_database
from tests.support.meetingsdesk import CHAIRING, HEAD, Seat
from tests.support.trouble import SetClock

Begun = tuple[Path, SetClock, Snapshot, int]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Begun]:
    """The data folder of a forum whose officers hold meetings, and what it was when it began."""
    folder = tmp_path_factory.mktemp("meetings") / "var"
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        clock = meetingsdesk.begun(folder)
        yield folder, clock, Snapshot(folder), clock.time


@pytest.fixture
def clock(begun: Begun) -> SetClock:
    """The clock of the forum, as it stood at the beginning."""
    _folder, clock, snapshot, start = begun
    snapshot.restore()
    clock.time = start
    return clock


@pytest.fixture
def house(begun: Begun, clock: SetClock) -> Iterator[House]:
    """The house, open and lived in by the views."""
    with meetingsdesk.opened(begun[0], clock) as opened:
        yield opened
    translation.deactivate()


@pytest.fixture
def seat(house: House) -> Callable[[str, str], Seat]:
    """Gives somebody at her desk."""
    return lambda party, officer="ambassador": Seat(house, Hat(party, officer))


@pytest.fixture
def head(house: House) -> Seat:
    """Who runs meetings for the secretariat."""
    return Seat(house, HEAD)


@pytest.fixture
def chair(house: House) -> Seat:
    """The chair."""
    return Seat(house, CHAIRING)
