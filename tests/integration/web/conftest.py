from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

from collections.abc import Callable, Iterator  # noqa: E402 - Django is set up before anything that needs it
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from django.test import override_settings  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

import comity.forums  # noqa: E402
from comity.config.wsgi import build  # noqa: E402
from comity.secretariat.forumdata import read_forum  # noqa: E402
from comity.store import house  # noqa: E402
from tests.support.house import own_database  # noqa: E402
from tests.support.site import Answer, ask  # noqa: E402

Get = Callable[..., Answer]


@pytest.fixture(scope="session")
def cica(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Path]:
    """CICA's data folder and its database, to be read only."""
    path = tmp_path_factory.mktemp("cica") / "var"
    with django_db_blocker.unblock(), own_database(path), override_settings(COMITY_DATA=path):
        house.begin(path, read_forum(Path(comity.forums.__path__[0]) / "cica"))
        yield path


@pytest.fixture
def get(cica: Path) -> Get:
    """Asks the whole site as a server would, with nothing stored yet."""
    application = build(cica)
    return lambda address, method="GET", **headers: ask(application, address, method, **headers)
