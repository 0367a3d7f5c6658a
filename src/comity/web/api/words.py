"""What the API's description says of each page: what it answers, and which words a question may hold."""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop

SUMMARIES = {
    "home": gettext_noop("The forum on a day: how many participants, who is in the chair, what comes next."),
    "participants": gettext_noop("All participants by status on a day, and how their number grew."),
    "participant": gettext_noop("One participant: its statuses, what it signed, chaired and hosted."),
    "meetings": gettext_noop("Meetings and decisions, the newest first."),
    "meeting": gettext_noop("One meeting: when and where, who came, what came out of it."),
    "journal": gettext_noop("The journal of a meeting that was recorded as it went, with the texts that it decided."),
    "documents": gettext_noop("The register of documents, the newest first."),
    "documents.languages": gettext_noop("Which document is there in which working language, and which are missing."),
    "document": gettext_noop("One document: its titles, files, text, signatures, consents and standing."),
    "document.compare": gettext_noop("The texts of two documents compared, paragraph by paragraph."),
    "treaties": gettext_noop("The treaties of which the forum is the depositary, and whether each is in force."),
    "treaty": gettext_noop("The status of one treaty: entry into force, and how each state stands to it."),
    "notifications": gettext_noop("Depositary notifications, the newest first."),
    "notification": gettext_noop("One depositary notification, and who has acknowledged receipt."),
    "decisions": gettext_noop("What came before the forum and what came out of it, the newest first."),
    "decisions.silences": gettext_noop("Silences that run, the soonest to expire first."),
    "decisions.undertakings": gettext_noop("What decisions lay down and what is not done yet."),
    "decision": gettext_noop("One matter: its text, rule, way, silences, statements and undertakings."),
    "chair": gettext_noop("Terms in the chair, posts and their holders, the seat of the Secretariat."),
    "charter": gettext_noop("Bodies and rules, with what of them is assumed."),
    "version": gettext_noop("One version of the charter: what it changed, and by which decision."),
    "claims": gettext_noop("What sources claim, against what the register computes."),
    "sources": gettext_noop("All sources."),
    "source": gettext_noop("One source, and what rests on it."),
    "record": gettext_noop("Acts of the record, the newest first, and the state of the record."),
    "act": gettext_noop("One act: in words, its exact bytes, signatures and proof of inclusion."),
    "about": gettext_noop("What this is, by which method it was made, and how to verify it."),
}
"""What each page answers, by its name."""

LANG = gettext_noop("The language of the texts.")
ON = gettext_noop("The day as of which to answer, YYYY-MM-DD; without it, today.")
FROM = gettext_noop("From which place of the list on to answer, counted from 0.")

WORDS = {
    "decisions": {
        "part": gettext_noop("“earlier” for the outcomes of meetings of before, as sources give them."),
        "body": gettext_noop("Only matters of this body, for instance ministerial."),
        "matter": gettext_noop("Only this matter of the charter, by its name there."),
        "state": gettext_noop("Only matters that stand so: open, silence, decided, not_adopted or withdrawn."),
        "year": gettext_noop("Only matters of this year."),
        "q": gettext_noop("Only matters with these words in their title, symbol or name."),
        "from": FROM,
    },
    "decisions.silences": {"from": FROM},
    "decisions.undertakings": {"from": FROM},
    "meetings": {
        "body": gettext_noop("Only meetings of this body, for instance ministerial."),
        "kind": gettext_noop("Only meetings of this kind, for instance special."),
        "year": gettext_noop("Only meetings that began in this year."),
        "from": FROM,
    },
    "documents": {
        "kind": gettext_noop("Only documents of this kind, for instance political."),
        "year": gettext_noop("Only documents of this year."),
        "from": FROM,
    },
    "documents.languages": {
        "year": gettext_noop("Only documents of this year."),
        "from": FROM,
    },
    "document": {
        "text": gettext_noop("The language in which to give the text, where there are several."),
        "from": gettext_noop("From which paragraph on to give the text, counted from 0."),
    },
    "document.compare": {
        "text": gettext_noop("The language in which to compare the texts, where there are several."),
        "from": gettext_noop("From which difference on to answer, counted from 0."),
    },
    "notifications": {
        "treaty": gettext_noop("Only notifications of this treaty, by its name in addresses."),
        "from": FROM,
    },
    "charter": {
        "part": gettext_noop("Which part to name as shown: bodies, deciding, settings or acts. The answer holds all.")
    },
    "claims": {
        "part": gettext_noop("Only this part of the comparison, for instance conflicts."),
        "verdict": gettext_noop("Only claims with this verdict: agrees, differs or undecidable."),
    },
    "sources": {"weight": gettext_noop("Only sources of this kind, for instance official.")},
    "source": {"from": FROM},
    "record": {
        "type": gettext_noop("Only acts of this subject (meetings) or type (meetings.hold)."),
        "from": FROM,
    },
}
"""Words of a question beside `lang` and `on`, by the name of the page that understands them."""

PARTS = {
    "code": gettext_noop("The participant’s code: ISO 3166-1 alpha-3 for states, capitals for organisations."),
    "slug": gettext_noop("The name of the thing as its address has it."),
    "other": gettext_noop("The name of the document that it is compared with."),
    "key": gettext_noop("The key by which sources are cited."),
    "number": gettext_noop("The number of the depositary notification, for instance C.N.3.2026."),
    "version": gettext_noop("The number of the charter’s version, counted from 1."),
    "index": gettext_noop("The act’s number, counted from 0."),
}
"""The variable parts of addresses."""
