"""When the acts of the subject `documents` are in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import check_bodies, require_charter
from comity.forum.documents import acts, state
from comity.forum.documents.checks import check_document
from comity.forum.kernel.checks import check_known, check_parties, check_past, check_sources
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.values import Key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

REGISTERED_ALREADY = Reason(
    "documents.registered_already",
    gettext_noop("The document “%(document)s” is in the register already."),
    gettext_noop(
        "A new version is another document, or an act documents.amend; a wrong fact is mended by sources.correct."
    ),
)
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
SIGNED_ALREADY = Reason(
    "documents.signed_already",
    gettext_noop("%(party)s has signed “%(document)s” already."),
    gettext_noop("A signature is entered once; a wrong date is mended by sources.correct."),
)
STATUS_RESTS = Reason(
    "documents.status_rests",
    gettext_noop("By the charter a status rests on signing “%(document)s”."),
    gettext_noop("Enter the signature by an act membership.sign."),
)
AMENDS_ITSELF = Reason(
    "documents.amends_itself",
    gettext_noop("The document “%(document)s” is said to be amended by itself."),
    gettext_noop("Name the document that amends it, or none where a decision does."),
)
BOUND_ALREADY = Reason(
    "documents.bound_already",
    gettext_noop("%(party)s has shown its consent to be bound by “%(document)s” already."),
    gettext_noop("An instrument is entered once; a wrong date is mended by sources.correct."),
)


def check_register(act: Enacted, values: Values) -> None:
    """Refuse a document registered twice, of a day to come, naming what is not known, or under a wrong symbol."""
    body = cast("acts.Register", act.body)
    check_past(body.on, act)
    check_sources(body, values)
    check_bodies([body.body], values)
    check_known("meeting", body.meeting, values)
    check_known(state.KIND, body.part_of, values)
    check_known(state.KIND, body.replaces, values)
    if state.document(values, body.document) is not None:
        raise Refused(REGISTERED_ALREADY, document=body.document)
    if body.symbol:
        _check_symbol(body.symbol, values)


def _check_symbol(symbol: str, values: Values) -> None:
    holder = cast("state.Symbol | None", values.get(Key(state.SYMBOL, symbol)))
    if holder is not None and holder.document:
        raise Refused(SYMBOL_TAKEN, symbol=symbol, other=holder.document)
    match = next(_matches(symbol, values), None)
    if match is None:
        series = require_charter(values).rules.symbols
        raise Refused(SYMBOL_OUTSIDE_GRAMMAR, symbol=symbol, series=", ".join(rule.pattern for rule in series))
    _check_gap(symbol, match, values)


def _matches(symbol: str, values: Values) -> Iterator[re.Match[str]]:
    """How the symbol fits each series of the charter that it fits; the running number is the match's group."""
    for rule in require_charter(values).rules.symbols:
        head, _, tail = rule.pattern.partition("{n}")
        if match := re.fullmatch(_loose(head) + r"([1-9]\d*)" + _loose(tail), symbol, re.ASCII):
            yield match


def _loose(part: str) -> str:
    """Return a pattern for what stands beside a symbol's running number; {m} is a meeting's number or a year."""
    return re.escape(part).replace(re.escape("{m}"), r"[1-9]\d*")


def _check_gap(symbol: str, match: re.Match[str], values: Values) -> None:
    number = int(match[1])
    if number == 1 or _borne(_numbered(match, number - 1), values):
        return
    due = next(n for n in range(1, number) if not _borne(_numbered(match, n), values))
    raise Refused(SYMBOL_LEAVES_GAP, symbol=symbol, due=_numbered(match, due))


def _numbered(match: re.Match[str], number: int) -> str:
    start, end = match.span(1)
    return f"{match.string[:start]}{number}{match.string[end:]}"


def _borne(symbol: str, values: Values) -> bool:
    held = cast("state.Symbol | None", values.get(Key(state.SYMBOL, symbol)))
    return held is not None and bool(held.document)


def vacate_symbol(value: state.Symbol, symbol: str, values: Values) -> state.Symbol:
    """Return what stays of a symbol when a correction gives its document another: it is free.

    Raises:
        Refused: the next number of its series is borne, so that freeing it would leave a gap.
    """
    for match in _matches(symbol, values):
        following = _numbered(match, int(match[1]) + 1)
        if _borne(following, values):
            raise Refused(SYMBOL_LEAVES_GAP, symbol=following, due=symbol)
    return value.model_copy(update={"document": ""})


def check_sign(act: Enacted, values: Values) -> None:
    """Refuse a signature entered twice, before the document's day, or one on which a status rests."""
    body = cast("acts.Sign", act.body)
    check_past(body.on, act)
    check_sources(body, values)
    check_parties([body.party], values)
    held = check_document(body.document, body.on, values)
    ways = require_charter(values).rules.admissions
    if any(body.document in way.signatures for way in ways):
        raise Refused(STATUS_RESTS, document=body.document)
    if any(s.party == body.party for s in held.signatures):
        raise Refused(SIGNED_ALREADY, party=body.party, document=body.document)


def check_ratify(act: Enacted, values: Values) -> None:
    """Refuse an instrument entered twice, or before the document's day."""
    body = cast("acts.Ratify", act.body)
    check_past(body.on, act)
    check_sources(body, values)
    check_parties([body.party], values)
    held = check_document(body.document, body.on, values)
    if any(c.party == body.party for c in held.consents):
        raise Refused(BOUND_ALREADY, party=body.party, document=body.document)


def check_amend(act: Enacted, values: Values) -> None:
    """Refuse a change of a document that is not registered, by one that is not or is itself, or before its day."""
    body = cast("acts.Amend", act.body)
    check_past(body.on, act)
    check_sources(body, values)
    check_document(body.document, body.on, values)
    check_known(state.KIND, body.by, values)
    check_known("meeting", body.meeting, values)
    if body.by == body.document:
        raise Refused(AMENDS_ITSELF, document=body.document)


def check_report(act: Enacted, values: Values) -> None:
    """Refuse a report on a document that is not registered, or of a day before it."""
    body = cast("acts.Report", act.body)
    check_past(body.as_of, act)
    check_sources(body, values)
    check_document(body.document, body.as_of, values)
