"""The text of a notification as it is proposed: what happened, day by day, in each language of the forum's texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from comity.forum.charter.state import identity
from comity.forum.kernel.text import LANGUAGES
from comity.forum.treaties.acts import MakeReservation, ObjectToReservation, ProposeTextCorrection
from comity.forum.treaties.evolve import day_of
from comity.secretariat.wording.acts import in_words
from comity.secretariat.wording.messages import acting
from comity.web.desk.frame import ask_here
from comity.web.portal.framework.links import day_text
from comity.web.portal.pages.treaties.words import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from comity.forum.kernel.acts import Enacted
    from comity.forum.treaties.state import Treaty
    from comity.web.desk.decisions.asking import Asking
    from comity.web.portal.framework.ask import Ask

_PAGES = {"zh": "zh-hans"}
"""The language of pages that speaks a text's language, where it is called otherwise."""


def working_languages(asked: Asking) -> list[str]:
    """Return the languages in which the forum works, as far as texts can be in them; English first."""
    known = identity(asked.view)
    codes = known.languages if known else ()
    return [code for code in LANGUAGES if code == "en" or code in codes]


def text_of(asked: Asking, held: Treaty, about: Iterable[Enacted], in_force: date | None) -> dict[str, str]:
    """Return the text that is proposed for a notification, by language."""
    acts, found = list(about), {}
    for code in working_languages(asked):
        page = _PAGES.get(code, code)
        with translation.override(page):
            found[code] = "\n\n".join(_paragraphs(ask_here(page), held, acts, in_force))
    return found


def _paragraphs(ask: Ask, held: Treaty, acts: list[Enacted], in_force: date | None) -> Iterator[str]:
    title = ask.speech.title("document", held.treaty)
    by = ask.speech.word(acting(held.depositary))
    yield _("%(depositary)s, as depositary of “%(treaty)s”, communicates the following:") % {
        "depositary": by,
        "treaty": title,
    }
    for act in acts:
        told = {"day": day_text(ask, day_of(act)), "said": ask.say(in_words(act))[0]}
        yield " ".join([_("%(day)s: %(said)s") % told, *_words_of(ask, act)])
    if in_force is not None:
        words = {"treaty": title, "day": day_text(ask, in_force.isoformat())}
        yield _("“%(treaty)s” enters into force on %(day)s.") % words


def _words_of(ask: Ask, act: Enacted) -> Iterator[str]:
    """The very words of what was declared, objected or proposed."""
    body = act.body
    if isinstance(body, MakeReservation | ProposeTextCorrection):
        yield _("Its text: “%(text)s”") % {"text": in_language(ask, dict(body.text))}
    if isinstance(body, ObjectToReservation):
        yield _("Its reason: “%(text)s”") % {"text": in_language(ask, dict(body.reason))}
