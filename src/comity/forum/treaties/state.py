"""Values of the subject `treaties`: a treaty with all that its depositary received, and its notifications."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pydantic import BaseModel, ConfigDict

from comity.forum.kernel.machine import NOTHING
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.kernel.values import Fact, Key, Value
from comity.forum.officers.acts import Paper
from comity.forum.treaties.clause import EntryClause

if TYPE_CHECKING:
    from comity.forum.kernel.values import Values

KIND = "treaty"
NOTIFICATION = "notification"
YEAR = "notification-year"

Words = dict[str, str]
"""A text by language."""


class FullPowers(Fact):
    """Full powers of a party as they were received and examined."""

    on: str
    powers: tuple[str, ...]
    issued_by: str
    general: bool = False
    in_good_form: bool = True
    why: Words | None = None
    paper: Paper | None = None


class Signature(Fact):
    """A party's signature: simple (subject to ratification), or definitive."""

    on: str
    mode: str
    signed_by: str
    at: Words | None = None


class Deposited(Fact):
    """An instrument as it was received and examined; one that is not in good form binds nobody."""

    on: str
    instrument: str
    in_good_form: bool = True
    why: Words | None = None
    paper: Paper | None = None


class Provisional(Fact):
    """A spell of provisional application; `ended` is the day on which the party ended it, `ended_act` by which act."""

    on: str
    ended: str | None = None
    ended_act: int | None = None


class Denunciation(Fact):
    """A notice of withdrawal; `on` is the day of its receipt, `revoked` the index of the act that took it back."""

    on: str
    reason: Words | None = None
    revoked: int | None = None


class Participation(BaseModel):
    """How one party stands to a treaty, from the treaty's own acts: `state` is one of the machine's.

    What acts of the document say beside (a signature of long ago) is joined to it in `joined`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    party: str
    state: str = NOTHING
    full_powers: tuple[FullPowers, ...] = ()
    signature: Signature | None = None
    deposit: Deposited | None = None
    returned: tuple[Deposited, ...] = ()
    provisional: tuple[Provisional, ...] = ()
    denunciations: tuple[Denunciation, ...] = ()

    @property
    def denunciation(self) -> Denunciation | None:
        """The notice of withdrawal that stands, or None."""
        return next((each for each in self.denunciations if each.revoked is None), None)

    @property
    def applied(self) -> Provisional | None:
        """The provisional application that the party has not ended, or None."""
        return next((each for each in self.provisional if each.ended is None), None)


class Objection(Fact):
    """An objection; `withdrawn` is the index of the act by which the party objects no more."""

    party: str
    on: str
    reason: Words
    precludes: bool = False
    withdrawn: int | None = None


class Reservation(Fact):
    """A reservation or declaration; `act` is its name. `notified` is the day from which the period of objection runs.

    `confirmed` is the index of the deposit that confirmed one made at signature.
    """

    party: str
    on: str
    kind: str
    moment: str
    text: Words
    paragraphs: tuple[str, ...] = ()
    state: str
    confirmed: int | None = None
    notified: str = ""
    objections: tuple[Objection, ...] = ()
    withdrawn: int | None = None
    withdrawn_on: str = ""

    @property
    def standing_objections(self) -> tuple[Objection, ...]:
        """The objections that have not been withdrawn."""
        return tuple(each for each in self.objections if each.withdrawn is None)


class Report(Fact):
    """How many instruments were deposited, or missing, as of a day."""

    as_of: str
    deposited: int | None = None
    missing: int | None = None
    note: Words | None = None


class TextCorrection(Fact):
    """A correction of an error in the text; `act` is its name. Its period runs from `notified`, for so many `days`."""

    on: str
    languages: tuple[str, ...]
    text: Words
    days: int
    state: str
    notified: str = ""
    objections: tuple[Objection, ...] = ()
    rectified: int | None = None
    rectified_on: str = ""
    document: str | None = None


class Told(Fact):
    """A depositary notification of the treaty: its number, its day, the acts that it tells of."""

    notification: str
    on: str
    about: tuple[int, ...] = ()
    in_force: str | None = None
    text: Words


class Event(Fact):
    """Something that happened to the treaty, in the order of the record: which act, of which party, on which day."""

    what: str
    party: str = ""
    on: str = ""


class Treaty(Value):
    """A treaty, its clauses, and what parties did about it; `treaty` is the name of its document."""

    treaty: str
    depositary: str = SECRETARIAT
    adopted: str
    at: Words | None = None
    opened: str | None = None
    open_until: str | None = None
    open_to: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    ways: tuple[str, ...]
    entry: EntryClause
    reservations: str
    reservable: tuple[str, ...] = ()
    objection_months: int
    withdrawal_months: int | None = None
    provisional: bool = False
    languages: tuple[str, ...] = ()
    assumed: bool = False
    note: Words | None = None
    sources: tuple[str, ...] = ()
    confidence: str = ""
    participants: tuple[Participation, ...] = ()
    statements: tuple[Reservation, ...] = ()
    reports: tuple[Report, ...] = ()
    corrections: tuple[TextCorrection, ...] = ()
    notifications: tuple[Told, ...] = ()
    events: tuple[Event, ...] = ()

    def participation(self, party: str) -> Participation:
        """Return how a party stands by the treaty's own acts; one that has done nothing yet takes no part."""
        return next((each for each in self.participants if each.party == party), Participation(party=party))

    def statement(self, act: int) -> Reservation | None:
        """Return the reservation or declaration that the act at `act` made, or None."""
        return next((each for each in self.statements if each.act == act), None)

    def correction(self, act: int) -> TextCorrection | None:
        """Return the correction that the act at `act` proposed, or None."""
        return next((each for each in self.corrections if each.act == act), None)


class Receipt(Fact):
    """A state's receipt of a notification; `entered` is when (UTC, milliseconds)."""

    party: str
    entered: str


class Notification(Value):
    """A depositary notification: of which treaty, and which states have acknowledged it. Its text stands in its act."""

    notification: str
    treaty: str
    entered: str
    receipts: tuple[Receipt, ...] = ()


class NotificationYear(Value):
    """The number of the last depositary notification of a year."""

    last: int


def treaty(values: Values, slug: str) -> Treaty | None:
    """Return the treaty called `slug`, or None."""
    return cast("Treaty | None", values.get(Key(KIND, slug)))


def notification(values: Values, number: str) -> Notification | None:
    """Return the depositary notification of this number, or None."""
    return cast("Notification | None", values.get(Key(NOTIFICATION, number)))


def year_of(number: str) -> str:
    """Return the year in which a notification of this number (C.N.3.2026) is issued."""
    return number.rsplit(".", 1)[1]


def next_notification(year: str, values: Values) -> str:
    """Return the number that the next depositary notification of a year bears."""
    held = cast("NotificationYear | None", values.get(Key(YEAR, year)))
    return f"C.N.{(held.last if held else 0) + 1}.{year}"
