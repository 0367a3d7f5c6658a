from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from comity.forum.kernel.dates import Bounds, When, begins, both, bounds, ends, is_exact, is_span, later, sort_key


def _bounds(earliest: str, latest: str) -> Bounds:
    return Bounds(
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
    )


@pytest.mark.parametrize(
    ("when", "earliest", "latest"),
    [
        ("1999-09-14", "1999-09-14", "1999-09-14"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("1992-10", "1992-10-01", "1992-10-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2011", "2011-01-01", "2011-12-31"),
        ("2014-05-20/2014-05-21", "2014-05-20", "2014-05-21"),
        ("1993-08/1993-09", "1993-08-01", "1993-09-30"),
        ("2010/..", "2010-01-01", ""),
        ("2010/", "2010-01-01", ""),
        ("../2010", "", "2010-12-31"),
        ("/2010", "", "2010-12-31"),
        ("[2010-06-09..2011-12-31]", "2010-06-09", "2011-12-31"),
        ("[2014..2015]", "2014-01-01", "2015-12-31"),
        ("[..2002-06-04]", "", "2002-06-04"),
        ("[2014-09..]", "2014-09-01", ""),
        ("[..]", "", ""),
        ("[1999,2002]", "1999-01-01", "2002-12-31"),
        ("2022-10-11~", "2022-10-11", "2022-10-11"),
        ("2014?", "2014-01-01", "2014-12-31"),
        ("2014-05%", "2014-05-01", "2014-05-31"),
        ("201X", "2010-01-01", "2019-12-31"),
    ],
)
def test_bounds(when, earliest, latest):
    assert bounds(when) == _bounds(earliest, latest)


@pytest.mark.parametrize(
    "when",
    [
        "",
        "yesterday",
        "14 September 1999",
        "1999-13",
        "1999-02-29",
        "1999-09-31",
        "99-09-14",
        "0000",
        "2014-05-21/2014-05-20",
        "[2011..2010",
        "[2011..2010]",
        "2014-05-20/2014-05-21/2014-05-19",
        "{9999..2002}",
        "2004-0X",
        "2004-X2",
        "Y-17000060061",
        "1" * 61,
    ],
)
def test_bounds_of_what_is_no_date(when):
    with pytest.raises(ValueError, match=r"\S"):
        bounds(when)


@pytest.mark.parametrize(
    ("when", "span", "exact"),
    [
        ("1999-09-14", False, True),
        ("2014-05-20/2014-05-21", True, True),
        ("2014-05/2014-06", True, False),
        ("2014-05-20/..", True, False),
        ("2014", False, False),
        ("[2010..2011]", False, False),
        ("2022-10-11~", False, False),
    ],
)
def test_is_span_and_is_exact(when, span, exact):
    assert (is_span(when), is_exact(when)) == (span, exact)


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2014-05-20/2014-05-21", ("2014-05-20", "2014-05-20"), ("2014-05-21", "2014-05-21")),
        ("1993-08/1993-09", ("1993-08-01", "1993-08-31"), ("1993-09-01", "1993-09-30")),
        ("2014/..", ("2014-01-01", "2014-12-31"), ("", "")),
        ("[2010..2011]", ("2010-01-01", "2011-12-31"), ("2010-01-01", "2011-12-31")),
    ],
)
def test_begins_and_ends(when, first, last):
    assert (begins(when), ends(when)) == (_bounds(*first), _bounds(*last))


def test_sort_key_orders_by_first_then_by_last_day():
    whens = ["2010", "[..2002-06-04]", "2010-06-08", "2010-01", "[2014..]", "2014", "2010-01-01"]
    assert sorted(whens, key=sort_key) == [
        "[..2002-06-04]",
        "2010-01-01",
        "2010-01",
        "2010",
        "2010-06-08",
        "2014",
        "[2014..]",
    ]


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("1999-09-14", "2002-06-04", ("2002-06-04", "2002-06-04")),
        ("2010", "[2010-06-09..2011-12-31]", ("2010-06-09", "2011-12-31")),
        ("[..2014-05-20]", "2014-05-20", ("2014-05-20", "2014-05-20")),
        ("[..2014]", "[..2015]", ("", "2015-12-31")),
        ("[2014..]", "2015", ("2015-01-01", "")),
    ],
)
def test_later(one, other, found):
    assert later(bounds(one), bounds(other)) == _bounds(*found)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("2014", "2014-05-20", ("2014-05-20", "2014-05-20")),
        ("[..2014-05-20]", "[2014-05-20..]", ("2014-05-20", "2014-05-20")),
        ("[..2014]", "[..2015]", ("", "2014-12-31")),
        ("[..]", "[..]", ("", "")),
    ],
)
def test_both(one, other, found):
    assert both(bounds(one), bounds(other)) == _bounds(*found)


def test_both_of_statements_that_contradict_each_other():
    assert both(bounds("2014"), bounds("2015")) is None


def test_when_keeps_what_was_entered():
    assert TypeAdapter(When).validate_python("2022-10-11~") == "2022-10-11~"


def test_when_refuses_what_is_no_date():
    with pytest.raises(ValidationError):
        TypeAdapter(When).validate_python("2010-06-31")
