from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

from collections.abc import Iterator  # noqa: E402 - Django is set up before anything that needs it

import pytest  # noqa: E402
from django.test import override_settings  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from comity.store import house as houses  # noqa: E402
from comity.store.house import House  # noqa: E402
from comity.store.living import living_in  # noqa: E402
from tests.support import desks, ministry  # noqa: E402
from tests.support.house import own_database  # noqa: E402


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """The house of a forum whose officers have keys that no browser holds, lived in by the views."""
    path = tmp_path_factory.mktemp("acts") / "var"
    with django_db_blocker.unblock(), own_database(path), override_settings(COMITY_DATA=path):
        desks.staffed(path)
        with houses.open_house(path) as opened, living_in(opened):
            ministry.give_keys(opened)
            yield opened
