"""What claims are held against: the register and whatever else the values say, read once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from comity.forum.charter.state import CHARTER, IDENTITY, Charter, Identity
from comity.forum.documents import state as documents
from comity.forum.meetings import state as meetings
from comity.forum.offices.state import SEAT, SeatValue
from comity.forum.readings.chair import Served, served
from comity.forum.readings.membership import Register, register

if TYPE_CHECKING:
    from comity.forum.readings.reader import Reader


@dataclass(frozen=True, slots=True)
class World:
    """Everything that a claim may be about."""

    register: Register
    meetings: dict[str, meetings.Meeting]
    documents: dict[str, documents.Document]
    terms: list[Served]
    seat: SeatValue | None
    charter: Charter | None
    identity: Identity | None


def world(reader: Reader) -> World:
    """Read everything that claims may be about."""
    met = [cast("meetings.Meeting", value) for value in reader.all_of(meetings.KIND)]
    held = [cast("documents.Document", value) for value in reader.all_of(documents.KIND)]
    return World(
        register=register(reader),
        meetings={meeting.meeting: meeting for meeting in met},
        documents={document.document: document for document in held},
        terms=served(reader),
        seat=cast("SeatValue | None", reader.get(SEAT)),
        charter=cast("Charter | None", reader.get(CHARTER)),
        identity=cast("Identity | None", reader.get(IDENTITY)),
    )
