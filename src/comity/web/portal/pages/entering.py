"""Who enters which acts, by the charter, as its page says it: by subject, each rule in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.charter.words import FUNCTIONS, REACHES
from comity.secretariat.wording.rules import by_words
from comity.secretariat.wording.types import SUBJECTS, TYPES
from comity.web.portal.framework.data import Data
from comity.web.portal.pages.provisions import Provision, basis, sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.charter.provisions import ActRule, ContestRule
    from comity.web.portal.framework.ask import Ask

ALL = "*"


class Entering(Provision):
    """Who enters acts of a type, or of all other types of a subject; how many officers sign; who reads them.

    `who`, `task` (what those who sign are there for) and `read` say it in words.
    """

    act: str
    name: str
    by: list[str]
    own: bool
    function: str
    signatures: int
    audience: str
    narrowed: bool
    who: str
    task: str
    read: str


class EnteringOf(Data):
    """The rules on the acts of one subject; of all that have no rule of their own, where it is `*`."""

    subject: str
    name: str
    rules: list[Entering]


class Contested(Provision):
    """What becomes of the acts of a party whose representation is contested: "suspended" or "go_on"."""

    acts: str
    text: str


def entering(ask: Ask, rules: Iterable[ActRule]) -> list[EnteringOf]:
    """Return the rules by subject, in the charter's order; rules on the same subject stand together."""
    found: dict[str, list[ActRule]] = {}
    for rule in rules:
        found.setdefault(_subject(rule), []).append(rule)
    return [
        EnteringOf(subject=subject, name=_name(subject), rules=[_entering(ask, rule) for rule in of])
        for subject, of in found.items()
    ]


def contested(ask: Ask, rules: Iterable[ContestRule]) -> list[Contested]:
    """Return what becomes of a contested party's acts, over time."""
    return [Contested(**basis(ask, rule), acts=rule.acts, text=sentence_of(ask, rule.text)) for rule in rules]


def _subject(rule: ActRule) -> str:
    return rule.act.split(".", 1)[0]


def _name(subject: str) -> str:
    if subject == ALL:
        return _("All acts that no rule here names")
    return _(SUBJECTS[subject]) if subject in SUBJECTS else subject


def _entering(ask: Ask, rule: ActRule) -> Entering:
    return Entering(
        **basis(ask, rule),
        act=rule.act,
        name=_type(rule.act),
        by=list(rule.by),
        own=rule.own,
        function=rule.function,
        signatures=rule.signatures,
        audience=rule.audience,
        narrowed=rule.narrowed,
        who=ask.speech.word(by_words(rule)),
        task=_(FUNCTIONS[rule.function]),
        read=_(REACHES[rule.audience]),
    )


def _type(act: str) -> str:
    if act.endswith(ALL):
        return _("All types without a rule of their own")
    return _(TYPES[act]) if act in TYPES else act
