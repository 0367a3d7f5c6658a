"""A rehearsal says on every page that it is one; a real forum never does."""

from __future__ import annotations

import pytest
from django.test import override_settings
from django.utils import translation

from comity.secretariat.rehearsal.marks import rehearsed
from comity.secretariat.rehearsal.plan import COMMON, read_plan
from comity.store import house as houses
from comity.store.living import living_in
from tests.support import desks
from tests.support.house import own_database
from tests.support.notes import page, text
from tests.support.small_forum import forum_data

SAID = "This is a rehearsal. Its acts bind nobody; its record can never become the real one."


@pytest.fixture
def rehearsal(tmp_path, django_db_blocker):
    folder = tmp_path / "var"
    with django_db_blocker.unblock(), own_database(folder), override_settings(COMITY_DATA=folder):
        houses.begin(folder, rehearsed(forum_data(), read_plan(COMMON).marks))
        with houses.open_house(folder) as opened, living_in(opened):
            yield opened
        translation.deactivate()


@pytest.mark.parametrize("address", ["", "participants/", "meetings/", "record/", "record/0/", "sign-in/", "seats/"])
def test_every_page_of_a_rehearsal_says_so(rehearsal, address):
    assert SAID in text(page(desks.visitor(), address))


def test_page_that_is_not_there_says_so_too(rehearsal):
    assert SAID in text(page(desks.visitor(), "nowhere/", 404))


def test_real_forum_never_says_so(house, sit):
    for browser, address in ((desks.visitor(), ""), (sit("KAZ", "ambassador"), "desk/")):
        assert "rehearsal" not in text(page(browser, address)).lower()
