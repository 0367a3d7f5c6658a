"""Symbols of series, and those that follow them; who may read a document; what becomes of it."""

from __future__ import annotations

import pytest

from comity.forum.decisions.acts import Issue
from comity.forum.documents.reading import may_read_document
from comity.forum.documents.state import Filed
from comity.forum.documents.symbols import (
    SYMBOL,
    Symbol,
    bearer_of,
    in_series,
    next_in_series,
    next_suffixed,
    series_of,
    suffix_of,
    symbol_ids,
    symbolised,
)
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.values import Key
from tests.support.stage import Stage, charter, opening, series
from tests.unit.forum.orders.documents import THREE_SYMBOLS, correct, numbered
from tests.unit.forum.orders.papers import (
    FIRST,
    FOR_TWO,
    NUMBERED,
    REVISED,
    add,
    filed,
    follow,
    redistribute,
    register,
    stage,
    version,
)

TODAY, NOW = "2026-01-01", "2026-01-01T00:00:00.000Z"


@pytest.mark.parametrize(("borne", "due"), [(0, "X-1"), (1, "X-2"), (2, "X-3"), (3, "X-4"), (7, "X-8"), (20, "X-21")])
def test_the_next_symbol_follows_the_last(borne, due):
    played = opening().play(*(numbered(f"X-{number}") for number in range(1, borne + 1)))
    assert next_in_series("x", "", played) == due


def test_a_series_is_counted_for_each_meeting_or_year():
    played = opening().play(numbered("F/SUM.4/1"), numbered("F/SUM.4/2"))
    assert [next_in_series("f", further, played) for further in ("4", "5")] == ["F/SUM.4/3", "F/SUM.5/1"]


def test_the_number_may_stand_before_the_year():
    played = Stage(("sources.cite", {"source": "S1", "title": "S1", "weight": "official"}))
    played.play(("charter.adopt", charter(symbols=[series("D/{n}/{m}")])), numbered("D/1/26"), numbered("D/2/26"))
    assert [next_in_series("d", further, played) for further in ("26", "27")] == ["D/3/26", "D/1/27"]


def test_a_series_that_the_charter_does_not_know_has_no_next_symbol():
    with pytest.raises(LookupError):
        next_in_series("y", "", opening())


def test_a_symbol_that_was_freed_is_the_next():
    played = opening().play(*THREE_SYMBOLS, correct(14, numbered("X-3"), symbol="F/SUM.1/1"))
    assert (next_in_series("x", "", played), bearer_of("X-3", played)) == ("X-3", None)


def test_a_symbol_is_of_its_series_and_of_no_other():
    played = opening()
    placed = [in_series(symbol, "x", [], TODAY, played) for symbol in ("X-1", "F/SUM.1/1", "X-1/Rev.1")]
    assert placed == [("X-", 1, ""), None, None]
    # Of this meeting, or of one of these, but of no other.
    within = [in_series("F/SUM.4/1", "f", further, TODAY, played) for further in (["4"], ["2026", "4"], ["2026"])]
    assert within == [("F/SUM.4/", 1, ""), ("F/SUM.4/", 1, ""), None]


@pytest.mark.parametrize(
    ("symbol", "base"),
    [
        ("X-1/Rev.2", ("X-1", "Rev", 2)),
        ("X-1/Rev.2/Corr.1", ("X-1/Rev.2", "Corr", 1)),
        ("X-1/Add.10", ("X-1", "Add", 10)),
        ("X-1", None),
        ("X-1/Rev.0", None),
        ("X-1/Rev.01", None),
        ("X-1/rev.1", None),
    ],
)
def test_what_a_symbol_follows_stands_in_it(symbol, base):
    assert suffix_of(symbol) == base


@pytest.mark.parametrize(
    ("symbol", "place"),
    [
        ("CICA/MIN/2024/12", ("CICA/MIN/2024/{n}", 12)),
        ("D/7/bis", ("D/{n}/bis", 7)),
        ("X-1/Rev.2", ("X-1/Rev.{n}", 2)),
        ("X", ("X", 0)),
    ],
)
def test_symbols_are_put_in_order_by_their_last_number(symbol, place):
    assert series_of(symbol) == place


