"""When the acts of the subject `membership` are in order."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import check_bodies, require_charter
from comity.forum.documents.checks import check_document
from comity.forum.kernel.checks import (
    check_cited,
    check_known,
    check_parties,
    check_past,
    check_sources,
    check_told,
    surely_before,
)
from comity.forum.kernel.dates import begins, bounds
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.membership import acts, state
from comity.forum.membership.statuses import Spell, StatementsConflict, chapter_of, is_over, spells

if TYPE_CHECKING:
    from comity.forum.charter.provisions import Exit, StatusRule
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values

ENTERED_ALREADY = Reason(
    "membership.entered_already",
    gettext_noop("%(party)s is in the register already."),
    gettext_noop("State what is new of it by another act; a wrong fact is mended by sources.correct."),
)
NO_ISO_CODE = Reason(
    "membership.no_iso_code",
    gettext_noop("%(party)s is entered as a state, but without its ISO 3166-1 code."),
    gettext_noop("Give the code of three letters in iso, and use it as the party’s code."),
)
NO_NAME = Reason(
    "membership.no_name",
    gettext_noop("The organisation %(party)s is entered without a name."),
    gettext_noop("Give its name in the forum’s languages."),
)
ISO_OF_ORGANISATION = Reason(
    "membership.iso_of_organisation",
    gettext_noop("%(party)s is entered as an organisation, but with the code %(iso)s of a state."),
    gettext_noop("Leave iso out, or enter it as a state."),
)
RESERVED_CODE = Reason(
    "membership.reserved_code",
    gettext_noop("%(party)s is no party of the register: by this code an office of the forum acts."),
    gettext_noop("Give the party another code."),
)
STATUS_UNKNOWN = Reason(
    "membership.status_unknown",
    gettext_noop("The charter knows no status “%(status)s”."),
    gettext_noop("Use one of its statuses: %(statuses)s."),
)
NOT_FOR_THIS_KIND = Reason(
    "membership.not_for_this_kind",
    gettext_noop("The status “%(status)s” is not for parties of the kind “%(kind)s”; %(party)s is one."),
    gettext_noop("It is for: %(holders)s."),
)
STATEMENTS_CONFLICT = Reason(
    "membership.statements_conflict",
    gettext_noop(
        "This would leave no day on which %(party)s can have come to the status “%(status)s”: what the steps amount to "
        "and what sources attest contradict one another."
    ),
    gettext_noop(
        "Correct the earlier act by sources.correct, or give this date the bounds that its sources leave open."
    ),
)
SIGNED_ALREADY = Reason(
    "membership.signed_already",
    gettext_noop("%(party)s has signed “%(instrument)s” already."),
    gettext_noop("A signature is entered once; a wrong date is mended by sources.correct."),
)
NO_STATUS_RESTS = Reason(
    "membership.no_status_rests",
    gettext_noop("By the charter no status rests on signing “%(instrument)s”."),
    gettext_noop("Enter the signature by an act documents.sign."),
)
ACCEPTED_ALREADY = Reason(
    "membership.accepted_already",
    gettext_noop("The decision to give %(party)s the status “%(status)s” is in the register already."),
    gettext_noop("What came before the decision are its steps; a wrong fact is mended by sources.correct."),
)
LAPSED_BEFORE = Reason(
    "membership.lapsed_before",
    gettext_noop("%(party)s did not hold the status “%(status)s” yet on %(on)s, so it cannot have come to its end."),
    gettext_noop("Give the day on which it ended, or the bounds that the sources leave open."),
)
STATUS_NOT_HELD = Reason(
    "membership.status_not_held",
    gettext_noop("%(party)s does not hold the status “%(status)s”, so it cannot come to its end."),
    gettext_noop("Attest the status first."),
)
HELD_ALREADY = Reason(
    "membership.held_already",
    gettext_noop("%(party)s holds the status “%(status)s” already."),
    gettext_noop("There is nothing to apply for."),
)
NO_WAY_OUT = Reason(
    "membership.no_way_out",
    gettext_noop("The charter knows no way in which the status “%(status)s” ends like this (%(manner)s)."),
    gettext_noop("The charter would have to be amended first; it knows: %(ways)s."),
)
NOT_FOR_ANOTHER = Reason(
    "membership.not_for_another",
    gettext_noop("%(party)s gives up its status itself; %(acting)s does not do it for it."),
    gettext_noop("Let the party enter this, or let the forum decide on it."),
)
NOTICE_TOO_SHORT = Reason(
    "membership.notice_too_short",
    gettext_noop(
        "The status is to be over on %(on)s; by the charter %(days)s days of notice pass first, to %(least)s."
    ),
    gettext_noop("Give that day or a later one."),
)


def check_enter_party(act: Enacted, values: Values) -> None:
    """Refuse a party entered twice, a state without its ISO code, an organisation without a name, a reserved code.

    Rules of Procedure, art. I.1 and I.3 (source R1): members are states; organisations may attend as observers.
    """
    body = cast("acts.EnterParty", act.body)
    check_cited(body.sources, values)
    if body.party in {SECRETARIAT, CHAIR}:
        raise Refused(RESERVED_CODE, party=body.party)
    if state.party(values, body.party) is not None:
        raise Refused(ENTERED_ALREADY, party=body.party)
    if body.kind == "state" and body.iso != body.party:
        raise Refused(NO_ISO_CODE, party=body.party)
    if body.kind == "organisation" and body.iso is not None:
        raise Refused(ISO_OF_ORGANISATION, party=body.party, iso=body.iso)
    if body.kind == "organisation" and body.name is None:
        raise Refused(NO_NAME, party=body.party)


def check_rename(act: Enacted, values: Values) -> None:
    """Refuse a new name for a party that the register does not know."""
    body = cast("acts.Rename", act.body)
    check_past(body.since, act)
    check_sources(body, values)
    check_parties([body.party], values)


def check_sign(act: Enacted, values: Values) -> None:
    """Refuse a signature on which no status rests, or of a party that the status is not for.

    Also one under a document not registered or of a later day, entered twice, or at odds with what is attested.
    """
    body = cast("acts.Sign", act.body)
    check_past(body.on, act)
    check_told(body, body.on, act, values)
    check_parties([body.party], values)
    check_document(body.instrument, body.on, values)
    check_known("meeting", body.meeting, values)
    held, status = _check_instrument(body, values)
    now = chapter_of(held, status, require_charter(values).rules, bounds(body.on), act.index)
    if any(s.instrument == body.instrument for s in now.fresh):
        raise Refused(SIGNED_ALREADY, party=body.party, instrument=body.instrument)
    check_agreement(state.signed(held, act, body.party), values)


def _check_instrument(body: acts.Sign, values: Values) -> tuple[state.Party, str]:
    """Return the party, and the status that rests on its signature."""
    every = require_charter(values).rules.admissions
    ways = [way for way in every if body.instrument in way.signatures and not is_over(way, body.on)]
    if not ways:
        raise Refused(NO_STATUS_RESTS, instrument=body.instrument)
    return check_status(body.party, ways[0].status, values), ways[0].status


def check_accept(act: Enacted, values: Values) -> None:
    """Refuse a decision by a body that is none, for a status that is none, taken already, or at odds with attestations.

    That the decision was by consensus (Rules of Procedure, art. I.2, source R1) is what the act states.
    """
    body = cast("acts.Accept", act.body)
    check_past(body.on, act)
    check_sources(body, values)
    for step in body.steps:
        check_sources(step, values)
        check_past(step.on, act)
    held = check_status(body.party, body.status, values)
    check_bodies((body.body, *(step.body for step in body.steps)), values)
    for meeting in (body.meeting, *(step.meeting for step in body.steps)):
        check_known("meeting", meeting, values)
    if chapter_of(held, body.status, require_charter(values).rules, begins(body.on), act.index).acceptances:
        raise Refused(ACCEPTED_ALREADY, party=body.party, status=body.status)
    check_agreement(state.accepted(held, act, body.party), values)


def check_attest(act: Enacted, values: Values) -> None:
    """Refuse a status that is none, or a date at odds with the steps entered."""
    body = cast("acts.Attest", act.body)
    check_past(body.since, act)
    check_sources(body, values)
    held = check_status(body.party, body.status, values)
    check_known("meeting", body.meeting, values)
    check_agreement(state.attested(held, act, body.party), values)


def check_lapse(act: Enacted, values: Values) -> None:
    """Refuse the end of a status that the party does not hold, or before it held it."""
    body = cast("acts.Lapse", act.body)
    check_past(body.on, act)
    check_sources(body, values)
    held = check_status(body.party, body.status, values)
    spell = next((s for s in _spells(held, values) if s.status == body.status and not s.until), None)
    if spell is None:
        raise Refused(STATUS_NOT_HELD, party=body.party, status=body.status)
    if surely_before(bounds(body.on), spell.since):
        raise Refused(LAPSED_BEFORE, party=body.party, status=body.status, on=body.on)


def check_apply(act: Enacted, values: Values) -> None:
    """Refuse an application for a status that the party holds, or that is not for it."""
    body = cast("acts.Apply", act.body)
    held = check_status(body.party, body.status, values, act.entered[:10])
    day = date.fromisoformat(act.entered[:10])
    if any(s.status == body.status and s.holds(day) == "holds" for s in _spells(held, values)):
        raise Refused(HELD_ALREADY, party=body.party, status=body.status)


def check_withdraw(act: Enacted, values: Values) -> None:
    """Refuse to give up a status that is not held, in a way or within a time that the charter does not know."""
    body = cast("acts.Withdraw", act.body)
    if act.party != body.party:
        raise Refused(NOT_FOR_ANOTHER, party=body.party, acting=act.party)
    check_status(body.party, body.status, values)
    way = way_out(body.status, "withdrawn", act, values, by_decision=False)
    check_holds(body.party, body.status, act.entered[:10], values)
    least = (date.fromisoformat(act.entered[:10]) + timedelta(days=way.notice_days)).isoformat()
    if body.on < least:
        raise Refused(NOTICE_TOO_SHORT, on=body.on, least=least, days=way.notice_days)


def way_out(status: str, manner: str, act: Enacted, values: Values, *, by_decision: bool) -> Exit:
    """Return the charter's provision by which a status ends so, or refuse where it knows none."""
    ways = require_charter(values).exits(status, act.entered[:10])
    found = next((way for way in ways if way.manner == manner and way.decision == by_decision), None)
    if found is None:
        raise Refused(NO_WAY_OUT, status=status, manner=manner, ways=", ".join(way.manner for way in ways) or "—")
    return found


