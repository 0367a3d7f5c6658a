"""Tidings of decisions, votes, treaties and meetings: what acts have brought, and what runs out soon.

Silences concern those who decide; what came out, and when the forum meets, concerns all participants.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Q

from comity.forum.charter.state import charter
from comity.forum.decisions.machine import SILENCE, VOTING
from comity.forum.decisions.state import decision
from comity.forum.documents import state as documents
from comity.forum.kernel.acts import Committed, Enacted
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.meetings.machine import PLANNED
from comity.forum.meetings.state import meeting
from comity.forum.officers.authority import rule_of
from comity.forum.registry import ACT_TYPES
from comity.forum.treaties.rules.common import is_concerned
from comity.secretariat.mailing.matters import AT_LAST, SOON, Matter
from comity.store import models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from comity.forum.decisions.state import Decision, Silence, Voting
    from comity.secretariat.mailing.matters import Reason
    from comity.store.addressing import Addressing, Told
    from comity.store.house import House

_SILENCES = (
    "decisions.start_silence",
    "decisions.extend_silence",
    "decisions.break_silence",
    "decisions.relay_objection",
    "decisions.veto_silence",
)
_OUTCOMES = ("decisions.conclude", "decisions.conclude_silence")
_MEETINGS = ("meetings.convene", "meetings.move")

TYPES = frozenset(
    {
        *_SILENCES,
        *_OUTCOMES,
        *_MEETINGS,
        "decisions.withdraw",
        "decisions.put",
        "decisions.open_vote",
        "treaties.notify",
    }
)
"""Acts that bring tidings. They are told of as soon as they are entered."""

_BREAK, _VOTE, _CAST = "decisions.break_silence", "decisions.vote", "decisions.cast"


class Tidings:
    """Looks for tidings as they are `now`."""

    def __init__(self, house: House, addressing: Addressing, now: datetime) -> None:
        self._house = house
        self._to = addressing
        self._now = now

    def news(self, start: int, stop: int) -> Iterator[Told]:
        """Yield what the acts from the index `start` to `stop` (not included) have brought."""
        found = models.Entry.objects.filter(type__in=TYPES, idx__gte=start, idx__lt=stop).order_by("idx")
        for index in found.values_list("idx", flat=True):
            act = cast("Enacted", self._house.ledger.act(index))
            # What is restricted is told by nobody here: who may read it is not known from the act.
            if not isinstance(act.body, Committed):
                yield from self._brought(act)

    def waiting(self) -> Iterator[Told]:
        """Yield what runs out soon: silences, votes that are wanted, undertakings."""
        yield from self._expiring()
        yield from self._closing()
        yield from self._undertaken()

    def _brought(self, act: Enacted) -> Iterator[Told]:
        if act.type in _MEETINGS:
            return self._meeting(act)
        if act.type == "treaties.notify":
            return self._notified(act)
        held = decision(self._to.values, cast("Any", act.body).decision)
        return iter(()) if held is None else self._decided(act, held)

    def _decided(self, act: Enacted, held: Decision) -> Iterator[Told]:
        body = cast("Any", act.body)
        if act.type in _OUTCOMES:
            at = _moment(getattr(body, "effective", act.entered))
            matter = _news("outcome", act, held, at=at, outcome=body.outcome, name=body.symbol or "")
            return self._to.all_of(self._to.participants(), matter)
        if act.type == "decisions.put":
            return self._to.to(held.party, _for(_news("put", act, held), held.party))
        if act.type == "decisions.withdraw" and not (held.silences and held.silences[-1].ended_act == act.index):
            return iter(())
        reason: Reason = "vote" if act.type == "decisions.open_vote" else "silence"
        until = getattr(body, "expires", None) or getattr(body, "closes", None)
        said = {"by": _moment(until) if until else None, "outcome": getattr(body, "outcome", "")}
        return self._to.all_of(self._to.members(), _news(reason, act, held, **said))

    def _meeting(self, act: Enacted) -> Iterator[Told]:
        body = cast("Any", act.body)
        held, rules = meeting(self._to.values, body.meeting), charter(self._to.values)
        # What is merely planned is nobody's appointment yet.
        if held is None or rules is None or held.state == PLANNED:
            return iter(())
        its_body = rules.body(held.body, self._to.day)
        title = held.title or (its_body.called(self._to.day) if its_body else {"en": held.meeting})
        matter = Matter(
            "meeting",
            str(act.index),
            "",
            _moment(act.entered),
            by=_moment(body.opens) if body.opens else None,
            what=act.type,
            title=title,
            name=body.planned,
        )
        return self._to.all_of(self._to.participants(), matter)

    def _notified(self, act: Enacted) -> Iterator[Told]:
        body = cast("Any", act.body)
        document = documents.document(self._to.values, body.treaty)
        matter = Matter(
            "notification",
            body.notification,
            "",
            _moment(act.entered),
            what=act.type,
            title=document.title if document else {"en": body.treaty},
            name=body.notification,
        )
        parties = (party for party in self._to.serving if party != SECRETARIAT)
        concerned = [party for party in parties if is_concerned(body.treaty, party, act, self._to.values)]
        return self._to.all_of(concerned, matter)

    def _expiring(self) -> Iterator[Told]:
        last = _stamp(self._now + SOON)
        for held in self._read(models.Decision.objects.filter(state=SILENCE, expires__lte=last)):
            running = cast("Silence", held.silence)
            by, since = _moment(running.expires), _moment(running.clocks[-1].entered)
            matter = self._soon("expiry", held, by, since)
            if matter is not None:
                parties = [party for party in self._to.members() if party not in (SECRETARIAT, *held.without)]
                yield from self._able(parties, _BREAK, matter)

    def _closing(self) -> Iterator[Told]:
        for held in self._read(models.Decision.objects.filter(state=VOTING)):
            voting = cast("Voting", held.voting)
            opened = next(step.entered for step in reversed(held.steps) if step.what == "decisions.open_vote")
            matter = self._soon("closing", held, _moment(voting.closes), _moment(opened))
            if matter is not None:
                gone = {*voting.votes, *voting.cast, SECRETARIAT}
                yield from self._able([party for party in self._to.members() if party not in gone], _VOTE, matter)

    def _soon(self, reason: Reason, held: Decision, by: datetime, since: datetime) -> Matter | None:
        """What is to be recalled of something that runs out: twice, but not of what has begun only then."""
        for span in (AT_LAST, SOON):
            at = by - span
            if at <= self._now < by:
                return None if since > at else _of(reason, held, f"{_stamp(by)}/{_stamp(at)}", at, by=by)
        return None

    def _able(self, parties: Iterable[str], kind: str, matter: Matter) -> Iterator[Told]:
        """Those officers who can sign such an act for their party, by the charter."""
        body = ACT_TYPES[kind].body.model_construct()
        for party in parties:
            rule = rule_of(Enacted(0, f"{self._to.day}T00:00:00.000Z", kind, party, "", body), self._to.values)
            yield from self._to.to(party, _for(matter, party), rule.function if rule else "authoriser")

    def _undertaken(self) -> Iterator[Told]:
        days = [self._now.astimezone(UTC).date() + timedelta(days=number) for number in range(SOON.days + 1)]
        # Their text is searched only to read fewer of them; what is due, the undertakings themselves say.
        due = reduce(or_, (Q(value__contains=f'"by":"{day}T') for day in days))
        for held in self._read(models.Decision.objects.filter(due, undertaken=True)):
            for each in held.undertakings:
                by = _moment(each.by) if each.by else None
                if by is not None and self._now < by <= self._now + SOON:
                    for party in each.open_for:
                        matter = _of("undertaking", held, f"{each.number}/{party}", by - SOON, by=by)
                        yield from self._to.to(party, _for(matter, party))

    def _read(self, rows: QuerySet[models.Decision]) -> list[Decision]:
        return cast("list[Decision]", self._to.values.values(rows.order_by("born")))


def _news(reason: Reason, act: Enacted, held: Decision, **said: Any) -> Matter:  # noqa: ANN401 - fields of a matter
    return _of(reason, held, str(act.index), **{"at": _moment(act.entered), "what": act.type, **said})


def _of(reason: Reason, held: Decision, which: str, at: datetime, **said: Any) -> Matter:  # noqa: ANN401 - as above
    return Matter(reason, f"{held.decision}/{which}", "", at, title=held.title, **said)


def _for(matter: Matter, party: str) -> Matter:
    return replace(matter, party=party)


def _moment(said: str) -> datetime:
    return datetime.fromisoformat(said)


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
