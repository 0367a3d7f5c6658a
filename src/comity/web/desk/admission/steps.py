"""A candidature: the steps that the charter asks for a status, what is done of them, since when the status holds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, cast

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from comity.forum.charter.state import charter
from comity.forum.decisions.effects import Admit
from comity.forum.decisions.machine import LIVE
from comity.forum.membership.counts import places
from comity.forum.membership.statuses import spells
from comity.secretariat.wording.terms.decisions import VERBS
from comity.store import decisions
from comity.web.desk.decisions.lines import matter_url, standing_of
from comity.web.desk.decisions.naming import suggested
from comity.web.desk.notices.lines import Standing
from comity.web.portal.framework.data import Data
from comity.web.portal.framework.links import day_text
from comity.web.portal.framework.membership import membership

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from comity.forum.charter.provisions import Admission
    from comity.forum.decisions.state import Decision
    from comity.forum.membership.state import Party
    from comity.forum.membership.statuses import Spell
    from comity.web.desk.decisions.asking import Asking

APPLY, SIGN, PROPOSE = "membership.apply", "membership.sign", "decisions.propose"


class Step(Data):
    """A step on the way: what it is, how far it has come, when and by which act; where the next one is begun.

    `form` marks a button that sends a form: a draft is begun by it.
    """

    kind: Literal["application", "signature", "decision"]
    name: str
    text: str
    standing: Standing
    on: str
    act: int | None
    remarks: list[str]
    url: str = ""
    label: str = ""
    form: bool = False


class Candidature(Data):
    """A party on its way to a status. `since` is the day on which the status began, empty while steps are missing.

    `place` is its place among the holders in the order in which they came to it: as it is, or as it would be today.
    """

    party: str
    name: str
    status: str
    called: str
    url: str
    since: str
    place: int | None
    text: str
    steps: list[Step]

    @property
    def missing(self) -> int:
        """How many steps that the charter asks for are missing."""
        return sum(1 for each in self.steps if each.act is None and each.kind != "application")


def open_to(asked: Asking, party: Party) -> list[str]:
    """Return the statuses that a party may come to today: those for its kind that are higher than what it holds.

    The charter names the highest status first, as it names members before observers.
    """
    held = charter(asked.view)
    day = date.fromisoformat(asked.day)
    holds = {each.status for each in spells(party, held.rules) if each.holds(day) == "holds"} if held else set()
    found = []
    for rule in held.on(asked.day).statuses if held else ():
        if rule.status in holds:
            break
        if party.kind in rule.holders:
            found.append(rule.status)
    return found


def begun(asked: Asking, party: Party) -> list[str]:
    """Return the statuses to which a party is on its way: it has taken a step, and does not hold them yet."""
    return [status for status in open_to(asked, party) if _is_begun(asked, party, status)]


def _is_begun(asked: Asking, party: Party, status: str) -> bool:
    """Whether a step was taken since the party held the status last."""
    since = _ended(party, status)
    instruments = {name for way in ways_of(asked, status) for name in way.signatures}
    acts = [
        *(each.act for each in party.applications if each.status == status),
        *(each.act for each in party.acceptances if each.status == status),
        *(each.act for each in party.signatures if each.instrument in instruments),
    ]
    return any(act > since for act in acts)


def _ended(party: Party, status: str) -> int:
    """The act by which the party's status ended last, or -1: what came before it was another admission."""
    return max((each.act for each in party.endings if each.status == status), default=-1)


def ways_of(asked: Asking, status: str) -> list[Admission]:
    """Return the charter's ways to a status today."""
    held = charter(asked.view)
    return held.admissions(status, asked.day) if held else []


def matters_of(asked: Asking) -> list[Decision]:
    """Return the matters before the forum that are to admit somebody."""
    live = decisions.in_states(LIVE, limit=_MOST)
    found = [each for each in live if isinstance(each.effect, Admit)]
    asked.know(found)
    return found


_MOST = 400


def candidature(asked: Asking, party: Party, status: str, matters: Iterable[Decision]) -> Candidature:
    """Return how far a party has come on its way to a status."""
    at = asked.at
    spell = _spell(asked, party, status)
    since = spell.since.latest.isoformat() if spell and spell.since.latest else ""
    way = next(iter(ways_of(asked, status)), None)
    return Candidature(
        party=party.party,
        name=at.title(party.party),
        status=status,
        called=at.ask.speech.title("status", status),
        url=reverse("desk.candidate", args=[party.party, status]),
        since=day_text(at.ask, since) if since else "",
        place=place_of(asked, party.party, status, spell),
        text=at.said(way.text) if way else "",
        steps=list(_steps(asked, party, status, way, list(matters))),
    )


def _spell(asked: Asking, party: Party, status: str) -> Spell | None:
    held = charter(asked.view)
    day = date.fromisoformat(asked.day)
    found = spells(party, held.rules) if held else ()
    return next((each for each in found if each.status == status and each.holds(day) == "holds"), None)


def place_of(asked: Asking, party: str, status: str, spell: Spell | None) -> int | None:
    """Return the place of a party among the holders of a status; of one that would come to it today, the next one."""
    every = membership(asked.at.ask.library)
    if spell is None:
        count = every.count(status, date.fromisoformat(asked.day))
        return count.most + 1 if count.exact else None
    others = [each for each in every.spells if each.party != party]
    found = places([*others, spell], status).get(party)
    return found.first if found and found.first == found.last else (found.counted if found else None)


