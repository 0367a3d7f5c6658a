"""What the subject `treaties` calls its types of acts, their fields and the choices that they leave."""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop
from comity.forum.treaties.words import WAYS

STATEMENTS = {
    "reservation": gettext_noop("reservation"),
    "interpretative_declaration": gettext_noop("interpretative declaration"),
    "optional_declaration": gettext_noop("optional declaration"),
    "mandatory_declaration": gettext_noop("mandatory declaration"),
}
"""What a party may make beside its signature or instrument."""

MODES = {
    "simple": gettext_noop("subject to ratification"),
    "definitive": gettext_noop("definitive"),
}
"""How a signature binds."""

ISSUERS = {
    "head_of_state": gettext_noop("the head of state"),
    "head_of_government": gettext_noop("the head of government"),
    "foreign_minister": gettext_noop("the minister for foreign affairs"),
    "plenipotentiary": gettext_noop("somebody with full powers"),
}
"""Who acts for a state about a treaty."""

POWERS = {
    "negotiate": gettext_noop("to negotiate"),
    "adopt": gettext_noop("to adopt the text"),
    "sign": gettext_noop("to sign"),
}
"""What full powers are for."""

MOMENTS = {
    "signature": gettext_noop("at the signature"),
    "deposit": gettext_noop("with the instrument"),
    "late": gettext_noop("late, after the consent to be bound"),
}
"""When a reservation or declaration is made."""

ALLOWED = {
    "allowed": gettext_noop("allowed"),
    "listed": gettext_noop("allowed to the provisions listed"),
    "prohibited": gettext_noop("prohibited"),
}
"""What the clauses say of reservations."""

BASES = {
    "signatories": gettext_noop("of the signatories"),
    "members": gettext_noop("of the members on the day"),
    "members_at_adoption": gettext_noop("of the members at the adoption"),
}
"""Of whom a share is taken."""

TYPES = {
    "treaties.register": gettext_noop("Registration of a treaty"),
    "treaties.report": gettext_noop("Report on the instruments deposited"),
    "treaties.receive_full_powers": gettext_noop("Receipt of full powers"),
    "treaties.sign": gettext_noop("Signature of a treaty"),
    "treaties.deposit": gettext_noop("Deposit of an instrument"),
    "treaties.reserve": gettext_noop("Reservation or declaration"),
    "treaties.object": gettext_noop("Objection to a reservation"),
    "treaties.withdraw_objection": gettext_noop("Withdrawal of an objection to a reservation"),
    "treaties.withdraw_reservation": gettext_noop("Withdrawal of a reservation"),
    "treaties.apply_provisionally": gettext_noop("Provisional application"),
    "treaties.end_provisional": gettext_noop("End of provisional application"),
    "treaties.denounce": gettext_noop("Denunciation of a treaty"),
    "treaties.revoke_denunciation": gettext_noop("Revocation of a denunciation"),
    "treaties.propose_correction": gettext_noop("Proposed correction of a treaty’s text"),
    "treaties.object_to_correction": gettext_noop("Objection to a correction of the text"),
    "treaties.rectify": gettext_noop("Procès-verbal of rectification"),
    "treaties.notify": gettext_noop("Depositary notification"),
    "treaties.acknowledge": gettext_noop("Receipt of a depositary notification"),
}
"""The types of acts."""

LABELS = {
    "Notify.about": gettext_noop("Acts that it tells of, by their numbers"),
    "adopted": gettext_noop("Adopted"),
    "after": gettext_noop("Time that runs then"),
    "also": gettext_noop("Parties to which it is open by name"),
    "confirms": gettext_noop("Acts made at signature that it confirms"),
    "correction": gettext_noop("Number of the act that proposed the correction"),
    "days": gettext_noop("Days"),
    "depositary": gettext_noop("Depositary"),
    "deposited": gettext_noop("How many instruments are deposited"),
    "entry": gettext_noop("Clause on entry into force"),
    "general": gettext_noop("For more than this treaty"),
    "in_good_form": gettext_noop("In good form"),
    "instruments": gettext_noop("How many instruments it takes"),
    "issued_by": gettext_noop("Issued by"),
    "ProposeTextCorrection.languages": gettext_noop("Languages in which the text has the error"),
    "later": gettext_noop("Time that runs for a party bound later"),
    "mode": gettext_noop("How the signature binds"),
    "moment": gettext_noop("When it was made"),
    "months": gettext_noop("Months"),
    "EntryClause.named": gettext_noop("Parties that must be among those bound"),
    "notification": gettext_noop("Number of the notification"),
    "objection_months": gettext_noop("Months in which one may object to a reservation"),
    "open_to": gettext_noop("Statuses to whose holders it is open"),
    "open_until": gettext_noop("Open for signature until"),
    "opened": gettext_noop("Opened for signature"),
    "paragraphs": gettext_noop("Provisions that it concerns"),
    "powers": gettext_noop("What they are for"),
    "precludes": gettext_noop("The treaty is not to enter into force between the two"),
    "provisional": gettext_noop("May be applied provisionally"),
    "reservable": gettext_noop("Provisions to which reservations are allowed"),
    "reservation": gettext_noop("Number of the act that made the reservation"),
    "reservations": gettext_noop("Reservations are"),
    "share": gettext_noop("Share of the signatories or members that it takes"),
    "signed_by": gettext_noop("Signed by"),
    "treaty": gettext_noop("Treaty"),
    "ways": gettext_noop("How a state may be bound"),
    "Deposit.why": gettext_noop("Why it is not in good form"),
    "ReceiveFullPowers.why": gettext_noop("Why they are not in good form"),
    "withdrawal_months": gettext_noop("Months after which a denunciation takes effect"),
}
"""What the fields are called."""

CHOICES = {
    "Deposit.instrument": WAYS,
    "MakeReservation.kind": STATEMENTS,
    "Share.of": BASES,
    "issued_by": ISSUERS,
    "mode": MODES,
    "moment": MOMENTS,
    "powers": POWERS,
    "reservations": ALLOWED,
    "signed_by": ISSUERS,
    "ways": WAYS,
}
"""What the choices are called that fields leave."""
