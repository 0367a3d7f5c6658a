"""The charter's rules on acts in words: who enters them, how many officers sign, who reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.charter.provisions import ANYBODY
from comity.forum.charter.words import FUNCTIONS, REACHES
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.readings.said import Listed, Said, Thing, Word
from comity.secretariat.wording.messages import named

if TYPE_CHECKING:
    from comity.forum.charter.provisions import ActRule
    from comity.forum.openings.opening import Audience

_HATS = {each.lower(): each for each in (SECRETARIAT, CHAIR)}


def rule_words(rule: ActRule) -> list[Said]:
    """Return a rule of the charter on who enters acts, as sentences."""
    by = by_words(rule)
    who = gettext_noop("Entered by %(by)s, in their own affairs.") if rule.own else gettext_noop("Entered by %(by)s.")
    words: dict[str, Word] = {"number": rule.signatures, "function": Said(FUNCTIONS[rule.function])}
    signed = Said(gettext_noop("Officers who sign: %(number)s, each with the function “%(function)s”."), words)
    text = gettext_noop("Read by %(reach)s.")
    if rule.narrowed:
        text = gettext_noop("Read by %(reach)s; the author may choose fewer.")
    return [Said(who, {"by": by}), signed, Said(text, {"reach": Said(REACHES[rule.audience])})]


def by_words(rule: ActRule) -> Word:
    """Return who enters acts by a rule of the charter, as a sentence names them."""
    return Listed(tuple(_by(word) for word in rule.by))


def audience_words(audience: Audience) -> Word:
    """Return who reads what an act says, as a sentence names them."""
    if isinstance(audience, str):
        return Said(REACHES[audience])
    return Listed(tuple(named(code) for code in audience))


def _by(word: str) -> Word:
    if word == ANYBODY:
        return Said(gettext_noop("any party of the register"))
    if word in _HATS:
        return named(_HATS[word])
    return Said(gettext_noop("holders of the status “%(status)s”"), {"status": Thing("status", word)})
