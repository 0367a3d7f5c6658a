"""What the subject `meetings` calls its types of acts and their fields."""

from __future__ import annotations

from comity.forum.kernel.errors import gettext_noop

LABELS: dict[str, str] = {
    "AgendaItem.decisions": gettext_noop("Matters that stand under it"),
    "AgendaItem.documents": gettext_noop("Documents that stand under it"),
    "AgendaItem.number": gettext_noop("Number of the item"),
    "item": gettext_noop("Item of the agenda"),
    "SetAgenda.items": gettext_noop("Items"),
    "AmendAgenda.items": gettext_noop("Items, all of them"),
    "left": gettext_noop("Who has left"),
    "opens": gettext_noop("To be opened at"),
    "Note.party": gettext_noop("Whose statement it is"),
    "present": gettext_noop("Who has come"),
    "Open.presided": gettext_noop("Who presides"),
    "Resume.presided": gettext_noop("Who presides, where it is another"),
}
"""What the fields are called."""

TYPES: dict[str, str] = {
    "meetings.convene": gettext_noop("Convening of a meeting"),
    "meetings.set_agenda": gettext_noop("Provisional agenda of a meeting"),
    "meetings.note_presence": gettext_noop("Presence at a meeting"),
    "meetings.open": gettext_noop("Opening of a meeting"),
    "meetings.adopt_agenda": gettext_noop("Adoption of the agenda"),
    "meetings.amend_agenda": gettext_noop("Amendment of the agenda"),
    "meetings.take_up": gettext_noop("Taking up of an item"),
    "meetings.note": gettext_noop("Note in the journal"),
    "meetings.suspend": gettext_noop("Suspension of a meeting"),
    "meetings.resume": gettext_noop("Resumption of a meeting"),
    "meetings.close": gettext_noop("Close of a meeting"),
}
"""The types of acts."""
