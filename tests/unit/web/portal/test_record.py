from __future__ import annotations

import html
import re

import pytest
from django.test import RequestFactory

from comity.forum.kernel.errors import Refused
from comity.forum.registry import ACT_TYPES
from comity.record.encoding import encode_base64
from comity.web.portal.framework import serve
from comity.web.portal.framework.page import NotHere
from comity.web.portal.pages import record
from comity.web.portal.pages.actlines import subject_names, type_names
from tests.support.recordlibrary import CORRECTED, FIRST_DAY, LATE_ACTS, NEXT_DAY, SIZE


def indices(page):
    return [int(line.act.id) for line in page.lines]


def test_record_unsifted_shows_the_newest_acts_and_the_way_on(asking):
    page = record.build(asking())
    shown = (indices(page), page.total, page.newer, page.older, page.where)
    assert shown == (list(range(SIZE - 1, SIZE - 51, -1)), SIZE, "", "/en/record/?from=50", f"1–50 of {SIZE}")


def test_record_last_part_leads_back(asking):
    page = record.build(asking(**{"from": "100"}))
    assert (indices(page)[-1], page.newer, page.older) == (0, "/en/record/?from=50", "")


def test_record_says_each_act_in_words(asking):
    line = record.build(asking()).lines[0]
    said = (line.kind, line.says, line.party, line.office, line.by, line.entered.iso, line.entered.text)
    assert said == (
        "Correction of an act",
        f"Act {CORRECTED} is corrected: the place was another.",
        "Secretariat",
        "registrar",
        "",
        NEXT_DAY,
        "24 November 2026, 09:00:00 UTC",
    )


def test_record_sifted_by_subject_shows_all_its_types(asking, library):
    page = record.build(asking(type="documents"))
    expected = [a.index for a in reversed(library._acts) if a.type.startswith("documents.")]
    assert (indices(page), page.sifted_by) == (expected[:50], "Documents")


def test_record_sifted_by_type_shows_that_type_and_keeps_the_sift(asking, library):
    page = record.build(asking(type="meetings.conclude"))
    expected = [a.index for a in reversed(library._acts) if a.type == "meetings.conclude"]
    chosen = [choice.value for group in page.groups for choice in group.types if choice.chosen]
    shown = (indices(page), page.total, page.older, chosen)
    older = "/en/record/?type=meetings.conclude&from=50"
    assert shown == (expected[:50], len(expected), older, ["meetings.conclude"])


@pytest.mark.parametrize("chosen", ["documents", "documents.sign"])
def test_page_offers_the_types_of_the_subject_that_is_looked_at(library, chosen):
    request = RequestFactory(headers={"host": "localhost"}).get("/en/record/", {"type": chosen})
    page = serve.html(record.PAGE, lambda: library)(request).content.decode()
    offered = re.findall(r'<option value="([a-z_.]+)"', page)
    types = [name for name in type_names() if name.startswith("documents.")]
    assert sorted(offered) == sorted([*subject_names(), *types])
    assert f'<option value="{chosen}" selected>' in page


def test_record_of_an_unknown_type_is_refused(asking):
    with pytest.raises(Refused, match=r"portal\.type_unknown"):
        record.build(asking(type="meetings.abolish"))


def test_record_beyond_its_end_is_not_here(asking):
    with pytest.raises(NotHere):
        record.build(asking(**{"from": "5000"}))


@pytest.mark.parametrize(
    ("on", "newest", "total"),
    [("2026-11-22", None, 0), ("2026-11-23", SIZE - LATE_ACTS - 1, SIZE - LATE_ACTS), ("2026-11-24", SIZE - 1, SIZE)],
)
def test_record_as_of_a_day_shows_what_was_entered_by_then(asking, on, newest, total):
    page = record.build(asking(on))
    assert (indices(page)[:1], page.total) == ([] if newest is None else [newest], total)


def test_record_as_of_a_day_goes_on_from_there(asking):
    page = record.build(asking("2026-11-23", **{"from": "50"}))
    assert (indices(page)[0], page.newer) == (SIZE - LATE_ACTS - 51, "/en/record/?on=2026-11-23")


def test_record_state_is_the_checkpoint_verbatim(asking, library):
    state, head = record.build(asking()).state, library.head()
    said = (state.size, state.root, state.note.encode(), state.entered.iso)
    assert said == (SIZE, encode_base64(head.root), head.checkpoint, NEXT_DAY)


def test_rows_are_one_an_act(asking):
    page = record.build(asking(**{"from": "149"}))
    constituted = ("0", "charter.constitute", page.lines[0].says, "Secretariat", "registrar", FIRST_DAY)
    assert record.rows(page, asking()).rows == (constituted,)


def test_every_act_type_has_a_name_and_a_subject():
    assert (set(type_names()), set(subject_names())) == (set(ACT_TYPES), {name.split(".")[0] for name in ACT_TYPES})


def test_page_shows_acts_state_and_how_to_take_a_copy(asking, library):
    asking()
    request = RequestFactory(headers={"host": "localhost"}).get("/en/record/", {"type": "documents"})
    answer = serve.html(record.PAGE, lambda: library)(request)
    page = html.unescape(answer.content.decode())
    wanted = (
        '<h2 id="h-acts">Documents</h2>',
        '<option value="documents" selected>',
        library.head().checkpoint.decode(),
        "curl -s http://localhost/en/record/files.txt | wget -x -nH -i -",
        "comity record verify http://localhost/record",
        'type="application/atom+xml"',
    )
    assert (answer.status_code, [part for part in wanted if part not in page]) == (200, [])
