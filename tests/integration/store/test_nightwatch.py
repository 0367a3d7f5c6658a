from __future__ import annotations

import logging
import time
from datetime import UTC, datetime, timedelta

from comity.store import audits
from comity.store.models import Scrub
from comity.store.nightwatch import DAILY, NightWatch

NOW = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def test_record_is_audited_once_a_day(open_house):
    watch = NightWatch(open_house)
    first = watch.look(NOW)
    assert first is not None
    assert (first.size, first.fault) == (open_house.ledger.size(), "")
    assert watch.look(NOW + DAILY - timedelta(minutes=1)) is None
    again = watch.look(NOW + DAILY)
    assert again is not None
    assert audits.last() == again


def test_fault_of_the_record_is_found_and_said(open_house, caplog):
    bundle = next((open_house.folder.record / "tile" / "entries").rglob("*.p/*"))
    data = bytearray(bundle.read_bytes())
    data[40] ^= 1
    bundle.write_bytes(data)
    with caplog.at_level(logging.ERROR, "comity.audit"):
        found = NightWatch(open_house).look(NOW)
    assert found is not None
    assert found.fault
    assert "found a fault" in caplog.text


def test_watch_goes_on_by_itself_and_ends_when_it_is_told(open_house, django_db_blocker):
    watch = NightWatch(open_house, rounds=0.01)
    with django_db_blocker.unblock():
        watch.start()
        deadline = time.monotonic() + 20
        while audits.last() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        watch.stop()
    assert audits.last() is not None


def test_watch_destroys_at_each_round_what_is_left_of_erased_acts(open_house, django_db_blocker):
    watch = NightWatch(open_house, rounds=0.01)
    with django_db_blocker.unblock():
        watch.start()
        for index in (1, 2):
            Scrub.objects.create(idx=index, files="")
            deadline = time.monotonic() + 20
            while Scrub.objects.exists() and time.monotonic() < deadline:
                time.sleep(0.01)
            assert not Scrub.objects.exists()
        watch.stop()
