"""A forum's data as a library in memory: what pages read, without a database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, cast

from comity.forum.charter.acts import Constitute
from comity.forum.fold import evolve
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.dates import begins
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.sources.citing import cited_by
from comity.web.portal.framework.library import ActSift, DecisionSift, DocumentSift, Found, Head, MeetingSift

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from comity.forum.decisions.state import Decision
    from comity.forum.documents.state import Document
    from comity.forum.kernel.values import Key, Value
    from comity.forum.meetings.state import Meeting
    from comity.secretariat.forumdata import ForumData


class MemoryLibrary:
    """Values and acts of a forum's data, folded without a record; it has no entries and no proofs."""

    def __init__(self, data: ForumData) -> None:
        self.values: dict[Key, Value] = {}
        self._acts: list[Enacted] = []
        identity = {**data.identity, "keys": [{"office": "registrar", "key": KEY}]}
        first = Enacted(0, "", "charter.constitute", SECRETARIAT, "registrar", Constitute.model_validate(identity))
        for act in (first, *self._drafted(data)):
            self._acts.append(act)
            self.values.update(evolve(act, self))

    @staticmethod
    def _drafted(data: ForumData) -> Iterable[Enacted]:
        for index, draft in enumerate(data.acts, 1):
            yield Enacted(index, "2026-11-23T10:00:00.000Z", draft.type, SECRETARIAT, "registrar", draft.body)

    def get(self, key: Key) -> Value | None:
        return self.values.get(key)

    def act(self, index: int) -> Enacted | None:
        return self._acts[index] if 0 <= index < len(self._acts) else None

    def all_of(self, kind: str) -> Sequence[Value]:
        return [value for key, value in self.values.items() if key.kind == kind]

    def some_of(self, kind: str, ids: Iterable[str]) -> dict[str, Value]:
        wanted = set(ids)
        return {key.id: value for key, value in self.values.items() if key.kind == kind and key.id in wanted}

    def first_day(self) -> date | None:
        days = [begins(meeting.when).earliest for meeting in cast("list[Meeting]", self.all_of("meeting"))]
        return min((day for day in days if day), default=None)

    def meetings(
        self, sift: MeetingSift, start: int = 0, limit: int | None = None, *, counted: bool = True
    ) -> Found[Meeting]:
        found = [m for m in cast("list[Meeting]", self.all_of("meeting")) if self._meets(m, sift)]
        found.sort(key=lambda meeting: _place(meeting.when, meeting), reverse=True)
        part = _part(found, start, limit)
        return part if counted else Found(part.rows, start, start + len(part.rows))

    @staticmethod
    def _meets(meeting: Meeting, sift: MeetingSift) -> bool:
        day = begins(meeting.when).earliest
        return (
            sift.body in {"", meeting.body}
            and (not sift.bodies or meeting.body in sift.bodies)
            and sift.kind in {"", meeting.kind}
            and (sift.year is None or (day is not None and day.year == sift.year))
            and sift.host in {"", meeting.host}
            and (not sift.regular or meeting.number is not None)
            and sift.held in {None, meeting.held}
            and (sift.since is None or (day is not None and day >= sift.since))
            and (sift.until is None or (day is not None and day <= sift.until))
        )

    def documents(self, sift: DocumentSift, start: int = 0, limit: int | None = None) -> Found[Document]:
        found = []
        for document in cast("list[Document]", self.all_of("document")):
            day = begins(document.on).earliest
            if (
                sift.kind in {"", document.kind}
                and (not sift.kinds or document.kind in sift.kinds)
                and sift.body in {"", document.body}
                and sift.meeting in {"", document.meeting}
                and (sift.year is None or (day is not None and day.year == sift.year))
                and (sift.until is None or (day is not None and day <= sift.until))
            ):
                found.append(document)
        found.sort(key=lambda document: _place(document.on, document), reverse=True)
        return _part(found, start, limit)

    def decisions(
        self, sift: DecisionSift, start: int = 0, limit: int | None = None, *, counted: bool = True
    ) -> Found[Decision]:
        found = [each for each in self._matters() if _fits(each, sift)]
        found.sort(key=lambda each: (_came_out(each), each.acts[0]), reverse=True)
        part = _part(found, start, limit)
        return part if counted else Found(part.rows, start, start + len(part.rows))

    def silences(self, start: int = 0, limit: int | None = None) -> Found[Decision]:
        found = [each for each in self._matters() if each.silence]
        found.sort(key=lambda each: (each.silence.expires if each.silence else "", each.acts[0]))
        return _part(found, start, limit)

    def foremost(self, limit: int) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
        return self.silences(0, limit).rows, self.decisions(DecisionSift(), 0, limit).rows

    def _matters(self) -> list[Decision]:
        return cast("list[Decision]", self.all_of("decision"))

    def acts(self, sift: ActSift, start: int = 0, limit: int = 50) -> Found[Enacted]:
        found = [a for a in reversed(self._acts) if sift.type in {"", a.type, a.type.split(".")[0]}]
        return _part([a for a in found if sift.party in {"", a.party}], start, limit)

    def citing(self, source: str, start: int = 0, limit: int = 50) -> Found[Enacted]:
        return _part([a for a in reversed(self._acts) if source in cited_by(a.body)], start, limit)

    def some_acts(self, indices: Iterable[int]) -> dict[int, Enacted]:
        return {index: self._acts[index] for index in indices}

    def entry(self, _index: int) -> bytes | None:
        return None

    def head(self) -> Head:
        return Head(len(self._acts), bytes(32), b"", "2026-11-23T10:00:00.000Z")

    def log_key(self) -> str:
        return VKEY

    def inclusion(self, _index: int, _size: int) -> list[bytes]:
        return []


def _came_out(decision: Decision) -> str:
    return decision.result.effective if decision.result else decision.proposed


def _fits(decision: Decision, sift: DecisionSift) -> bool:
    day = _came_out(decision)[:10]
    words = "\n".join((*decision.title.values(), decision.symbol or "", decision.decision)).casefold()
    return (
        sift.body in {"", decision.body}
        and sift.matter in {"", decision.matter}
        and (not sift.states or decision.state in sift.states)
        and (sift.year is None or day[:4] == str(sift.year))
        and sift.sought.casefold() in words
        and (not sift.undertaken or any(each.open_for for each in decision.undertakings))
        and (sift.until is None or day <= sift.until.isoformat())
    )


def _place(when: str, value: Value) -> tuple[date, int]:
    """Where a value stands among its kind: by its first day, and of one day by the act that brought it."""
    return begins(when).earliest or date.min, value.acts[0]


def _part(found: list[Any], start: int, limit: int | None) -> Found[Any]:
    end = None if limit is None else start + limit
    return Found(tuple(found[start:end]), start, len(found))


VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
