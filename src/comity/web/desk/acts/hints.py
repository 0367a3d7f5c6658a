"""What is said beside a field of a form, so that it is filled in as the act wants it."""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop
from comity.secretariat.wording.shapes import Free, Leaf, Many, Shape

_ADDRESS = gettext_noop("Its name in addresses, as in summit-4.")

OF_FIELDS = {
    "officer": gettext_noop(
        "Small letters, digits and hyphens. It tells nothing of the person, and names one officer for ever."
    ),
    "office": gettext_noop("The post, not the person: the record is public for ever."),
    "notice": gettext_noop("Small letters, digits and hyphens, as in kaz-2026-14."),
    "sha256": gettext_noop("64 hexadecimal digits."),
    "media_type": gettext_noop("As in application/pdf."),
    "fingerprint": gettext_noop("As ssh-keygen -l prints it: SHA256: and 43 characters."),
    "iso": gettext_noop("Three capital letters, as in KAZ."),
    "reference": gettext_noop("As its author numbers the paper, at most 80 characters."),
    "origins": gettext_noop("As browsers write them, one a line: https://desk.example.org"),
    "urls": gettext_noop("One a line: https://…"),
    "sources": gettext_noop("Keys of registered sources, one a line."),
    **dict.fromkeys(("meeting", "document", "body", "term", "post", "status", "part_of", "replaces"), _ADDRESS),
}
"""By the field's name."""

OF_LEAVES = {
    "date": gettext_noop(
        "2026, 2026-05 or 2026-05-20; a span as 2026-05-20/2026-05-21; within bounds as [2026-05-01..2026-05-20]; "
        "about as 2026~."
    ),
    "moment": gettext_noop("In UTC."),
    "text": gettext_noop("In one language or in several."),
    "line": gettext_noop("In one language or in several."),
}
"""By what the field holds."""


def hint_of(shape: Shape, field: str) -> str:
    """Return the hint for a field as an English message: its own, or that of what it holds, or the empty string."""
    if field in OF_FIELDS and isinstance(shape, Leaf | Many):
        return OF_FIELDS[field]
    match shape:
        case Leaf():
            return OF_LEAVES.get(shape.kind, "")
        case Many(item=Leaf(kind="characters" | "date" | "number")):
            return gettext_noop("One a line.")
        case Free():
            return gettext_noop("As JSON.")
        case _:
            return ""
