"""Words of a refusal: what an act names by codes and names in addresses, as a person calls it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from comity.forum.kernel.errors import Phrase, gettext_noop
from comity.forum.kernel.names import HATS
from comity.forum.kernel.text import said_in
from comity.forum.readings.said import Day, Listed, Said, Titled, Word
from comity.secretariat.wording.messages import acting, named
from comity.secretariat.wording.names import joined, party_name
from comity.secretariat.wording.types import TYPES

if TYPE_CHECKING:
    from comity.forum.kernel.errors import Refused
    from comity.secretariat.wording.speech import Speech

_PARTIES: Final = frozenset({
    "acting", "chosen", "given", "leading", "members", "names", "other", "owner", "parties", "party", "proposer", "to",
    "without",
})  # fmt: skip
_KINDS: Final = {
    "bodies": ("body",),
    "body": ("body",),
    "decision": ("decision",),
    "document": ("document",),
    "due": ("meeting", "body"),
    "given": ("body",),
    "instrument": ("document",),
    "matter": ("matter",),
    "meeting": ("meeting",),
    "other": ("meeting", "document"),
    "post": ("post",),
    "source": ("source",),
    "status": ("status",),
    "statuses": ("status",),
    "treaty": ("document",),
}
"""Words that name a thing with a title, and of which kinds it may be."""

_OF_SUBJECT: Final = {"decisions": "decision", "meetings": "meeting", "treaties": "document"}
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?)Z")
_AT: Final = gettext_noop("%(day)s, %(time)s UTC")
_QUOTED: Final = gettext_noop("“%(text)s”")


def words_of(refused: Refused, speech: Speech) -> dict[str, object]:
    """Return what fills the places of a refusal's sentences in the language of `speech`.

    Parties, things and types of acts are called by their names where the register knows them, days and moments are
    written out; what has no name stays as it was given.
    """
    return {name: _word(name, word, refused, speech) for name, word in refused.words.items()}


def _word(name: str, word: object, refused: Refused, speech: Speech) -> object:
    if isinstance(word, Said | Listed | Titled):
        return speech.word(word)
    if isinstance(word, Phrase):
        inner = {part: _word(part, each, refused, speech) for part, each in word.words.items()}
        return speech.gettext(word.text) % inner
    return _called(name, word, refused, speech) if isinstance(word, str) else word


def _called(name: str, word: str, refused: Refused, speech: Speech) -> str:
    if name == "type" and word in TYPES:
        return speech.gettext(_QUOTED) % {"text": speech.gettext(TYPES[word])}
    if name in _PARTIES and (found := _parties(name, word, refused, speech)):
        return found
    if found := _titled(_kinds(name, refused), word, speech):
        return found
    return speech.word(_when(word))


def _kinds(name: str, refused: Refused) -> tuple[str, ...]:
    if name != "thing":
        return _KINDS.get(name, ())
    kind = _OF_SUBJECT.get(str(refused.words.get("type")).split(".", 1)[0])
    return (kind,) if kind else ()


def _parties(name: str, word: str, refused: Refused, speech: Speech) -> str:
    """Parties by their names, if the register knows them all; a hat that begins the sentence begins with a capital."""
    if word in HATS:
        begins = refused.reason.text.startswith(f"%({name})s")
        return speech.word(acting(word) if begins else named(word))
    found = [speech.titles.party(code) for code in word.split(", ")]
    known = [party_name(each, speech.language) for each in found if each]
    return joined(known, speech.language) if len(known) == len(found) else ""


def _titled(kinds: tuple[str, ...], word: str, speech: Speech) -> str:
    for kind in kinds:
        found = [speech.titles.title(kind, each) for each in word.split(", ")]
        known = [said_in(title, speech.language)[0] for title in found if title]
        if len(known) == len(found):
            return joined(known, speech.language)
    return ""


def _when(word: str) -> Word:
    found = _MOMENT.fullmatch(word)
    day = found[1] if found else word
    if not _is_day(day):
        return word
    return Said(_AT, {"day": Day(day), "time": found[2]}) if found else Day(day)


def _is_day(word: str) -> bool:
    try:
        return _DAY.fullmatch(word) is not None and bool(date.fromisoformat(word))
    except ValueError:
        return False
