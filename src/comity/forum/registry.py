"""All act types that the forum knows, by their stored names; and how a stored body is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from comity.forum.charter import amending as charter_amending
from comity.forum.charter import state as charter_state
from comity.forum.charter import table as charter
from comity.forum.decisions import table as decisions
from comity.forum.documents import state as documents_state
from comity.forum.documents import symbols as documents_symbols
from comity.forum.documents import table as documents
from comity.forum.kernel.acts import Committed, is_committed
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.kernel.malformed import malformed
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.kernel.subject import ActType, Check, Fold
from comity.forum.kernel.values import Key
from comity.forum.meetings import state as meetings_state
from comity.forum.meetings import table as meetings
from comity.forum.membership import deciding as membership_deciding
from comity.forum.membership import state as membership_state
from comity.forum.membership import table as membership
from comity.forum.notices import table as notices
from comity.forum.officers import state as officers_state
from comity.forum.officers import table as officers
from comity.forum.offices import deciding as offices_deciding
from comity.forum.offices import state as offices_state
from comity.forum.offices import table as offices
from comity.forum.openings import table as openings
from comity.forum.sources import table as sources
from comity.forum.treaties import table as treaties
from comity.forum.treaties.rules import common as treaty_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.charter.acts import Constitute
    from comity.forum.kernel.acts import Body, Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.membership.acts import Sign

TYPE_UNKNOWN = Reason(
    "kernel.type_unknown",
    gettext_noop("The forum knows no act of the type “%(type)s”, version %(version)s."),
    gettext_noop("Use one of the act types of its reference; an act of a newer version wants a newer program."),
)
BODY_MALFORMED = Reason(
    "kernel.body_malformed",
    gettext_noop("The field “%(field)s” of %(type)s is not as it has to be: %(fault)s."),
    gettext_noop("Write it as the reference of act types describes."),
)


def _instrument(body: Sign) -> tuple[str, ...]:
    return (body.instrument,)


def _secretariat(_body: Constitute) -> tuple[str, ...]:
    return (SECRETARIAT,)


_EFFECTS = (
    Fold(membership_state.KIND, decisions.party_of_effect, membership_deciding.decided),
    Fold(offices_state.CHAIR.kind, decisions.chair_of_effect, offices_deciding.chair_decided),
    Fold(offices_state.POST, decisions.post_of_effect, offices_deciding.post_decided),
    Fold(charter_state.CHARTER.kind, decisions.charter_of_effect, charter_amending.amended_by),
)
_NUMBERED = (Fold(documents_symbols.SYMBOL, documents_symbols.symbol_ids, documents_symbols.symbolised),)
_OF_A_MEETING = (Fold(meetings_state.KIND, meetings_state.meeting_ids, meetings_state.noted_if_live),)
_AT_A_MEETING = (Fold(meetings_state.KIND, meetings_state.meeting_ids, meetings_state.noted),)

# Some acts are news to more than one subject: a founding document learns of its signatures, the keyring of its keys.
ALSO = {
    "membership.sign": (Fold(documents_state.KIND, _instrument, documents_state.signed),),
    "offices.take_chair": _OF_A_MEETING,
    "decisions.conclude": (*_EFFECTS, *_NUMBERED, *_AT_A_MEETING),
    "decisions.conclude_silence": (*_EFFECTS, *_NUMBERED),
    "decisions.issue": (*_NUMBERED, *_AT_A_MEETING),
    # What a body recommends or reviews may be entered after its meeting, or of one of the past.
    **{f"decisions.{name}": _OF_A_MEETING for name in ("recommend", "review")},
    **{
        f"decisions.{name}": _AT_A_MEETING
        for name in (
            "put",
            "amend_orally",
            "object",
            "lift_objection",
            "start_silence",
            "open_vote",
        )
    },
    "charter.constitute": (Fold(officers_state.KIND, _secretariat, officers_state.constituted),),
}


# What is said of a treaty's document is asked of the treaty too.
FURTHER: dict[str, Check] = dict.fromkeys(
    ("documents.sign", "documents.ratify", "documents.report"), treaty_rules.check_document_keeps_entry
)


def _both(check: Check, further: Check) -> Check:
    def checked(act: Enacted, values: Values) -> None:
        check(act, values)
        further(act, values)

    return checked


def _all() -> dict[str, ActType]:
    tables = (
        charter.ACTS,
        membership.ACTS,
        offices.ACTS,
        officers.ACTS,
        meetings.ACTS,
        documents.ACTS,
        decisions.ACTS,
        treaties.ACTS,
        notices.ACTS,
        openings.ACTS,
        sources.ACTS,
    )
    found = {}
    for table in tables:
        for row in table:
            folds = (*row.folds, *ALSO.get(row.name, ()))
            check = _both(row.check, FURTHER[row.name]) if row.name in FURTHER else row.check
            found[row.name] = replace(row, folds=folds, check=check)
    return found


ACT_TYPES: dict[str, ActType] = _all()
"""Every act type by its stored name ("membership.sign")."""

RESTRICTABLE_KINDS = frozenset(fold.kind for row in ACT_TYPES.values() if row.restrictable for fold in row.folds)
"""The kinds of values that an act can change whose body is withheld from the record."""


def named_by(type_name: str, body: Body) -> Iterator[tuple[Key, Fold]]:
    """Yield the key of each value that an act changes, with how it changes it; nothing where its body is withheld."""
    if isinstance(body, Committed):
        return
    for fold in ACT_TYPES[type_name].folds:
        for name in fold.ids(body):
            yield Key(fold.kind, name), fold


def read_body(name: str, version: int, stored: Any) -> Body:  # noqa: ANN401 - whatever was handed in
    """Return the typed body of a stored act, raised to the version that the program knows.

    Where the record holds only a commitment to it, that is returned.

    Raises:
        Refused: type or version unknown, or the body is not of its shape.
    """
    row = ACT_TYPES.get(name)
    if row is None or not 1 <= version <= row.v:
        raise Refused(TYPE_UNKNOWN, type=name, version=version)
    body = row.body
    if is_committed(stored):
        body = Committed
    else:
        for older in range(version, row.v):
            stored = row.upcast[older](stored)
    try:
        return body.model_validate(stored)
    except ValidationError as found:
        first = malformed(found, stored)
        raise Refused(BODY_MALFORMED, type=name, field=first.field or "body", fault=first.fault) from found
