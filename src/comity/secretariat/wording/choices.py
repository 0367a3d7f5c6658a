"""What the choices are called that fields of acts leave: each field's own, by the words that are stored."""

from __future__ import annotations

from comity.forum.charter.words import FUNCTIONS, REACHES
from comity.forum.kernel.errors import gettext_noop
from comity.secretariat.wording.terms import decisions, treaties

VERBS = {
    "adopts": gettext_noop("adopts"),
    "approves": gettext_noop("approves"),
    "endorses": gettext_noop("endorses"),
    "recommends": gettext_noop("recommends"),
    "takes_note": gettext_noop("takes note"),
    "welcomes": gettext_noop("welcomes"),
    "accepts_as_basis": gettext_noop("accepts as a basis"),
    "agrees_subject_to_silence": gettext_noop("agrees subject to silence"),
    "continues_consultations": gettext_noop("continues consultations"),
    "defers": gettext_noop("defers"),
    "signs": gettext_noop("signs"),
    "admits": gettext_noop("admits"),
    "appoints": gettext_noop("appoints"),
    "elects": gettext_noop("elects"),
    "extends": gettext_noop("prolongs"),
    "hands_over": gettext_noop("hands over"),
    "establishes": gettext_noop("establishes"),
    "decides": gettext_noop("decides"),
    "discusses": gettext_noop("discusses"),
    "reviews": gettext_noop("reviews"),
    "issues": gettext_noop("issues"),
    "announces": gettext_noop("announces"),
}
"""The verbs of outcomes; they carry the weight."""

INSTRUMENTS = {
    "ratification": gettext_noop("ratification"),
    "approval": gettext_noop("approval"),
    "acceptance": gettext_noop("acceptance"),
    "accession": gettext_noop("accession"),
}
"""Instruments by which a party consents to be bound."""

STANDINGS = {
    "in_force": gettext_noop("in force"),
    "not_in_force": gettext_noop("not in force"),
    "superseded": gettext_noop("superseded"),
    "under_negotiation": gettext_noop("under negotiation"),
}
"""How a document may stand."""

KEY_REASONS = {
    "lost": gettext_noop("it was lost"),
    "compromised": gettext_noop("somebody else may have it"),
    "replaced": gettext_noop("another takes its place"),
    "left": gettext_noop("the officer has left"),
}
"""Why a key is revoked."""

REPLIES = {
    "none": gettext_noop("nothing"),
    "acknowledgement": gettext_noop("an acknowledgement"),
    "answer": gettext_noop("an answer"),
}
"""What the sender of a note asks for."""

PRECEDENCES = {
    "routine": gettext_noop("routine"),
    "priority": gettext_noop("priority"),
    "immediate": gettext_noop("immediate"),
}
"""How soon a note is to be dealt with."""

POSITIONS = {
    "agrees": gettext_noop("it agrees"),
    "comments": gettext_noop("it comments"),
    "objects": gettext_noop("it objects"),
    "nothing_to_report": gettext_noop("it has nothing to report"),
}
"""How a party may answer a note."""

