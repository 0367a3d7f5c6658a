"""Small worlds for tests of readings: a reader over a few values, and short ways to make such values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from comity.forum.charter.acts import Adopt
from comity.forum.charter.state import CHARTER, Charter, Identity
from comity.forum.documents.state import Amendment, Document
from comity.forum.kernel.values import Key
from comity.forum.meetings.state import Meeting, Planned
from comity.forum.membership.state import Attestation, Ending, Party
from comity.forum.offices.state import CHAIR, SEAT, Chair, Place, SeatValue, Term
from comity.forum.readings.claims.judging import answer
from comity.forum.readings.claims.world import World, world
from comity.forum.readings.reader import Reader
from comity.forum.readings.said import Day, Listed, Named, Said, Span, Titled, Word
from comity.forum.sources.questions import Question
from comity.forum.sources.state import Claimed

if TYPE_CHECKING:
    from comity.forum.kernel.values import Value
    from comity.forum.readings.claims import Finding

KEYS = {
    Party: lambda value: Key("party", value.party),
    Meeting: lambda value: Key("meeting", value.meeting),
    Document: lambda value: Key("document", value.document),
    Claimed: lambda value: Key("claim", value.claim),
    Chair: lambda _value: CHAIR,
    SeatValue: lambda _value: SEAT,
    Charter: lambda _value: CHARTER,
    Identity: lambda _value: Key("forum", "forum"),
}


class Reading(Reader):
    """A reader over the values given."""

    def __init__(self, *values: Value) -> None:
        self.values = {KEYS[type(value)](value): value for value in values}

    def get(self, key: Key) -> Value | None:
        return self.values.get(key)

    def all_of(self, kind: str) -> list[Value]:
        return [value for key, value in self.values.items() if key.kind == kind]


def a_world(*values: Value) -> World:
    return world(Reading(*values))


def ask(about: World, kind: str, **fields: Any) -> Finding:
    """Put a question, written as a data file has it, to a world."""
    return answer(TypeAdapter(Question).validate_python({"kind": kind, **fields}), about)


def a_party(code: str, kind: str = "state", ends: str = "", **since: str) -> Party:
    """A party that holds statuses from days on: a_party("KAZ", member="1999-09-14")."""
    stated = tuple(Attestation(act=1, status=status, since=day) for status, day in since.items())
    endings = (Ending(act=2, status=next(iter(since)), on=ends, manner="not_listed"),) if ends else ()
    return Party(party=code, kind=kind, attestations=stated, endings=endings)


def a_meeting(slug: str, on: str | None = None, body: str = "summit", planned: str = "", **fields: Any) -> Meeting:
    plans = (Planned(act=1, planned=planned),) if planned else ()
    return Meeting(meeting=slug, body=body, kind="regular", on=on, plans=plans, **fields)


def a_document(slug: str, on: str, kind: str = "basic", *amended: str) -> Document:
    changes = tuple(Amendment(act=2, on=day, summary={"en": "a change"}) for day in amended)
    return Document(document=slug, title={"en": slug.title()}, kind=kind, on=on, amendments=changes)


def a_chair(*terms: Term) -> Chair:
    return Chair(terms=terms)


def a_term(slug: str, state: str, taken: str | None, ended: str | None = None, **fields: Any) -> Term:
    since = taken or "2026"
    return Term(act=1, term=slug, state=state, since=since, taken=taken, ended=ended, **fields)


def a_seat(*places: tuple[str, str | None, str]) -> SeatValue:
    """A seat by place, premises and first day."""
    return SeatValue(
        places=tuple(
            Place(act=1, place={"en": place}, premises={"en": premises} if premises else None, since=since)
            for place, premises, since in places
        )
    )


def a_charter(**rules: Any) -> Charter:
    body: dict[str, Any] = {
        "version": 1,
        "in_force": "1999",
        "sources": ("S1",),
        "confidence": "high",
        "statuses": [
            {"status": "member", "name": "member", "holders": ["state"], "assumed": True},
            {"status": "observer", "name": "observer", "holders": ["state", "organisation"], "assumed": True},
        ],
        "bodies": [a_body("summit", "2002")],
        "decisions": [{"rule": "consensus", "text": "By consensus", "assumed": True}],
        "quorum": [{"numerator": 2, "denominator": 3, "text": "Two thirds", "assumed": True}],
        "chair": [{"text": "Four years", "years": 4, "assumed": True}],
    }
    return Charter(adopted=Adopt.model_validate(body | rules))


def a_body(slug: str, established: str | None = None) -> dict[str, Any]:
    names = [{"name": slug.title()}]
    described = {"level": "summit", "rhythm": "yearly", "function": "meets", "assumed": True}
    return {"body": slug, "names": names, "established": established, **described}


def an_identity() -> Identity:
    return Identity(forum="cica", names={"en": "Conference"}, short={"en": "CICA"}, origin="x", languages=("en",))


SPOKEN = {
    Said: lambda word: word.text % {name: english(inner) for name, inner in word.words.items()},
    Day: lambda word: word.when,
    Named: lambda word: word.party,
    Titled: lambda word: word.text["en"],
    Listed: lambda word: ", ".join(english(item) for item in word.items),
    Span: lambda word: str(word.least) if word.least == word.most else f"{word.least}-{word.most}",
}


def english(word: Word) -> str:
    """Say a sentence plainly: dates as entered, parties by their codes."""
    return SPOKEN.get(type(word), str)(word)


def in_short(found: Finding) -> tuple[str, str]:
    """A finding as its verdict and its sentence."""
    return str(found.verdict), english(found.register)
