"""Where an officer goes on once an act is entered: to its receipt, or back to the meeting at which it was done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode

from comity.forum.kernel.names import CHAIR, HATS

if TYPE_CHECKING:
    from comity.store.drafts import Draft

_TAKE_CHAIR = "offices.take_chair"
_AGREES = "agrees_subject_to_silence"
_AT_MEETINGS = {
    "meetings.convene",
    "meetings.move",
    "meetings.set_agenda",
    "meetings.amend_agenda",
    "meetings.adopt_agenda",
    "meetings.note_presence",
    "meetings.open",
    "meetings.take_up",
    "meetings.note",
    "meetings.suspend",
    "meetings.resume",
    "meetings.close",
    "decisions.put",
    "decisions.amend_orally",
    "decisions.object",
    "decisions.lift_objection",
    "decisions.conclude",
    "decisions.start_silence",
    "decisions.open_vote",
    _TAKE_CHAIR,
}
"""What is done where a meeting is run."""

_STATEMENT = ("documents.register", "chair_statement")
"""What is registered because a meeting wants it: paragraphs in dispute move there."""

_SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}", re.ASCII)


def meeting_of(draft: Draft) -> str:
    """Return the address of the meeting at which an act is done, at this desk; the empty string where it is at none."""
    meeting, statement = draft.fields.get("meeting"), (draft.kind, draft.fields.get("kind")) == _STATEMENT
    if not (statement or draft.kind in _AT_MEETINGS) or not isinstance(meeting, str) or not _SLUG.fullmatch(meeting):
        return ""
    return reverse("desk.room" if draft.hat.party in HATS else "desk.meeting", args=[meeting])


def onward(draft: Draft, index: int) -> str:
    """Return where to go on after an act was entered as number `index` of the record."""
    meeting = meeting_of(draft)
    if not meeting:
        return reverse("desk.receipt", args=[index])
    if draft.fields.get("outcome") == _AGREES:
        # What was agreed subject to silence is put under it next.
        where = reverse("desk.deed", args=[str(draft.fields["decision"]), "start-silence"])
        return f"{where}?{urlencode({'meeting': str(draft.fields['meeting'])})}"
    if draft.kind == _TAKE_CHAIR and draft.hat.party == CHAIR:
        # The hat has moved with this act: whoever signed it wears it no more.
        return f"{reverse('desk.sign_in')}?{urlencode({'next': meeting, 'passed': str(index)})}"
    return f"{meeting}?{urlencode({'entered': index})}"
