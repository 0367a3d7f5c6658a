from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

from collections.abc import Callable, Iterator  # noqa: E402 - Django is set up before anything that needs it
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from comity.store import house as houses  # noqa: E402
from comity.store.house import House  # noqa: E402
from comity.store.living import living_in  # noqa: E402
from tests.support import desks  # noqa: E402
from tests.support.house import own_database  # noqa: E402

Sit = Callable[[str, str], Client]


@pytest.fixture
def path(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """The data folder of a small forum whose parties have officers."""
    folder = tmp_path / "var"
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        yield desks.staffed(folder)


@pytest.fixture
def house(path: Path) -> Iterator[House]:
    """The house of that folder, open, and lived in by the views."""
    with houses.open_house(path) as opened, living_in(opened):
        yield opened


@pytest.fixture
def sit(house: House) -> Sit:
    """Gives a browser in which an officer of a party is signed in."""
    return lambda party, officer: desks.at_desk(house, party, officer)
