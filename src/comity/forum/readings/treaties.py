"""How a treaty stands on a day: what each party has done, in force for whom since when, and what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from comity.forum.documents.state import document
from comity.forum.kernel.dates import Bounds, bounds
from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.machine import NOTHING
from comity.forum.membership.roll import deciding
from comity.forum.membership.roll import parties as every_party
from comity.forum.readings.said import Day, Listed, Named, Said, Span
from comity.forum.treaties.entry import Entry, denunciation_effect, entry_into_force, standing_of
from comity.forum.treaties.joined import Bond, Signed, bonds, signatures
from comity.forum.treaties.machine import BOUND, CONSENTED, DENOUNCED, SIGNED
from comity.forum.treaties.periods import acceptance, period_until, takes_effect
from comity.forum.treaties.rules.common import is_open_to
from comity.forum.treaties.state import KIND, treaty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from comity.forum.documents.state import Document
    from comity.forum.kernel.values import Values
    from comity.forum.readings.reader import Reader
    from comity.forum.treaties.entry import Standing
    from comity.forum.treaties.periods import Acceptance
    from comity.forum.treaties.state import (
        Denunciation,
        Deposited,
        Event,
        FullPowers,
        Provisional,
        Reservation,
        Treaty,
    )

_TOLD_TO_NOBODY = frozenset({"treaties.register", "treaties.receive_full_powers"})


@dataclass(frozen=True, slots=True)
class Statement:
    """A reservation or declaration as of a day.

    `until` is the last day of the period of objection, None before it runs. `answers` are of those who object, by
    party; `open_for` names the states bound that may object still, `accepted_by` those that have accepted it tacitly.
    """

    made: Reservation
    until: date | None
    takes_effect: bool
    answers: dict[str, Acceptance]
    accepted_by: tuple[str, ...]
    open_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """How one party stands to a treaty as of a day; `state` is one of the machine's.

    `in_force` bounds the day since when the treaty is in force for it, `until` the day on which its denunciation takes
    effect. `provisional` is a provisional application that goes on. `returned` are instruments not in good form.
    """

    party: str
    state: str
    full_powers: tuple[FullPowers, ...]
    signed: Signed | None
    bond: Bond | None
    returned: tuple[Deposited, ...]
    in_force: Bounds | None
    provisional: Provisional | None
    denounced: Denunciation | None
    until: Bounds | None
    statements: tuple[Statement, ...]

    def standing(self, day: date) -> Standing:
        """Return whether the treaty is in force for the party on a day."""
        if self.until is not None and self.until.latest is not None and self.until.latest <= day:
            return "not_in_force"
        return standing_of(self.in_force, day)


@dataclass(frozen=True, slots=True)
class Status:
    """A treaty as of a day: its entry into force, its parties in the order of the record, and in words what is missing.

    `to_come` are the parties that may join and have done nothing yet. `excluded` are pairs (who reserved, who objected)
    between which the treaty is not in force. `unnotified` are events of which no notification tells, and
    `entry_unnotified` is the day of entry into force while none tells it.
    """

    treaty: Treaty
    document: Document
    day: date
    entry: Entry
    rows: tuple[Row, ...]
    to_come: tuple[str, ...]
    outlook: tuple[Said, ...]
    excluded: tuple[tuple[str, str], ...]
    unnotified: tuple[Event, ...]
    entry_unnotified: date | None

    @property
    def standing(self) -> Standing:
        """Whether the treaty is in force."""
        return self.entry.standing(self.day)


def treaties(reader: Reader) -> list[Treaty]:
    """Return the treaties that the forum keeps, in the order of their registration."""
    return [cast("Treaty", value) for value in reader.all_of(KIND)]


def status(reader: Reader | Values, slug: str, day: date) -> Status | None:
    """Return how the treaty called `slug` stands on `day`, or None where the forum keeps none of that name."""
    values = cast("Values", reader)
    held, of = treaty(values, slug), document(values, slug)
    if held is None or of is None:
        return None
    entry = entry_into_force(held, of, lambda when: deciding(when, values), day)
    known = [bond for bond in bonds(held, of) if bond.party and _by(bond.since, day)]
    signed = {each.party: each for each in signatures(held, of) if _by(bounds(each.on), day)}
    rows = _Rows(held, of, entry, day, {bond.party: bond for bond in known}, signed)
    made = tuple(rows.of(party) for party in _involved(held, of) if rows.begun(party))
    there = {row.party for row in made}
    return Status(
        treaty=held,
        document=of,
        day=day,
        entry=entry,
        rows=made,
        to_come=tuple(p for p in every_party(values) if p not in there and is_open_to(held, p, day, values)),
        outlook=tuple(outlook(entry, day)),
        excluded=_excluded(made),
        unnotified=tuple(unnotified(held)),
        entry_unnotified=_entry_unnotified(held, entry),
    )


def unnotified(held: Treaty) -> list[Event]:
    """Return what happened to a treaty of which no depositary notification tells yet, in the order of the record.

    What was told of the past, by its sources, was for the depositary of that time to notify.
    """
    told = {place for each in held.notifications for place in each.about}
    sent_back = {each.act for party in held.participants for each in party.returned}
    return [
        event
        for event in held.events
        if event.act not in told | sent_back and event.what not in _TOLD_TO_NOBODY and not event.sources
    ]


def _entry_unnotified(held: Treaty, entry: Entry) -> date | None:
    if entry.day is None or any(each.in_force == entry.day.isoformat() for each in held.notifications):
        return None
    return entry.day


def _by(span: Bounds, day: date) -> bool:
    return span.earliest is None or span.earliest <= day


def _on_by(on: str, day: date) -> bool:
    return _by(bounds(on), day)


def _involved(held: Treaty, of: Document) -> list[str]:
    """Every party that the treaty's own acts or those of its document name, each once, in the order of the record."""
    named = [(each.act, each.party) for each in of.signatures]
    named += [(each.act, each.party) for each in of.consents]
    named += [(each.act, each.party) for each in held.events if each.party]
    return list(dict.fromkeys(party for _act, party in sorted(named)))


