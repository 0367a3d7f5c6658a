from __future__ import annotations

from datetime import date

import pytest

from comity.web.portal.framework.library import DocumentSift, MeetingSift
from comity.web.portal.framework.membership import membership
from tests.support.memorylibrary import MemoryLibrary
from tests.support.portal import asking, cica


def slugs(sift, *part, **said):
    return [meeting.meeting for meeting in cica().meetings(sift, *part, **said).rows]


@pytest.mark.parametrize(
    ("sift", "expected"),
    [
        (MeetingSift(body="summit", regular=True, until=date(2006, 12, 31)), ["summit-2", "summit-1"]),
        (MeetingSift(body="summit", held=False), ["summit-7"]),
        (MeetingSift(host="CHN", regular=True), ["ministerial-5", "summit-4"]),
        (MeetingSift(bodies=("summit", "ministerial"), regular=True, year=2004), ["ministerial-2"]),
        (MeetingSift(regular=True, held=True, since=date(2024, 1, 1)), ["ministerial-7"]),
    ],
)
def test_meetings_are_sifted(sift, expected):
    assert slugs(sift) == expected


def test_part_of_a_list_knows_the_whole():
    found = cica().meetings(MeetingSift(body="summit", regular=True), 2, 2)
    assert ([m.meeting for m in found.rows], found.start, found.total) == (["summit-5", "summit-4"], 2, 7)


def test_documents_are_sifted_by_several_kinds():
    kinds = {document.kind for document in cica().documents(DocumentSift(kinds=("treaty", "memorandum"))).rows}
    assert kinds == {"treaty", "memorandum"}


def test_first_day_is_that_of_the_proposal():
    assert cica().first_day() == date(1992, 10, 5)


def test_membership_is_computed_once_for_the_same_values():
    with asking() as one, asking("2014-05-20") as other:
        assert one.held is other.held


def test_membership_is_another_when_a_party_changes():
    changed = MemoryLibrary.__new__(MemoryLibrary)
    changed.values = dict(cica().values)
    key = next(key for key in changed.values if key.kind == "party" and key.id == "KWT")
    del changed.values[key]
    assert ("KWT" in membership(cica()).parties, "KWT" in membership(changed).parties) == (True, False)
