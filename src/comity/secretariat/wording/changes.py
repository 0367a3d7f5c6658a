"""What changes in the register with an act, in words: the things that follow from it, said before it is signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.kernel.errors import gettext_noop
from comity.forum.notices.state import DUE
from comity.forum.readings.said import Listed, Said, Thing, Word
from comity.forum.registry import named_by
from comity.secretariat.wording.messages import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Key

KINDS: dict[str, str] = {
    "forum": gettext_noop("what the forum is"),
    "charter": gettext_noop("the charter in force"),
    "party": gettext_noop("what the register holds of %(party)s"),
    "keyring": gettext_noop("the officers and keys of %(party)s"),
    "document": gettext_noop("the document “%(thing)s”"),
    "treaty": gettext_noop("what is known of the treaty %(id)s"),
    "notification": gettext_noop("the depositary notification %(id)s"),
    "decision": gettext_noop("the matter “%(thing)s”"),
    "meeting": gettext_noop("the meeting “%(thing)s”"),
    "source": gettext_noop("the source %(id)s"),
    "claim": gettext_noop("the claim %(id)s"),
    "chair": gettext_noop("who is in the chair, and when"),
    "post": gettext_noop("the post “%(thing)s”"),
    "seat": gettext_noop("where the Secretariat has its seat"),
    "notice": gettext_noop("the note %(id)s"),
    "due": gettext_noop("what is asked of %(parties)s by the note %(note)s"),
    "restricted": gettext_noop("what is told of act %(id)s"),
    "correction": gettext_noop("what act %(id)s is taken to say, and all that follows from it"),
}
"""Kinds of values, as an officer knows them; those that only keep numbers from being given twice have no words."""


def changes(act: Enacted) -> list[Said]:
    """Return what changes with an act whose body is known, each as a part of a sentence."""
    keys = list(dict.fromkeys(key for key, _fold in named_by(act.type, act.body) if key.kind in KINDS))
    asked = [key for key in keys if key.kind == DUE]
    # What is asked of many by one note is one change.
    return [_change(key, asked) for key in keys if key not in asked[1:]]


def _change(key: Key, asked: Sequence[Key]) -> Said:
    party, _slash, note = key.id.partition("/")
    words: dict[str, Word] = {
        "id": key.id,
        "party": named(party),
        "parties": Listed(tuple(named(each.id.partition("/")[0]) for each in asked)),
        "note": note,
        "thing": Thing(key.kind, key.id),
    }
    text = KINDS[key.kind]
    return Said(text, {name: word for name, word in words.items() if f"%({name})s" in text})