class _Rows:
    def __init__(
        self, held: Treaty, of: Document, entry: Entry, day: date, known: dict[str, Bond], signed: dict[str, Signed]
    ) -> None:
        self._held, self._of, self._entry, self._day = held, of, entry, day
        self._known, self._signed = known, signed

    def begun(self, party: str) -> bool:
        """Whether a party had done anything by the day."""
        events = any(each.party == party and _on_by(each.on, self._day) for each in self._held.events)
        return events or party in self._known or party in self._signed

    def of(self, party: str) -> Row:
        """Return the row of one party."""
        found, day = self._held.participation(party), self._day
        notice = found.denunciation
        denounced = notice if notice is not None and _on_by(notice.on, day) else None
        return Row(
            party=party,
            state=self._state(party, denounced),
            full_powers=tuple(each for each in found.full_powers if _on_by(each.on, day)),
            signed=self._signed.get(party),
            bond=self._known.get(party),
            returned=tuple(each for each in found.returned if _on_by(each.on, day)),
            in_force=self._entry.for_party.get(party),
            provisional=self._applied(party),
            denounced=denounced,
            until=denunciation_effect(self._held, denounced) if denounced else None,
            statements=tuple(self._statement(each) for each in self._held.statements if self._is_of(each, party)),
        )

    def _state(self, party: str, denounced: Denunciation | None) -> str:
        bond = self._known.get(party)
        if denounced is not None:
            return DENOUNCED
        if bond is not None:
            return BOUND if bond.found else CONSENTED
        return SIGNED if party in self._signed else NOTHING

    def _is_of(self, made: Reservation, party: str) -> bool:
        return made.party == party and _on_by(made.on, self._day)

    def _applied(self, party: str) -> Provisional | None:
        """The provisional application that goes on: not ended, and not overtaken by the entry into force."""
        if standing_of(self._entry.for_party.get(party), self._day) == "in_force":
            return None
        spells = (each for each in self._held.participation(party).provisional if _on_by(each.on, self._day))
        return next((each for each in spells if each.ended is None or not _on_by(each.ended, self._day)), None)

    def _statement(self, made: Reservation) -> Statement:
        bound = [party for party in self._known if party != made.party]
        answers = {
            party: acceptance(self._held, self._of, made, party, self._day)
            for party in dict.fromkeys((*bound, *(each.party for each in made.standing_objections)))
        }
        return Statement(
            made=made,
            until=period_until(self._held, made),
            takes_effect=takes_effect(self._held, made, self._day),
            answers={party: answer for party, answer in answers.items() if answer in {"objects", "precludes"}},
            accepted_by=tuple(party for party in bound if answers[party] == "accepted"),
            open_for=tuple(party for party in bound if answers[party] == "open"),
        )


def _excluded(rows: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """The pairs of parties bound between which an objection precludes that the treaty enters into force."""
    bound = {row.party for row in rows if row.bond is not None}
    return tuple(
        (row.party, party)
        for row in rows
        for statement in row.statements
        for party, answer in statement.answers.items()
        if answer == "precludes" and statement.takes_effect and {row.party, party} <= bound
    )


def outlook(entry: Entry, day: date) -> list[Said]:
    """Return in words whether a treaty is in force on a day, and if it is not, what is still missing."""
    standing_ = entry.standing(day)
    if standing_ == "not_in_force":
        return [*_counts(entry), *_named(entry)]
    since = cast("Bounds", entry.on)
    if standing_ == "may_be_in_force":
        text = gettext_noop("It may have entered into force, on %(first)s at the earliest; the sources leave it open.")
        return [Said(text, {"first": _day(since.earliest)})]
    text = _SINCE[standing_ == "in_force", entry.day is not None]
    return [Said(text, {"first": _day(since.earliest), "last": _day(since.latest)})]


_SINCE = {
    (True, True): gettext_noop("It is in force since %(first)s."),
    (True, False): gettext_noop("It is in force, since a day from %(first)s to %(last)s that the sources leave open."),
    (False, True): gettext_noop("It enters into force on %(first)s."),
    (False, False): gettext_noop("It enters into force on a day from %(first)s that the sources leave open."),
}


def _day(day: date | None) -> Day | str:
    return "—" if day is None else Day(day.isoformat())


def _counts(entry: Entry) -> list[Said]:
    said = []
    if entry.wanted:
        text = gettext_noop("Instruments deposited: %(counted)s; the clause asks for %(wanted)s.")
        said.append(Said(text, {"counted": Span(entry.sure, entry.counted), "wanted": entry.wanted}))
    if entry.share is not None:
        text = gettext_noop(
            "Of %(of)s of whom a share is wanted %(counted)s are bound; the clause asks for %(wanted)s."
        )
        counts = {"of": entry.share.of, "counted": entry.share.counted, "wanted": entry.share.wanted}
        said.append(Said(text, dict(counts)))
    if entry.missing:
        text = gettext_noop("Instruments still missing: %(missing)s.")
        said.append(Said(text, {"missing": Span(entry.missing, entry.missing_at_most)}))
    return said


def _named(entry: Entry) -> list[Said]:
    if not entry.missing_named:
        return []
    parties = Listed(tuple(Named(party) for party in entry.missing_named))
    return [Said(gettext_noop("Parties that must be bound and are not yet: %(parties)s."), {"parties": parties})]
