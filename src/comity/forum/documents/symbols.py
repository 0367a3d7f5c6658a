"""Symbols: which series of the charter one is of, which is the next, and what follows a symbol as Rev., Add. or Corr.

A series has neither gaps nor doubles: a number is given only after the one before it. So its last number is found by
halving, whatever its pattern, and no count of it has to be kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from comity.forum.charter.checks import require_charter
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.values import Key, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comity.forum.charter.provisions import SymbolSeries
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

SYMBOL = "symbol"
SUFFIXES = ("Rev", "Add", "Corr")
"""What may follow a symbol, each counted from 1: a revision of its text, an addition to it, a correction of it."""

SYMBOL_TAKEN = Reason(
    "documents.symbol_taken",
    gettext_noop("The symbol %(symbol)s is borne by “%(other)s”."),
    gettext_noop("Give the next number of the series."),
)
SYMBOL_OUTSIDE_GRAMMAR = Reason(
    "documents.symbol_outside_grammar",
    gettext_noop("The symbol %(symbol)s fits no series of the charter."),
    gettext_noop("Use one of its series: %(series)s."),
)
SYMBOL_LEAVES_GAP = Reason(
    "documents.symbol_leaves_gap",
    gettext_noop("The symbol %(symbol)s would leave a gap in its series."),
    gettext_noop("The next number free is %(due)s."),
)
BASE_UNKNOWN = Reason(
    "documents.base_unknown",
    gettext_noop("The symbol %(symbol)s follows %(base)s, which nothing bears."),
    gettext_noop("Register first what it revises, adds to or corrects."),
)

_SUFFIXED = re.compile(rf"(.+)/({'|'.join(SUFFIXES)})\.([1-9][0-9]*)", re.ASCII)
_LAST_NUMBER = re.compile(r"(.*?)([0-9]+)([^0-9]*)", re.ASCII)


class Symbol(Value):
    """What bears a symbol: a document or a decision; both empty where a correction has given it another."""

    document: str = ""
    decision: str = ""

    @property
    def bearer(self) -> str:
        """The name of what bears it, or the empty string."""
        return self.document or self.decision


class Running(NamedTuple):
    """A symbol's place in its series: what stands before the running number, the number, what stands after it."""

    head: str
    number: int
    tail: str

    def at(self, number: int) -> str:
        """Return the symbol of the series with that number."""
        return f"{self.head}{number}{self.tail}"


def symbol_ids(body: Any) -> tuple[str, ...]:  # noqa: ANN401 - the body of any act that may give a symbol
    """Return the symbol that an act gives, where it gives one: the ids of a `Fold` with `symbolised`."""
    return (body.symbol,) if body.symbol else ()


def symbolised(value: Symbol | None, act: Enacted, _id: str) -> Symbol:
    """Return the bearer of a symbol after an act that gives it to its document, or to its decision."""
    body: Any = act.body
    decision = getattr(body, "decision", None) or ""
    bearer = {"document": "" if decision else body.document, "decision": decision}
    return (value or Symbol()).touched(act.index, **bearer)


def bearer_of(symbol: str, values: Values) -> Symbol | None:
    """Return what bears a symbol, or None where it is free."""
    held = cast("Symbol | None", values.get(Key(SYMBOL, symbol)))
    return held if held is not None and held.bearer else None


def suffix_of(symbol: str) -> tuple[str, str, int] | None:
    """Return what a symbol follows, as what ("Rev", "Add", "Corr"), with which number; None where it has no suffix."""
    found = _SUFFIXED.fullmatch(symbol)
    return (found[1], found[2], int(found[3])) if found else None


def series_of(symbol: str) -> tuple[str, int]:
    """Return a symbol with {n} for its last number, and that number: by it lists put symbols in their order."""
    found = _LAST_NUMBER.fullmatch(symbol)
    return (f"{found[1]}{{n}}{found[3]}", int(found[2])) if found else (symbol, 0)


def in_series(symbol: str, series: str, further: Iterable[str], day: str, values: Values) -> Running | None:
    """Return the place of a symbol in the charter's series called so, as it is on `day` (YYYY-MM-DD), or None.

    `further` is what its {m} may be: the year, or the number of the meeting.
    """
    rule = _series(series, day, values)
    return _in_pattern(symbol, rule.pattern, "|".join(map(re.escape, further))) if rule else None