_HOLDERS = {"state": gettext_noop("states"), "organisation": gettext_noop("organisations")}
_PARTIES = {"state": gettext_noop("state"), "organisation": gettext_noop("organisation")}
_PATHS = {
    "meeting": gettext_noop("by consensus, at a meeting"),
    "silence": gettext_noop("by consensus, under the silence procedure"),
    "correspondence": gettext_noop("by consensus, in writing"),
    "not_found": gettext_noop("by consensus; how it was reached is not found"),
}
_CONFIDENCES = {
    "high": gettext_noop("high confidence"),
    "medium": gettext_noop("medium confidence"),
    "low": gettext_noop("low confidence"),
    "own": gettext_noop("not verified"),
}
_WEIGHTS = {
    "official": gettext_noop("official"),
    "legal": gettext_noop("legal text"),
    "state": gettext_noop("state source"),
    "press": gettext_noop("press"),
    "reference": gettext_noop("reference work"),
    "own": gettext_noop("the compiler’s knowledge, not verified"),
}
_MEETINGS = {
    "regular": gettext_noop("regular"),
    "special": gettext_noop("special"),
    "informal": gettext_noop("informal"),
    "sectoral": gettext_noop("sectoral"),
    "preparatory": gettext_noop("preparatory"),
    "without_meeting": gettext_noop("without a meeting"),
    "event": gettext_noop("event"),
}
_FORMATS = {
    "in_person": gettext_noop("in person"),
    "video": gettext_noop("by video"),
    "hybrid": gettext_noop("in person and by video"),
    "silence": gettext_noop("silence procedure"),
    "correspondence": gettext_noop("in writing"),
    "not_found": gettext_noop("format not found"),
}
_DOCUMENTS = {
    "founding": gettext_noop("founding document"),
    "basic": gettext_noop("basic document"),
    "treaty": gettext_noop("treaty"),
    "political": gettext_noop("political document"),
    "plan": gettext_noop("plan"),
    "working": gettext_noop("working document"),
    "internal": gettext_noop("internal rules"),
    "decision": gettext_noop("decision"),
    "chair_statement": gettext_noop("statement of the chair"),
    "memorandum": gettext_noop("memorandum"),
    "draft": gettext_noop("draft"),
    "proposal": gettext_noop("proposal"),
}
_CAPACITIES = {
    "member": gettext_noop("members"),
    "observer": gettext_noop("observers"),
    "partner": gettext_noop("partners"),
    "guest": gettext_noop("guests"),
    "participant": gettext_noop("participants"),
}
_LEVELS_OF_PERSONS = {
    "head_of_state": gettext_noop("head of state"),
    "head_of_government": gettext_noop("head of government"),
    "vice_president": gettext_noop("vice-president"),
    "minister": gettext_noop("minister"),
    "deputy_minister": gettext_noop("deputy minister"),
    "ambassador": gettext_noop("ambassador"),
    "official": gettext_noop("an official"),
    "expert": gettext_noop("expert"),
    "not_found": gettext_noop("level not found"),
}
_LEVELS_OF_BODIES = {
    "summit": gettext_noop("summit"),
    "ministerial": gettext_noop("ministers"),
    "senior": gettext_noop("senior officials"),
    "working": gettext_noop("working group"),
    "expert": gettext_noop("experts"),
    "secretariat": gettext_noop("secretariat"),
    "advisory": gettext_noop("advisory"),
}
_MANNERS = {
    "not_listed": gettext_noop("no longer listed"),
    "withdrawn": gettext_noop("withdrew"),
    "dissolved": gettext_noop("dissolved"),
    "suspended": gettext_noop("suspended"),
}
_ROLES = {
    "decides": gettext_noop("decides"),
    "recommends": gettext_noop("recommends"),
    "drafts": gettext_noop("drafts"),
    "discusses": gettext_noop("discusses"),
    "finalises": gettext_noop("finalises"),
    "approves": gettext_noop("approves"),
}
_LISTINGS = {
    "members": gettext_noop("Member states"),
    "observer_states": gettext_noop("Observer states"),
    "observer_organisations": gettext_noop("Observer organisations"),
    "partners": gettext_noop("Partner organisations"),
    "joined_between": gettext_noop("who joined between two days"),
    "meetings_of_body": gettext_noop("meetings of a body"),
    "attendance": gettext_noop("who took part in a meeting"),
    "outcomes": gettext_noop("outcomes of a meeting"),
    "chairs": gettext_noop("states in the chair"),
    "chair_ends": gettext_noop("ends of terms in the chair"),
    "chair_extensions": gettext_noop("prolongations of terms in the chair"),
    "chair_rules": gettext_noop("rules on the chair"),
    "documents": gettext_noop("documents"),
    "bodies": gettext_noop("bodies"),
    "decision_rules": gettext_noop("rules on decisions"),
    "dimensions": gettext_noop("dimensions"),
    "names": gettext_noop("names"),
    "citations": gettext_noop("citations"),
}
_QUESTIONS = {
    "count": gettext_noop("how many held a status"),
    "status": gettext_noop("whether a party held a status"),
    "joined": gettext_noop("on which day a party came to a status"),
    "joined_day": gettext_noop("on which day of a month a party came to a status"),
    "place": gettext_noop("the how-manieth holder of a status a party is"),
    "signed_by": gettext_noop("who signed for a party"),
    "paper": gettext_noop("under which paper a party came to its status"),
    "kind": gettext_noop("whether a party is a state or an organisation"),
    "held": gettext_noop("on which day a meeting was held"),
    "where": gettext_noop("where a meeting was held"),
    "number_at": gettext_noop("how many took part in a meeting"),
    "rhythm": gettext_noop("every how many years a body meets"),
    "chair_number": gettext_noop("the how-manieth chair a state is"),
    "chair_since": gettext_noop("since when a term in the chair has been served"),
    "chair_on": gettext_noop("whether a state was in the chair"),
    "document": gettext_noop("which day a document is of"),
    "unchanged": gettext_noop("whether the founding texts stand unchanged"),
    "seat": gettext_noop("since when the secretariat has had its seat"),
    "body_since": gettext_noop("since when a body has existed"),
    "named": gettext_noop("what something is called"),
    "list": gettext_noop("what is on a list"),
    "lost": gettext_noop("what is no longer legible"),
    "beyond": gettext_noop("what the register holds no facts for"),
    "each": gettext_noop("several questions together"),
}

