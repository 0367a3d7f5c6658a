"""How bodies decide, by the charter, as its page says it: for which bodies and matters, by what, and under silence."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from comity.forum.charter.words import entered_by
from comity.forum.kernel.text import said_in
from comity.secretariat.wording.durations import lasting
from comity.secretariat.wording.terms.decisions import CHOICES, WAYS
from comity.web.portal.pages.chartered import charter_of
from comity.web.portal.pages.provisions import Provision, basis, sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.charter import provisions
    from comity.forum.charter.acts import Adopt
    from comity.web.portal.framework.ask import Ask


class Procedure(Provision):
    """How bodies decide. `bodies` and `matters` are those that it is for, all where none is named.

    `way` says how, in words, with its share or number; `votes` how long votes are open and `silence` how one runs, in
    sentences; `pattern` is that of its decisions’ symbols.
    """

    procedure: str
    bodies: list[str]
    matters: list[str]
    way: str
    text: str
    quorum: bool
    votes: list[str]
    silence: list[str]
    pattern: str


def procedures(ask: Ask, rules: Adopt) -> list[Procedure]:
    """Return how bodies decide, in the charter's order."""
    matters = {rule.matter: said_in(rule.name, ask.language)[0] for rule in rules.matters}
    patterns = {rule.series: rule.pattern for rule in rules.symbols}
    return [
        Procedure(
            **basis(ask, rule),
            procedure=rule.procedure,
            bodies=[ask.speech.title("body", body) for body in rule.bodies],
            matters=[matters.get(matter, matter) for matter in rule.matters],
            way=_way(ask, rule),
            text=sentence_of(ask, rule.text),
            quorum=rule.quorum,
            votes=list(_votes(ask, rule)),
            silence=list(_silence(ask, rule.silence)) if rule.silence else [],
            pattern=patterns.get(rule.series or "", ""),
        )
        for rule in rules.procedures
    ]


def _way(ask: Ask, rule: provisions.Procedure) -> str:
    words = {"way": _(WAYS[rule.way]), "number": ask.speech.number(rule.trigger or rule.without)}
    if rule.numerator and rule.denominator:
        share = {"share": f"{rule.numerator}/{rule.denominator}", "of": _(CHOICES["Procedure.of"][rule.of])}
        return _("%(way)s: %(share)s %(of)s") % {**words, **share}
    return _("%(way)s: %(number)s") % words if rule.trigger or rule.without else words["way"]


def _votes(ask: Ask, rule: provisions.Procedure) -> Iterable[str]:
    if rule.vote_hours:
        text = _("Between meetings a vote is open for %(time)s at least.")
        yield text % {"time": _hours(ask, rule.vote_hours)}
    if rule.opening_hours:
        yield _("Ballots are opened to the tellers within %(time)s.") % {"time": _hours(ask, rule.opening_hours)}


def _silence(ask: Ask, rule: provisions.SilenceRule) -> Iterable[str]:
    by = ask.speech.word(entered_by(rule.by, charter_of(ask)))
    yield _("Who may start one: %(by)s; %(where)s.") % {
        "by": by,
        "where": _(CHOICES["SilenceRule.where"][rule.where]),
    }
    yield _runs(ask, rule)
    if rule.veto_hours:
        yield _("For %(time)s a member can prevent that it is used.") % {"time": _hours(ask, rule.veto_hours)}
    yield _("Who breaks it is named.") if rule.breaker == "named" else _("Who breaks it is known to the chair alone.")
    if rule.numbered == "next_meeting":
        yield _("What it decides is numbered at the next meeting of the body.")


def _runs(ask: Ask, rule: provisions.SilenceRule) -> str:
    words = {"least": _hours(ask, rule.hours)}
    if rule.usual_hours is None:
        return _("It runs for %(least)s at least.") % words
    return _("It runs for %(least)s at least, usually for %(usual)s.") % {
        **words,
        "usual": _hours(ask, rule.usual_hours),
    }


def _hours(ask: Ask, hours: int) -> str:
    return lasting(timedelta(hours=hours), ask.language)