def check_symbol(symbol: str, values: Values, place: Running | None = None) -> None:
    """Refuse a symbol that is borne already, fits no series of the charter, or would leave a gap in its series.

    One with a suffix follows one that is borne, and is counted from 1 among those that follow it in the same way.
    `place` is its place where it is known of which series it is: other series may be alike.
    """
    holder = bearer_of(symbol, values)
    if holder is not None:
        raise Refused(SYMBOL_TAKEN, symbol=symbol, other=holder.bearer)
    place = place or _place(symbol, values)
    if place.number > 1 and bearer_of(place.at(place.number - 1), values) is None:
        raise Refused(SYMBOL_LEAVES_GAP, symbol=symbol, due=_next_free(place, values))


def _place(symbol: str, values: Values) -> Running:
    suffixed = suffix_of(symbol)
    if suffixed is not None:
        base, suffix, number = suffixed
        if bearer_of(base, values) is None:
            raise Refused(BASE_UNKNOWN, symbol=symbol, base=base)
        return Running(f"{base}/{suffix}.", number, "")
    found = next(_matches(symbol, values), None)
    if found is None:
        series = require_charter(values).rules.symbols
        raise Refused(SYMBOL_OUTSIDE_GRAMMAR, symbol=symbol, series=", ".join(rule.pattern for rule in series))
    return found


def _matches(symbol: str, values: Values) -> Iterator[Running]:
    """The place of a symbol in each series of the charter that it fits, or ever would have fitted."""
    for rule in require_charter(values).rules.symbols:
        if place := _in_pattern(symbol, rule.pattern, r"[1-9]\d*"):
            yield place


def _in_pattern(symbol: str, pattern: str, further: str) -> Running | None:
    """Return a symbol's place in a series; `further` is a pattern for its {m}, a meeting's number or a year."""
    head, _, tail = (re.escape(part) for part in pattern.partition("{n}"))
    beside = f"(?:{further})"
    head, tail = (part.replace(re.escape("{m}"), beside) for part in (head, tail))
    match = re.fullmatch(rf"{head}([1-9]\d*){tail}", symbol, re.ASCII)
    return Running(symbol[: match.start(1)], int(match[1]), symbol[match.end(1) :]) if match else None


def _series(series: str, day: str, values: Values) -> SymbolSeries | None:
    """The series as it is on a day, else as it was known last: what is decided is numbered all the same."""
    rules = require_charter(values)
    return (rules.series(series, day) if day else None) or rules.series(series)


def _next_free(place: Running, values: Values) -> str:
    """Return the first symbol of a series that is free: every one before it is borne, none after it."""
    most = 1
    while bearer_of(place.at(most), values) is not None:
        most *= 2
    least = most // 2
    while most - least > 1:
        middle = (least + most) // 2
        least, most = (least, middle) if bearer_of(place.at(middle), values) is None else (middle, most)
    return place.at(most)


def next_in_series(series: str, further: str, values: Values, day: str = "") -> str:
    """Return the next free symbol of a series of the charter; `further` fills its {m}: a meeting's number or a year.

    The series is taken as it is on `day` (YYYY-MM-DD), else as it is known last.

    Raises:
        LookupError: the charter knows no such series.
    """
    rule = _series(series, day, values)
    if rule is None:
        raise LookupError(series)
    head, _, tail = rule.pattern.replace("{m}", further).partition("{n}")
    return _next_free(Running(head, 1, tail), values)


def next_suffixed(base: str, suffix: str, values: Values) -> str:
    """Return the next free symbol that follows `base` as a "Rev", an "Add" or a "Corr"."""
    return _next_free(Running(f"{base}/{suffix}.", 1, ""), values)


def vacate_symbol(value: Symbol, symbol: str, values: Values) -> Symbol:
    """Return what stays of a symbol when a correction gives its document another: it is free.

    Raises:
        Refused: the next number of its series is borne, so that freeing it would leave a gap.
    """
    place = _place(symbol, values)
    following = place.at(place.number + 1)
    if bearer_of(following, values) is not None:
        raise Refused(SYMBOL_LEAVES_GAP, symbol=following, due=symbol)
    return value.model_copy(update={"document": "", "decision": ""})