BY_FIELD: dict[str, dict[str, str]] = {
    **decisions.CHOICES,
    **treaties.CHOICES,
    "ActRule.audience": REACHES,
    "ActRule.function": FUNCTIONS,
    "Answer.position": POSITIONS,
    "Attend.capacity": _CAPACITIES,
    "Attend.level": _LEVELS_OF_PERSONS,
    "BodyRule.level": _LEVELS_OF_BODIES,
    "ChairCount.by": {"country": gettext_noop("by countries"), "term": gettext_noop("by terms")},
    "Conclude.verb": VERBS,
    "Convene.kind": _MEETINGS,
    "ContestRule.acts": {"suspended": gettext_noop("are suspended"), "go_on": gettext_noop("go on")},
    "Enrol.functions": FUNCTIONS,
    "EnterParty.kind": _PARTIES,
    "KindOf.is": _PARTIES,
    "Lapse.manner": _MANNERS,
    "Matter.roles": _ROLES,
    "NamedAs.of": {
        "forum": gettext_noop("the forum"),
        "party": gettext_noop("a party"),
        "body": gettext_noop("a body"),
    },
    "NotePresence.capacity": _CAPACITIES,
    "NotePresence.level": _LEVELS_OF_PERSONS,
    "NumberAt.of": {
        "members": gettext_noop("members"),
        "observers": gettext_noop("observers"),
        "organisations": gettext_noop("organisations"),
        "partners": gettext_noop("partners"),
        "participants": gettext_noop("participants"),
        "heads_of_state": gettext_noop("heads of state"),
    },
    "Ratify.instrument": INSTRUMENTS,
    "Redistribute.distribution": REACHES,
    "Register.distribution": REACHES,
    "Register.kind": _DOCUMENTS,
    "Report.standing": STANDINGS,
    "RevokeKey.reason": KEY_REASONS,
    "Send.precedence": PRECEDENCES,
    "Send.reply": REPLIES,
    "StatusRule.holders": _HOLDERS,
    "Step.verb": {
        "recommends": gettext_noop("recommends"),
        "approves": gettext_noop("approves"),
        "endorses": gettext_noop("endorses"),
        "authorises": gettext_noop("authorises"),
    },
    "confidence": _CONFIDENCES,
    "format": _FORMATS,
    "of": _LISTINGS,
    "path": _PATHS,
    "weight": _WEIGHTS,
    "Hold.kind": _MEETINGS,
    "Plan.kind": _MEETINGS,
    "kind": _QUESTIONS,
}
"""By the field, under its body's name where other bodies have a field of that name, or under its own."""


def choices(body: str, field: str) -> dict[str, str]:
    """Return what the choices of a `field` of the `body` are called: English messages by stored word."""
    return BY_FIELD.get(f"{body}.{field}") or BY_FIELD.get(field) or {}
