"""Pages of decisions at the desk: the board, a matter, and what is open to each party."""

from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

from collections.abc import Iterator  # noqa: E402 - Django is set up before anything that needs it
from pathlib import Path  # noqa: E402

import pytest  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.utils import translation  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from tests.support import decisiondesks as deciding  # noqa: E402
from tests.support.actsdesk import officer  # noqa: E402
from tests.support.decisiondesks import Told  # noqa: E402
from tests.support.house import own_database  # noqa: E402


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Told]:
    """The forum, with a matter in every state."""
    folder: Path = tmp_path_factory.mktemp("deciding") / "var"
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        clock = deciding.begun(folder)
        with deciding.opened(folder, clock) as house:
            story = Told(house, clock)
            deciding.everything(story)
            yield story
    translation.deactivate()


def test_what_needs_the_party_comes_before_all_that_is_open(told):
    said = officer(told.house, "KAZ", "ambassador").get("decisions/").plain
    places = [said.index(f"Title of {name}") for name in ("silence", "put", "budget", "stands", "proposed", "lost")]
    assert places == sorted(places)
    assert "If you agree, nothing is needed: silence is assent." in said
    assert "3 days left when this page was made" in said