def test_a_symbol_may_be_borne_by_a_decision():
    body = Issue.model_validate({"decision": "kuwait", "symbol": "X-1", "document": "paper"})
    value = symbolised(None, Enacted(7, NOW, "decisions.issue", "CHAIR", "chair", body), "X-1")
    assert (value, symbol_ids(body)) == (Symbol(acts=(7,), decision="kuwait"), ("X-1",))
    played = opening()
    played.values[Key(SYMBOL, "X-1")] = value
    assert played.code(numbered("X-1")) == "documents.symbol_taken"
    # What corrects a decision says so by its symbol alone: there is no document that it follows.
    assert played.code(numbered("X-1/Corr.1")) is None


def test_what_follows_a_symbol_is_counted_by_kind():
    played = stage().play(*REVISED)
    assert [next_suffixed("X-1", suffix, played) for suffix in ("Rev", "Add", "Corr")] == [
        "X-1/Rev.2",
        "X-1/Add.1",
        "X-1/Corr.1",
    ]


def test_a_document_knows_what_follows_it():
    further = follow("corrects", name="draft-3", symbol="X-1/Corr.1")
    played = stage().play(*REVISED, further)
    assert [played.value("document", name).followers for name in ("draft-1", "draft-2")] == [("draft-2", "draft-3"), ()]
    assert [played.value("document", f"draft-{number}").follows for number in (1, 2, 3)] == [None, "draft-1", "draft-1"]


def test_a_document_has_one_file_for_each_language():
    played = stage().play(filed(languages=("ru", "en")), add("zh-Hans", title={"zh": "草案", "en": "Other"}))
    found = played.value("document", "draft-1")
    assert (found.original, found.languages) == ("ru", ("ru", "en", "zh-Hans"))
    # What it is called in a language is not said anew by a translation.
    assert found.title == {"en": "draft-1", "zh": "草案"}
    assert found.file_in("zh-Hans") == Filed(act=FIRST + 1, entered=NOW, **version("zh-Hans"))
    assert (found.file_in("en").act, found.file_in("fr")) == (FIRST, None)


def test_the_original_of_a_document_of_history_can_be_named_later():
    played = stage().play(add("en", document="paper", original=True), add("ru", document="paper"))
    found = played.value("document", "paper")
    assert (found.original, found.languages, found.entered, found.registered_by) == (
        "en",
        ("en", "ru"),
        NOW,
        "SECRETARIAT",
    )


READERS = ("", "BGD", "OSCE", "KAZ", "CHN", "SECRETARIAT", "CHAIR")


@pytest.mark.parametrize(
    ("said", "readers"),
    [
        ({}, READERS),
        ({"distribution": "participants"}, ("OSCE", "KAZ", "CHN", "SECRETARIAT", "CHAIR")),
        ({"distribution": "members"}, ("KAZ", "CHN", "SECRETARIAT", "CHAIR")),
        (FOR_TWO, ("OSCE", "KAZ", "SECRETARIAT")),
        ({"distribution": "named", "named": ["BGD"]}, ("BGD", "SECRETARIAT")),
    ],
)
def test_a_documents_files_are_read_by_those_for_whom_it_is(said, readers):
    played = stage().play(filed(**said))
    found = played.value("document", "draft-1")
    assert tuple(reader for reader in READERS if may_read_document(found, reader, TODAY, played)) == readers


def test_who_registered_a_document_reads_it():
    played = stage()
    played.fold((*filed(distribution="named", named=["OSCE"]), "KAZ"))  # type: ignore[arg-type]
    found = played.value("document", "draft-1")
    assert [may_read_document(found, reader, TODAY, played) for reader in ("KAZ", "OSCE", "CHN")] == [True, True, False]


def test_a_wider_distribution_counts_from_its_act():
    played = stage().play(filed(**FOR_TWO), redistribute("participants"))
    found = played.value("document", "draft-1")
    assert (found.distribution, found.named) == ("participants", ())
    assert may_read_document(found, "CHN", TODAY, played)


def test_a_document_without_a_symbol_has_none():
    assert stage().play(register()).value("document", "draft-1").symbol is None
    assert stage().play(*NUMBERED).value("symbol", "X-1") == Symbol(acts=(FIRST,), document="draft-1")
