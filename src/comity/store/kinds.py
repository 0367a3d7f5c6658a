"""Which table keeps which kind of value, and what its columns say: the one place where values become rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from comity.forum import door
from comity.forum.charter import state as charter
from comity.forum.decisions import state as decisions
from comity.forum.documents import state as documents
from comity.forum.documents import symbols
from comity.forum.kernel.dates import begins, ends
from comity.forum.kernel.values import Value
from comity.forum.meetings import state as meetings
from comity.forum.membership import roll
from comity.forum.membership import state as membership
from comity.forum.notices import state as notices
from comity.forum.officers import state as officers
from comity.forum.offices import state as offices
from comity.forum.openings import state as openings
from comity.forum.sources import state as sources
from comity.forum.treaties import state as treaties
from comity.store import models


@dataclass(frozen=True, slots=True)
class Kept:
    """How a kind of value is kept: its class, its table, the further columns of its row.

    A table that keeps several kinds (`shared`) tells them apart by its column `of`.
    """

    value: type[Value]
    table: type[models.Row]
    columns: Callable[[Any], dict[str, Any]] = lambda _value: {}

    @property
    def shared(self) -> bool:
        return self.table in (models.Standing, models.Particular)


def _days(when: str) -> dict[str, Any]:
    first, last = begins(when).earliest, ends(when).latest
    return {"first_day": first, "last_day": last, "year": first.year if first else None}


def _party(value: membership.Party) -> dict[str, Any]:
    return {"kind": value.kind}


def _meeting(value: meetings.Meeting) -> dict[str, Any]:
    columns = {"body": value.body, "kind": value.kind, "host": value.host, "number": value.number}
    return columns | {"held": value.held, "state": value.state} | _days(value.when)


def _document(value: documents.Document) -> dict[str, Any]:
    columns = {"kind": value.kind, "symbol": value.symbol, "body": value.body, "meeting": value.meeting}
    # A document of before distributions were stated is public.
    return columns | {"distribution": getattr(value, "distribution", "public")} | _days(value.on)


def _decision(value: decisions.Decision) -> dict[str, Any]:
    when = value.result.effective if value.result else value.proposed
    return {
        "matter": value.matter,
        "body": value.body,
        "state": value.state,
        "party": value.party,
        "symbol": value.symbol or "",
        "year": int(when[:4] or 0),
        "at": when,
        "expires": value.silence.expires if value.silence else "",
        "undertaken": any(each.open_for for each in value.undertakings),
        "sought": "\n".join((*value.title.values(), value.symbol or "", value.decision)).casefold(),
    }


def _treaty(value: treaties.Treaty) -> dict[str, Any]:
    return _days(value.adopted)


def _notification(value: treaties.Notification) -> dict[str, Any]:
    return {"treaty": value.treaty, "at": value.entered}


def _source(value: sources.Source) -> dict[str, Any]:
    return {"weight": value.weight}


def _claim(value: sources.Claimed) -> dict[str, Any]:
    return {"source": value.source, "group": value.group, "line": value.line}


def _notice(value: notices.Notice) -> dict[str, Any]:
    return {"party": value.party, "reply": value.reply}


def _due(value: notices.Due) -> dict[str, Any]:
    return {"party": value.party, "open": value.open, "by": value.by or ""}


KINDS: dict[str, Kept] = {
    decisions.KIND: Kept(decisions.Decision, models.Decision, _decision),
    decisions.BALLOT: Kept(decisions.OpenedBallot, models.Particular),
    roll.ROLL.kind: Kept(roll.Roll, models.Particular),
    membership.KIND: Kept(membership.Party, models.Party, _party),
    meetings.KIND: Kept(meetings.Meeting, models.Meeting, _meeting),
    documents.KIND: Kept(documents.Document, models.Document, _document),
    treaties.KIND: Kept(treaties.Treaty, models.Treaty, _treaty),
    treaties.NOTIFICATION: Kept(treaties.Notification, models.Notification, _notification),
    treaties.YEAR: Kept(treaties.NotificationYear, models.Particular),
    sources.SOURCE: Kept(sources.Source, models.Source, _source),
    sources.CLAIM: Kept(sources.Claimed, models.Claim, _claim),
    charter.IDENTITY.kind: Kept(charter.Identity, models.Standing),
    charter.CHARTER.kind: Kept(charter.Charter, models.Standing),
    offices.CHAIR.kind: Kept(offices.Chair, models.Standing),
    offices.SEAT.kind: Kept(offices.SeatValue, models.Standing),
    offices.POST: Kept(offices.Post, models.Standing),
    officers.KIND: Kept(officers.Keyring, models.Particular),
    notices.NOTICE: Kept(notices.Notice, models.Notice, _notice),
    notices.DUE: Kept(notices.Due, models.Due, _due),
    openings.KIND: Kept(openings.Restricted, models.Particular),
    openings.COMMITMENT: Kept(openings.CommitmentSeen, models.Particular),
    door.SERIAL: Kept(door.Serial, models.Particular),
    "meeting-number": Kept(meetings.Numbered, models.Particular),
    symbols.SYMBOL: Kept(symbols.Symbol, models.Particular),
    sources.CORRECTION: Kept(sources.Correction, models.Particular),
}
"""Every kind of value that an act can change."""

TABLES: tuple[type[models.Row], ...] = tuple(dict.fromkeys(kept.table for kept in KINDS.values()))
"""The derived tables that hold values."""


def read_value(kind: str, text: str) -> Value:
    """Return the value that the JSON of a row holds."""
    return _charter(text) if kind == charter.CHARTER.kind else KINDS[kind].value.model_validate_json(text)


# Every act asks the charter several times, it is the longest value, and values are frozen.
@lru_cache(maxsize=4)
def _charter(text: str) -> Value:
    return charter.Charter.model_validate_json(text)


def write_value(value: Value) -> str:
    """Return a value as the JSON of its row: what was said, so that an act that repeats it says it word for word."""
    return value.model_dump_json(exclude_unset=True)
