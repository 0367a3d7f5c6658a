"""What a party is called within a sentence: the Secretariat and the chair are named as offices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.secretariat.wording.messages import named

if TYPE_CHECKING:
    from comity.web.portal.framework.ask import Ask


def within(ask: Ask, code: str) -> str:
    """Return a party's name as a sentence has it within: Kazakhstan, the Secretariat, the chair."""
    return ask.speech.word(named(code))
