from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from comity.forum.kernel.dates import Bounds, begins, both, bounds, ends, is_exact, later, sort_key
from comity.forum.readings.claims.verdicts import Verdict, of_dates, written

DAYS = st.dates(min_value=date(1000, 1, 1))


@st.composite
def known(draw: st.DrawFn) -> Bounds:
    """Bounds of one day, either side possibly open."""
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Bounds(draw(st.sampled_from([first, None])), draw(st.sampled_from([last, None])))


WHENS = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    DAYS.map(lambda day: day.isoformat()[:4]),
    st.tuples(DAYS, DAYS).map(lambda two: "/".join(sorted(day.isoformat() for day in two))),
    known().map(written),
)
LOOKS_LIKE_A_DATE = st.text(alphabet="0123456789-/[]., XSu?~%T:Z+eyYE", max_size=30)


def _allows(found: Bounds, day: date) -> bool:
    return (found.earliest is None or found.earliest <= day) and (found.latest is None or day <= found.latest)


@given(st.one_of(st.text(max_size=70), LOOKS_LIKE_A_DATE))
def test_bounds_of_any_text_are_in_order_or_it_is_no_date(when):
    try:
        first, last = bounds(when)
    except ValueError:
        return
    assert first is None or last is None or first <= last


@given(DAYS)
def test_a_day_is_its_own_bounds(day):
    assert (bounds(day.isoformat()), is_exact(day.isoformat())) == (Bounds(day, day), True)


@given(known())
def test_written_bounds_are_read_again(found):
    assert bounds(written(found)) == found


@given(DAYS, st.integers(min_value=0, max_value=400))
def test_a_span_begins_and_ends_on_its_own_days(first, length):
    last = first + timedelta(days=min(length, (date.max - first).days))
    when = f"{first}/{last}"
    assert (begins(when), ends(when), bounds(when)) == (Bounds(first, first), Bounds(last, last), Bounds(first, last))


@given(DAYS, DAYS)
def test_sort_key_of_days_is_their_order(one, other):
    assert (sort_key(one.isoformat()) < sort_key(other.isoformat())) == (one < other)


@given(known(), known(), DAYS, DAYS)
def test_later_holds_the_later_of_any_two_days(one, other, day, another):
    if _allows(one, day) and _allows(other, another):
        assert _allows(later(one, other), max(day, another))


@given(known(), known(), DAYS)
def test_both_allows_what_each_allows(one, other, day):
    common = both(one, other)
    assert (common is not None and _allows(common, day)) == (_allows(one, day) and _allows(other, day))


@given(WHENS)
def test_a_source_that_says_what_the_register_says_agrees(when):
    assert of_dates(when, when) == Verdict.AGREES


@given(WHENS, WHENS)
def test_a_source_differs_where_no_day_is_common(claimed, held):
    if both(bounds(claimed), bounds(held)) is None:
        assert of_dates(claimed, held) == Verdict.DIFFERS


@given(WHENS, WHENS)
def test_nothing_is_undecidable_against_an_exact_date(claimed, held):
    if is_exact(held):
        assert of_dates(claimed, held) != Verdict.UNDECIDABLE
