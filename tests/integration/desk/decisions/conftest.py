from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

from collections.abc import Iterator  # noqa: E402 - Django is set up before anything that needs it
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.utils import translation  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from tests.support import decisiondesks  # noqa: E402
from tests.support.decisiondesks import Told  # noqa: E402
from tests.support.house import own_database  # noqa: E402
from tests.support.trouble import SetClock  # noqa: E402

Story = tuple[Path, SetClock]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """The data folder of a forum with a matter in every state, and its clock."""
    folder = tmp_path_factory.mktemp("everything") / "var"
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        clock = decisiondesks.begun(folder)
        with decisiondesks.opened(folder, clock) as house:
            decisiondesks.everything(Told(house, clock))
        yield folder, clock


@pytest.fixture
def everything(story: Story) -> Iterator[Told]:
    """A forum with a matter in every state: to be looked at, not to be changed."""
    with decisiondesks.opened(*story) as house:
        yield Told(house, story[1])
    translation.deactivate()


@pytest.fixture
def told(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Told]:
    """A forum before which nothing is yet."""
    folder = tmp_path / "var"
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        clock = decisiondesks.begun(folder)
        with decisiondesks.opened(folder, clock) as house:
            yield Told(house, clock)
    translation.deactivate()
