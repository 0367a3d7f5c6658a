"""A rehearsal is never taken for the real forum: not by a reader, not by a record, not by a folder."""

from __future__ import annotations

import pytest

from comity.forum.kernel.errors import Refused
from comity.record.entry import sign_act
from comity.record.errors import SignatureInvalid
from comity.secretariat.batch import Submission
from comity.secretariat.composing import Drawer, Hat
from comity.secretariat.faults import FolderRefused
from comity.secretariat.rehearsal.marks import is_rehearsal, rehearsed
from comity.secretariat.rehearsal.plan import Marks
from comity.secretariat.rehearsal.seats import Seats
from tests.support.rehearsal_room import KEYS, PLAN, MemoryRoom, acting_forum
from tests.support.small_forum import ORIGIN, Act, act

SOURCE: Act = act("sources.cite", source="S9", title="Another gazette", weight="official")


@pytest.fixture
def real(tmp_path) -> MemoryRoom:
    return MemoryRoom(tmp_path / "real", acting_forum())


@pytest.fixture
def drill(tmp_path) -> MemoryRoom:
    return MemoryRoom(tmp_path / "rehearsal")


def test_rehearsed_forum_has_the_same_history_under_another_name_and_origin():
    data = acting_forum()
    made = rehearsed(data, PLAN.marks)
    assert (made.acts, made.identity["forum"]) == (data.acts, "small-rehearsal")
    assert made.identity["origin"] == f"rehearsal.{ORIGIN}"
    assert made.identity["names"] == {"en": "Small Forum (rehearsal)"}
    assert made.identity["short"] == {"en": "SF (rehearsal)"}


def test_every_language_of_a_name_is_marked():
    marked = PLAN.marks.on({"en": "F", "ru": "Ф", "zh": "论坛"})
    assert marked == {"en": "F (rehearsal)", "ru": "Ф (учебный форум)", "zh": "论坛（演练）"}


def test_name_in_a_language_without_a_mark_bears_the_english_one():
    assert Marks(added={"en": " (rehearsal)"}).on({"ru": "Ф"}) == {"ru": "Ф (rehearsal)"}


@pytest.mark.parametrize(("forum", "is_one"), [("cica-rehearsal", True), ("cica", False), ("rehearsal-cica", False)])
def test_is_rehearsal_goes_by_how_the_name_ends(forum, is_one):
    assert is_rehearsal(forum) is is_one


def test_real_folder_refuses_software_keys(real):
    with pytest.raises(FolderRefused) as refused:
        Seats(real)
    assert (refused.value.code, "small" in str(refused.value)) == ("rehearsal.none", True)
    assert not (real.path / "seats").exists()


@pytest.fixture(params=["real", "rehearsal"])
def pair(request, real, drill) -> tuple[MemoryRoom, MemoryRoom]:
    """A house, and another whose acts it must not take. Both secretariats have the same key: that is not what tells."""
    return (real, drill) if request.param == "real" else (drill, real)


def refusal(room: MemoryRoom, line: bytes, origin: str) -> str:
    signature = sign_act(KEYS.secretariat, line, origin, "SECRETARIAT/registrar")
    with pytest.raises((Refused, SignatureInvalid)) as refused:
        room.door.enter(Submission(line, (signature,)))
    return refused.value.reason.code if isinstance(refused.value, Refused) else refused.value.code


def drawn(forum: str, over: MemoryRoom) -> bytes:
    return Drawer(forum, over.door, over.ledger, over.clock).draw(Hat("SECRETARIAT", "registrar"), *SOURCE).line


def test_entry_of_the_other_record_is_refused_and_taken_by_its_own(pair):
    house, other = pair
    (submission,) = other.desk.compose([SOURCE])
    assert refusal(house, submission.line, other.folder.origin) == "door.seen_elsewhere"
    assert other.door.enter(submission)


def test_act_of_the_other_forum_is_refused_even_if_drawn_over_this_record_and_signed_for_it(pair):
    house, other = pair
    line = drawn(other.folder.forum, over=house)
    assert refusal(house, line, house.folder.origin) == "door.other_forum"


def test_act_signed_for_the_other_record_is_refused_even_if_it_names_this_forum(pair):
    house, other = pair
    line = drawn(house.folder.forum, over=house)
    assert refusal(house, line, other.folder.origin) == "signature.namespace"
