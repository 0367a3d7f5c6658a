"""When the acts of the subject `documents` are in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import check_bodies, require_charter
from comity.forum.documents import acts, state
from comity.forum.documents.checks import check_document
from comity.forum.documents.filing import check_follows, check_for_item, check_readers
from comity.forum.documents.symbols import check_symbol
from comity.forum.kernel.checks import check_known, check_parties, check_past, check_sources, check_told
from comity.forum.kernel.errors import Reason, Refused, gettext_noop

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

REGISTERED_ALREADY = Reason(
    "documents.registered_already",
    gettext_noop("The document “%(document)s” is in the register already."),
    gettext_noop(
        "A new version is another document, or an act documents.amend; a wrong fact is mended by sources.correct."
    ),
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
    check_told(body, body.on, act, values)
    check_bodies([body.body], values)
    check_known("meeting", body.meeting, values)
    check_known(state.KIND, body.part_of, values)
    check_known(state.KIND, body.replaces, values)
    if state.document(values, body.document) is not None:
        raise Refused(REGISTERED_ALREADY, document=body.document)
    check_for_item(body, values)
    check_readers(body.named, values)
    check_follows(body, values)
    if body.symbol:
        check_symbol(body.symbol, values)


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