def check_holds(party: str, status: str, day: str, values: Values) -> None:
    """Refuse where a party does not surely hold a status on `day` (YYYY-MM-DD), or its end is entered already."""
    held = cast("state.Party", state.party(values, party))
    found = next((s for s in _spells(held, values) if s.status == status and not s.until), None)
    if found is None or found.holds(date.fromisoformat(day)) != "holds":
        raise Refused(STATUS_NOT_HELD, party=party, status=status)


def check_status(party: str, status: str, values: Values, day: str | None = None) -> state.Party:
    """Return the party, or refuse where the charter knows no such status on `day`, or not for parties of its kind.

    Without a day (YYYY-MM-DD), as for facts of the past, a status that has been is enough.
    """
    check_parties([party], values)
    rule = _status_rule(status, values, day)
    held = cast("state.Party", state.party(values, party))
    if held.kind not in rule.holders:
        raise Refused(NOT_FOR_THIS_KIND, status=status, kind=held.kind, party=party, holders=", ".join(rule.holders))
    return held


def _status_rule(status: str, values: Values, day: str | None) -> StatusRule:
    held = require_charter(values)
    found = held.status(status, day)
    if found is None:
        known = dict.fromkeys(rule.status for rule in held.rules.statuses if day is None or rule.in_force(day))
        raise Refused(STATUS_UNKNOWN, status=status, statuses=", ".join(known))
    return found


def _spells(held: state.Party, values: Values, *, strict: bool = False) -> tuple[Spell, ...]:
    return spells(held, require_charter(values).rules, strict=strict)


def check_agreement(party: state.Party, values: Values) -> None:
    """Refuse facts of a party that leave no day on which it can have come to a status."""
    try:
        _spells(party, values, strict=True)
    except StatementsConflict as found:
        raise Refused(STATEMENTS_CONFLICT, party=found.args[0], status=found.args[1]) from found
