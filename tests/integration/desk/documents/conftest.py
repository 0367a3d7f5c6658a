from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

from collections.abc import Iterator  # noqa: E402 - Django is set up before anything that needs it
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.utils import translation  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from tests.support import treatydesks  # noqa: E402
from tests.support.house import own_database  # noqa: E402
from tests.support.treatydesks import Told  # noqa: E402


@pytest.fixture
def told(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Told]:
    """The forum, without a document beside its founding one."""
    folder = tmp_path / "var"
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        clock = treatydesks.begun(folder)
        with treatydesks.opened(folder, clock) as house:
            story = Told(house, clock)
            yield story
    translation.deactivate()
