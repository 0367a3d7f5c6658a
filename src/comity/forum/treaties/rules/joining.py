"""Rules on a treaty's registration, and on how parties come to it, apply it and leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.charter.checks import require_charter
from comity.forum.documents.checks import check_document
from comity.forum.kernel.checks import check_known, check_parties, check_past, check_told, surely_before
from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.machine import NOTHING
from comity.forum.kernel.names import HATS
from comity.forum.membership.rules import STATUS_UNKNOWN
from comity.forum.readings.said import Listed, Said
from comity.forum.treaties import evolve, state
from comity.forum.treaties.entry import denunciation_effect
from comity.forum.treaties.joined import counts, named_bonds, signatures
from comity.forum.treaties.machine import MADE
from comity.forum.treaties.rules.common import (
    Affair,
    affair_of,
    check_entry_kept,
    check_move,
    check_on_paper,
    check_open_to,
)
from comity.forum.treaties.words import WAYS

if TYPE_CHECKING:
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.treaties import acts

REGISTERED_ALREADY = Reason(
    "treaties.registered_already",
    gettext_noop("The treaty “%(treaty)s” is kept already."),
    gettext_noop("Enter what happened to it; a wrong clause is mended by sources.correct."),
)
NOT_A_TREATY = Reason(
    "treaties.not_a_treaty",
    gettext_noop("The document “%(treaty)s” is in the register, but not as a treaty."),
    gettext_noop("Name a document of the kind “treaty”, or correct its kind by sources.correct."),
)
NUMBER_NOT_ASKED = Reason(
    "treaties.number_not_asked",
    gettext_noop("The clause of “%(treaty)s” asks for no number of instruments, so none can be said to be missing."),
    gettext_noop("Say how many were deposited."),
)
MORE_KNOWN = Reason(
    "treaties.more_known",
    gettext_noop("As of %(as_of)s %(number)s instruments are said to be deposited, but %(known)s are known by name."),
    gettext_noop("Correct what is wrong of the two by sources.correct."),
)
FULL_POWERS_WANTED = Reason(
    "treaties.full_powers_wanted",
    gettext_noop("Whoever signs “%(treaty)s” for %(party)s has shown no full powers in good form."),
    gettext_noop("Enter the full powers first; heads of state or government and foreign ministers need none."),
)
WAY_UNKNOWN = Reason(
    "treaties.way_unknown",
    gettext_noop("By its clauses a state is not bound by “%(treaty)s” in this way: %(way)s."),
    gettext_noop("It may be bound by: %(ways)s."),
)
SIGNATURE_CLOSED = Reason(
    "treaties.signature_closed",
    gettext_noop("“%(treaty)s” was open for signature until %(until)s."),
    gettext_noop("A state that did not sign may accede, where the treaty lets it."),
)
SIGNATURE_WANTED = Reason(
    "treaties.signature_wanted",
    gettext_noop("%(party)s has not signed “%(treaty)s”, and so does not ratify, accept or approve it."),
    gettext_noop("Enter its signature first, or the instrument as one of accession."),
)
SIGNED_ALREADY = Reason(
    "treaties.signed_already",
    gettext_noop("%(party)s has signed “%(treaty)s”, and so does not accede or succeed to it."),
    gettext_noop("A signatory is bound by an instrument of ratification, acceptance or approval."),
)
BEFORE_SIGNATURE = Reason(
    "treaties.before_signature",
    gettext_noop(
        "%(party)s signed on %(signed)s or gave its consent then; it cannot have deposited an instrument on %(on)s."
    ),
    gettext_noop("Give the right day, or correct the earlier one by sources.correct."),
)
NOTHING_TO_CONFIRM = Reason(
    "treaties.nothing_to_confirm",
    gettext_noop("Act %(act)s is no reservation or declaration that %(party)s made at its signature."),
    gettext_noop("Name those that are to be confirmed; what was made later needs no confirmation."),
)
NOT_PROVISIONAL = Reason(
    "treaties.no_provisional_application",
    gettext_noop("By its clauses “%(treaty)s” is not applied provisionally."),
    gettext_noop("It is applied from its entry into force."),
)
IN_FORCE_FOR = Reason(
    "treaties.in_force_for",
    gettext_noop("“%(treaty)s” is in force for %(party)s since %(on)s, and so is not applied provisionally."),
    gettext_noop("Nothing more has to be done to apply it."),
)
APPLIED_ALREADY = Reason(
    "treaties.applied_already",
    gettext_noop("%(party)s applies “%(treaty)s” provisionally already."),
    gettext_noop("Nothing more has to be done to apply it."),
)
NOT_APPLIED = Reason(
    "treaties.not_applied",
    gettext_noop("%(party)s does not apply “%(treaty)s” provisionally."),
    gettext_noop("Nothing has to be done to end it."),
)
NO_WITHDRAWAL = Reason(
    "treaties.no_withdrawal",
    gettext_noop("The clauses of “%(treaty)s” do not foresee that a party withdraws from it."),
    gettext_noop("The parties may agree otherwise; their agreement is a document of its own."),
)
NOT_IN_FORCE_FOR = Reason(
    "treaties.not_in_force_for",
    gettext_noop("“%(treaty)s” is not in force for %(party)s on %(on)s, and so cannot be denounced then."),
    gettext_noop("It can be denounced once it is in force."),
)
TAKEN_EFFECT = Reason(
    "treaties.taken_effect",
    gettext_noop("The denunciation of “%(treaty)s” by %(party)s took effect on %(on)s."),
    gettext_noop("It could be taken back before that day only."),
)


def check_register(act: Enacted, values: Values) -> None:
    """Refuse a treaty registered twice, of a document that is none, or open to a status or party that is not known."""
    body = cast("acts.RegisterTreaty", act.body)
    check_past(body.adopted, act)
    check_told(body, body.adopted, act, values)
    held = check_document(body.treaty, body.adopted, values)
    if state.treaty(values, body.treaty) is not None:
        raise Refused(REGISTERED_ALREADY, treaty=body.treaty)
    if held.kind != "treaty":
        raise Refused(NOT_A_TREATY, treaty=body.treaty)
    known = [rule.status for rule in require_charter(values).rules.statuses]
    for status in body.open_to:
        if status not in known:
            raise Refused(STATUS_UNKNOWN, status=status, statuses=", ".join(known))
    check_parties([*body.also, *body.entry.named], values)
    if body.depositary not in HATS:
        check_parties([body.depositary], values)


def check_report(act: Enacted, values: Values) -> None:
    """Refuse a report that says what the clause does not count, or at odds with what is known by name."""
    body = cast("acts.ReportInstruments", act.body)
    check_known(state.KIND, body.treaty, values)
    check_past(body.as_of, act)
    check_told(body, body.as_of, act, values)
    held = cast("state.Treaty", state.treaty(values, body.treaty))
    found = Affair(held, check_document(body.treaty, body.as_of, values), body.as_of, act, values)
    if body.missing is not None and held.entry.instruments is None:
        raise Refused(NUMBER_NOT_ASKED, treaty=body.treaty)
    after = evolve.reported(held, act, body.treaty)
    _check_counts(found, after)
    check_entry_kept(found, after)


def _check_counts(found: Affair, after: state.Treaty) -> None:
    """Refuse that more instruments are known by name before a day than a report counts as of it."""
    known = [bond for bond in named_bonds(after, found.document) if bond.found]
    for report in counts(after, found.document):
        sure = sum(1 for bond in known if surely_before(bond.since, report.as_of))
        if sure > report.number:
            day = report.as_of.latest or found.today
            raise Refused(MORE_KNOWN, as_of=day.isoformat(), number=report.number, known=sure)


def check_receive_full_powers(act: Enacted, values: Values) -> None:
    """Refuse full powers on no paper, or of a party that has no part in the treaty to come."""
    found, body = affair_of(act, values), cast("acts.ReceiveFullPowers", act.body)
    check_on_paper(body, act)
    check_open_to(found, body.party)
    check_move(found, body.party)


def check_sign(act: Enacted, values: Values) -> None:
    """Refuse a signature by nobody empowered, out of its time, or of a mode that the treaty does not know."""
    found, body = affair_of(act, values), cast("acts.SignTreaty", act.body)
    check_open_to(found, body.party)
    check_move(found, body.party)
    if body.mode == "definitive":
        check_on_paper(body, act)
        _check_way(found, "definitive_signature")
    if found.treaty.open_until and surely_before(bounds(found.treaty.open_until), bounds(found.on)):
        raise Refused(SIGNATURE_CLOSED, treaty=body.treaty, until=found.treaty.open_until)
    if body.signed_by == "plenipotentiary" and act.party != body.party and not body.sources:
        _check_full_powers(found, body.party)
    _check_after(found, evolve.signed(found.treaty, act, body.treaty))


def _check_full_powers(found: Affair, party: str) -> None:
    shown = found.treaty.participation(party).full_powers
    if not any(each.in_good_form and "sign" in each.powers for each in shown):
        raise Refused(FULL_POWERS_WANTED, treaty=found.treaty.treaty, party=party)


def _check_way(found: Affair, way: str) -> None:
    if way not in found.treaty.ways:
        ways = Listed(tuple(Said(WAYS[each]) for each in found.treaty.ways))
        raise Refused(WAY_UNKNOWN, treaty=found.treaty.treaty, way=Said(WAYS[way]), ways=ways)


def check_deposit(act: Enacted, values: Values) -> None:
    """Refuse an instrument on no paper, that the party cannot deposit as it stands, or out of its time."""
    found, body = affair_of(act, values), cast("acts.Deposit", act.body)
    check_on_paper(body, act)
    check_open_to(found, body.party)
    check_move(found, body.party)
    _check_way(found, body.instrument)
    _check_signatory(found, body)
    for place in body.confirms:
        made = found.treaty.statement(place)
        if made is None or (made.party, made.state) != (body.party, MADE):
            raise Refused(NOTHING_TO_CONFIRM, act=place, party=body.party)
    if body.in_good_form:
        _check_after(found, evolve.deposited(found.treaty, act, body.treaty))


def _check_signatory(found: Affair, body: acts.Deposit) -> None:
    words = {"party": body.party, "treaty": body.treaty}
    known = signatures(found.treaty, found.document)
    signed = next((each.on for each in known if each.party == body.party), None)
    if body.instrument in {"accession", "succession"}:
        if signed is not None:
            raise Refused(SIGNED_ALREADY, **words)
    elif found.standing(body.party) == NOTHING:
        raise Refused(SIGNATURE_WANTED, **words)
    consent = next((each.on for each in found.document.consents if each.party == body.party), None)
    for earlier in (signed, consent):
        if earlier is not None and surely_before(bounds(found.on), bounds(earlier)):
            raise Refused(BEFORE_SIGNATURE, party=body.party, signed=earlier, on=found.on)


def _check_after(found: Affair, after: state.Treaty) -> None:
    _check_counts(found, after)
    check_entry_kept(found, after)


def check_apply_provisionally(act: Enacted, values: Values) -> None:
    """Refuse provisional application where the treaty does not know it, twice, or once it is in force for the party."""
    found, body = affair_of(act, values), cast("acts.ApplyProvisionally", act.body)
    check_on_paper(body, act)
    check_move(found, body.party)
    words = {"treaty": body.treaty, "party": body.party}
    if not found.treaty.provisional:
        raise Refused(NOT_PROVISIONAL, treaty=body.treaty)
    if found.treaty.participation(body.party).applied is not None:
        raise Refused(APPLIED_ALREADY, **words)
    since = found.entry().for_party.get(body.party)
    if since is not None and since.latest is not None and since.latest <= found.received():
        raise Refused(IN_FORCE_FOR, **words, on=since.latest.isoformat())


def check_end_provisional(act: Enacted, values: Values) -> None:
    """Refuse to end what a party does not do, or that before it began."""
    found, body = affair_of(act, values), cast("acts.EndProvisional", act.body)
    check_on_paper(body, act)
    check_move(found, body.party)
    applied = found.treaty.participation(body.party).applied
    if applied is None or surely_before(bounds(found.on), bounds(applied.on)):
        raise Refused(NOT_APPLIED, treaty=body.treaty, party=body.party)


def check_denounce(act: Enacted, values: Values) -> None:
    """Refuse a denunciation that the treaty does not foresee, or of what is not in force for the party."""
    found, body = affair_of(act, values), cast("acts.Denounce", act.body)
    check_on_paper(body, act)
    check_move(found, body.party)
    if found.treaty.withdrawal_months is None:
        raise Refused(NO_WITHDRAWAL, treaty=body.treaty)
    since = found.entry().for_party.get(body.party)
    if since is None or since.latest is None or since.latest > found.received():
        raise Refused(NOT_IN_FORCE_FOR, treaty=body.treaty, party=body.party, on=found.on)


def check_revoke_denunciation(act: Enacted, values: Values) -> None:
    """Refuse to take back a denunciation that has taken effect."""
    found, body = affair_of(act, values), cast("acts.RevokeDenunciation", act.body)
    check_on_paper(body, act)
    check_move(found, body.party)
    notice = cast("state.Denunciation", found.treaty.participation(body.party).denunciation)
    effect = denunciation_effect(found.treaty, notice).latest
    if effect is not None and effect <= found.received():
        raise Refused(TAKEN_EFFECT, treaty=body.treaty, party=body.party, on=effect.isoformat())
