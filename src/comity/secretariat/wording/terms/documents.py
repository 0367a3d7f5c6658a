"""What the subject `documents` calls its types of acts and their fields, as far as these are of documents that come."""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop

LABELS: dict[str, str] = {
    "adds_to": gettext_noop("Adds to the document"),
    "corrects": gettext_noop("Corrects the document"),
    "distribution": gettext_noop("Who may read its files"),
    "file": gettext_noop("File"),
    "named": gettext_noop("The readers, where they are named"),
    "original": gettext_noop("Language of the original"),
    "AddLanguage.original": gettext_noop("It is the original, which the others translate"),
    "Register.files": gettext_noop("Its files, one for each language"),
    "revises": gettext_noop("Revises the document"),
}
"""What the fields are called."""

TYPES: dict[str, str] = {
    "documents.add_language": gettext_noop("A document’s file in a further language"),
    "documents.redistribute": gettext_noop("Wider distribution of a document"),
}
"""The types of acts."""
