"""By which rule a matter is decided: the charter's row, how the body decides, how a silence runs; on what it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.forum.charter.state import charter
from comity.forum.charter.words import entered_by
from comity.web.portal.framework.chrome import stops
from comity.web.portal.framework.data import Data
from comity.web.portal.pages.provisions import basis, sentence_of, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.charter.provisions import Procedure, Provision, SilenceRule
    from comity.web.desk.decisions.asking import Asking


class Ruled(Data):
    """A rule in sentences, and on what it rests: sources, a decision, or that it is assumed."""

    name: str
    sentences: list[str]
    grounds: str


def grounds_of(asked: Asking, rule: Provision) -> str:
    """Return on what a provision rests, in words."""
    if rule.sources:
        return _("Sources: %(sources)s.") % {"sources": stops()["comma"].join(rule.sources)}
    if rule.decided:
        return _("By the decision “%(decision)s”.") % {"decision": asked.at.ask.speech.title("decision", rule.decided)}
    return _("Assumed, until the forum decides otherwise.")


def rules_of(asked: Asking, body: str, matter: str) -> list[Ruled]:
    """Return the rules by which a body decides on a matter today."""
    found, ask = [], asked.at.ask
    rule = asked.matter(matter)
    if rule is not None:
        roles = _roles(asked, dict(rule.roles))
        said = [_("Matter: %(matter)s.") % {"matter": words_of(ask, rule.name)}, *roles]
        found.append(Ruled(name=_("Who decides"), sentences=said, grounds=grounds_of(asked, rule)))
    way = asked.procedure(body, matter)
    if way is not None:
        said = [sentence_of(ask, way.text), *_shares(way), *_statements(way)]
        note = basis(ask, way)["note"]
        found.append(Ruled(name=_("How it is decided"), sentences=said, grounds=f"{grounds_of(asked, way)} {note}"))
        if way.silence is not None:
            said = list(_silence(asked, way.silence))
            found.append(Ruled(name=_("How a silence runs"), sentences=said, grounds=grounds_of(asked, way)))
    return found


def _roles(asked: Asking, roles: dict[str, str]) -> Iterator[str]:
    called = {
        "decides": _("%(body)s decides."),
        "recommends": _("%(body)s recommends."),
        "drafts": _("%(body)s drafts."),
        "discusses": _("%(body)s discusses."),
        "finalises": _("%(body)s finalises."),
        "approves": _("%(body)s approves."),
    }
    for body in asked.in_order(roles):
        yield called[roles[body]] % {"body": asked.at.ask.speech.title("body", body)}


def _shares(way: Procedure) -> Iterator[str]:
    if way.way in {"majority", "secret_ballot"}:
        of = _("of those voting for or against") if way.of == "voting" else _("of all members")
        share = {"share": f"{way.numerator}/{way.denominator}", "of": of}
        if 2 * (way.numerator or 0) == (way.denominator or 0):
            yield _("More than %(share)s %(of)s carry it.") % share
        else:
            yield _("At least %(share)s %(of)s carry it.") % share
    if way.trigger:
        said = ngettext("%(number)s state sets it off.", "%(number)s states set it off.", way.trigger)
        yield said % {"number": way.trigger}
    if way.vote_hours:
        yield _in_hours(_("Between meetings a vote is open for %(time)s at least."), way.vote_hours)
    if way.opening_hours:
        yield _in_hours(_("Ballots are opened to the tellers within %(time)s."), way.opening_hours)
    if not way.quorum:
        yield _("No quorum is asked for.")


def _statements(way: Procedure) -> Iterator[str]:
    if way.statements_hours is not None:
        text = _("Statements and reservations attach to the decision for %(time)s after it.")
        yield _in_hours(text, way.statements_hours)


def hours_text(hours: int) -> str:
    """Return a time of so many hours in words: in days where they make whole ones."""
    if hours and hours % 24 == 0:
        days = hours // 24
        return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}
    return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}


def _in_hours(text: str, hours: int) -> str:
    return text % {"time": hours_text(hours)}


def _silence(asked: Asking, rule: SilenceRule) -> Iterator[str]:
    by = asked.at.ask.speech.word(entered_by(rule.by, charter(asked.view)))
    yield _("It is started by: %(by)s.") % {"by": by}
    yield _in_hours(_("It runs %(time)s at least."), rule.hours)
    if rule.usual_hours:
        yield _in_hours(_("Usually it runs %(time)s."), rule.usual_hours)
    if rule.veto_hours:
        yield _in_hours(_("Within %(time)s of its start a member may refuse its use."), rule.veto_hours)
    yield _("Who breaks it is named.") if rule.breaker == "named" else _("Who breaks it is known to the chair alone.")
    if rule.numbered == "next_meeting":
        yield _("What it decides is numbered at the next meeting of the body.")