def _steps(asked: Asking, party: Party, status: str, way: Admission | None, matters: list[Decision]) -> Iterator[Step]:
    yield _application(asked, party, status)
    for instrument in way.signatures if way else ():
        yield _signature(asked, party, status, instrument)
    if way is not None and way.decision:
        yield _decision(asked, party, status, matters)


def _standing(*, done: bool, half: bool = False) -> Standing:
    if done:
        return Standing(text=_("done"), mark="full")
    return Standing(text=_("under way"), mark="half") if half else Standing(text=_("missing"))


def _application(asked: Asking, party: Party, status: str) -> Step:
    since = _ended(party, status)
    made = next((each for each in reversed(party.applications) if each.status == status and each.act > since), None)
    at, url = asked.at, ""
    if made is None and asked.refusal(APPLY, {"party": party.party, "status": status}) is None:
        url = f"{reverse('desk.apply')}?{urlencode({'party': party.party, 'status': status})}"
    return Step(
        kind="application",
        name=_("Application"),
        text=at.said(made.text) if made and made.text else "",
        standing=_standing(done=True) if made else Standing(text=_("none in the record"), mark="none"),
        on=day_text(at.ask, made.entered[:10]) if made else "",
        act=made.act if made else None,
        remarks=[],
        url=url,
        label=_("Apply"),
    )


def _signature(asked: Asking, party: Party, status: str, instrument: str) -> Step:
    made = next((each for each in reversed(party.signatures) if each.instrument == instrument), None)
    at, url = asked.at, ""
    least = {"party": party.party, "instrument": instrument, "on": asked.day}
    if made is None and asked.refusal(SIGN, least) is None:
        address = reverse("desk.candidate_sign", args=[party.party, status])
        url = f"{address}?{urlencode({'instrument': instrument})}"
    return Step(
        kind="signature",
        name=at.ask.speech.title("document", instrument),
        text=at.said(made.at) if made and made.at else "",
        standing=Standing(text=_("signed"), mark="full") if made else Standing(text=_("not signed yet")),
        on=day_text(at.ask, made.on) if made else "",
        act=made.act if made else None,
        remarks=[],
        url=url,
        label=_("Sign"),
    )


def _decision(asked: Asking, party: Party, status: str, matters: list[Decision]) -> Step:
    at = asked.at
    since = _ended(party, status)
    made = next((each for each in party.acceptances if each.status == status and each.act > since), None)
    before = next((each for each in matters if _admits(each, party.party, status)), None)
    remarks, url, label, form = [], "", "", False
    if made is None and before is not None:
        words = {"body": at.ask.speech.title("body", before.body), "state": standing_of(before).text}
        remarks = [_("Before %(body)s: %(state)s.") % words, *_said_by(asked, before)]
        url, label = matter_url(before.decision), _("To the matter")
    elif made is None and proposal(asked, party, status) is not None:
        url, label, form = reverse("desk.candidate", args=[party.party, status]), _("Propose the decision"), True
    return Step(
        kind="decision",
        name=_("Decision"),
        text=at.ask.speech.title("decision", made.decision) if made and made.decision else "",
        standing=_standing(done=made is not None, half=before is not None),
        on=day_text(at.ask, made.on) if made else "",
        act=made.act if made else None,
        remarks=remarks,
        url=url,
        label=label,
        form=form,
    )


def _said_by(asked: Asking, before: Decision) -> Iterator[str]:
    for each in before.steps:
        if each.body is None or each.verb not in VERBS:
            continue
        body = asked.at.ask.speech.title("body", each.body)
        yield _("%(body)s: %(verb)s.") % {"body": body, "verb": _(VERBS[each.verb])}


def _admits(held: Decision, party: str, status: str) -> bool:
    effect = cast("Admit", held.effect)
    return (effect.party, effect.status) == (party, status)


def proposal(asked: Asking, party: Party, status: str) -> dict[str, object] | None:
    """Return a proposal to admit a party, as far as it can be drawn up by itself; None where none would be taken."""
    held = charter(asked.view)
    rules = [rule for rule in held.on(asked.day).matters if "admission" in rule.effects] if held else []
    # A row that bears the status in its name is tried first.
    rules.sort(key=lambda rule: status not in rule.matter)
    effect = {"kind": "admission", "party": party.party, "status": status}
    for rule in rules:
        for body, role in rule.roles.items():
            if role == "decides":
                said = _proposed(asked, party, status, {"matter": rule.matter, "body": body, "effect": effect})
                if asked.refusal(PROPOSE, {**said, "text": {"en": "—"}}) is None:
                    return said
    return None


def _proposed(asked: Asking, party: Party, status: str, fields: dict[str, object]) -> dict[str, object]:
    title = _("Admission of %(party)s: %(status)s") % {
        "party": asked.at.title(party.party),
        "status": asked.at.ask.speech.title("status", status),
    }
    language = asked.at.ask.language.split("-")[0]
    words = {language: title}
    name = suggested(asked, words, str(fields["matter"]))
    return {"decision": name, "party": asked.at.party, "title": words, **fields}
