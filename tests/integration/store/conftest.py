from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

from collections.abc import Iterator  # noqa: E402 - Django is set up before anything that needs it
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from comity.store import house  # noqa: E402
from comity.store.house import House  # noqa: E402
from tests.support.house import own_database  # noqa: E402
from tests.support.small_forum import forum_data  # noqa: E402


@pytest.fixture
def path(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """Where a data folder may be made; its database is there and empty."""
    with django_db_blocker.unblock(), own_database(tmp_path / "var"):
        yield tmp_path / "var"


@pytest.fixture
def begun(path: Path) -> Path:
    """The data folder of a small forum."""
    house.begin(path, forum_data())
    return path


@pytest.fixture
def open_house(begun: Path) -> Iterator[House]:
    with house.open_house(begun) as opened:
        yield opened
