"""What the subjects and the types of acts are called."""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop
from comity.secretariat.wording.terms import decisions, documents, meetings, treaties

SUBJECTS: dict[str, str] = {
    "charter": gettext_noop("Charter"),
    "membership": gettext_noop("Membership"),
    "offices": gettext_noop("Chair and offices"),
    "meetings": gettext_noop("Meetings"),
    "documents": gettext_noop("Documents"),
    "decisions": gettext_noop("Decisions"),
    "treaties": gettext_noop("Treaties"),
    "officers": gettext_noop("Officers and keys"),
    "notices": gettext_noop("Notes between parties"),
    "openings": gettext_noop("Restricted acts"),
    "sources": gettext_noop("Sources and claims"),
}
"""The subjects, by the first part of their acts' names."""

TYPES: dict[str, str] = {
    "charter.constitute": gettext_noop("Constitution of the forum"),
    "charter.adopt": gettext_noop("Adoption of the charter"),
    "membership.enter_party": gettext_noop("Entry of a party"),
    "membership.rename": gettext_noop("Change of name"),
    "membership.sign": gettext_noop("Signature of a founding document"),
    "membership.accept": gettext_noop("Decision on a status"),
    "membership.attest": gettext_noop("Attestation of a status"),
    "membership.lapse": gettext_noop("End of a status"),
    "membership.apply": gettext_noop("Application for a status"),
    "membership.withdraw": gettext_noop("Giving up of a status"),
    "offices.elect_chair": gettext_noop("Choice of the chair"),
    "offices.extend_chair": gettext_noop("Prolongation of a term in the chair"),
    "offices.take_chair": gettext_noop("Passing of the chair"),
    "offices.appoint": gettext_noop("Appointment to a post"),
    "offices.leave": gettext_noop("End of a tenure"),
    "offices.retitle": gettext_noop("New title of a post"),
    "offices.seat": gettext_noop("Seat of the Secretariat"),
    "meetings.plan": gettext_noop("Planning of a meeting"),
    "meetings.move": gettext_noop("Postponement of a meeting"),
    "meetings.hold": gettext_noop("Holding of a meeting"),
    "meetings.attend": gettext_noop("Attendance at a meeting"),
    "meetings.conclude": gettext_noop("Outcome of a meeting"),
    **meetings.TYPES,
    "documents.register": gettext_noop("Registration of a document"),
    "documents.sign": gettext_noop("Signature of a document"),
    "documents.ratify": gettext_noop("Consent to be bound"),
    "documents.amend": gettext_noop("Amendment of a document"),
    "documents.report": gettext_noop("Report on the standing of a document"),
    **decisions.TYPES,
    **treaties.TYPES,
    **documents.TYPES,
    "officers.enrol": gettext_noop("Enrolment of an officer"),
    "officers.add_key": gettext_noop("Entry of an officer’s key"),
    "officers.revoke_key": gettext_noop("Revocation of an officer’s key"),
    "officers.dismiss": gettext_noop("Dismissal of an officer"),
    "officers.contest": gettext_noop("Contested representation of a party"),
    "officers.settle": gettext_noop("Settlement of a contested representation"),
    "notices.send": gettext_noop("Note to other parties"),
    "notices.acknowledge": gettext_noop("Acknowledgement of a note"),
    "notices.answer": gettext_noop("Answer to a note"),
    "notices.withdraw": gettext_noop("Withdrawal of a note"),
    "notices.register_paper": gettext_noop("Registration of a note received on paper"),
    "openings.reveal": gettext_noop("Publication of a restricted act"),
    "openings.erase": gettext_noop("Erasure of a restricted act"),
    "sources.cite": gettext_noop("Registration of a source"),
    "sources.claim": gettext_noop("Claim of a source"),
    "sources.correct": gettext_noop("Correction of an act"),
}
"""The types of acts, by their names."""
