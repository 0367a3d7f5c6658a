"""What the rules on treaties ask of many acts: that it is borne out, of whom it is, that it moves nothing passed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, cast

from comity.forum.documents import state as documents
from comity.forum.documents.checks import check_document
from comity.forum.kernel.checks import check_cited, check_known, check_parties, check_past, check_told, surely_before
from comity.forum.kernel.dates import Bounds, bounds
from comity.forum.kernel.errors import Phrase, Reason, Refused, gettext_noop
from comity.forum.kernel.machine import NOTHING
from comity.forum.kernel.names import SECRETARIAT
from comity.forum.kernel.values import Key
from comity.forum.membership.roll import deciding
from comity.forum.membership.state import party as party_of
from comity.forum.officers.authority import statuses_on
from comity.forum.readings.said import Said
from comity.forum.treaties import machine, state
from comity.forum.treaties.entry import Entry, entry_into_force
from comity.forum.treaties.evolve import day_of
from comity.forum.treaties.joined import standing

if TYPE_CHECKING:
    from comity.forum.documents.acts import Ratify, Report, Sign
    from comity.forum.documents.state import Document
    from comity.forum.kernel.acts import Enacted
    from comity.forum.kernel.values import Values
    from comity.forum.treaties import acts

NOT_FOR_ANOTHER = Reason(
    "treaties.not_for_another",
    gettext_noop("%(given)s cannot be spoken for by %(party)s."),
    gettext_noop("The party enters this itself, or the depositary on the paper that it received."),
)
PAPER_WANTED = Reason(
    "treaties.paper_wanted",
    gettext_noop("This is entered for %(party)s, but on no paper of it."),
    gettext_noop("Give the reference and date of the paper that was received; of what is past the sources will do."),
)
BEFORE_PAPER = Reason(
    "treaties.before_paper",
    gettext_noop("What is stated of %(party)s for %(on)s cannot rest on a paper of %(dated)s."),
    gettext_noop("Give the day on which the depositary received the paper, or the date that the paper bears."),
)
NOT_OPEN_TO = Reason(
    "treaties.not_open_to",
    gettext_noop("The treaty “%(treaty)s” is not open to %(party)s."),
    gettext_noop("By its clauses it is open to: %(open)s."),
)
MOVES_ENTRY = Reason(
    "treaties.moves_entry",
    gettext_noop("By this the treaty “%(treaty)s” would not have entered into force on %(on)s, which has passed."),
    gettext_noop("What was entered wrongly before is mended by sources.correct."),
)
TO_EVERY_STATE = gettext_noop("every state")

_PART_IN = gettext_noop("%(party)s, %(treaty)s")
"""What a state's part in a treaty is called."""


@dataclass(frozen=True, slots=True)
class Affair:
    """A treaty as a rule finds it: its own value, its document, the day of what the act states (EDTF)."""

    treaty: state.Treaty
    document: Document
    on: str
    act: Enacted
    values: Values

    @property
    def today(self) -> date:
        """The day of the act's entry (UTC)."""
        return date.fromisoformat(self.act.entered[:10])

    def standing(self, party: str) -> str:
        """Return the machine's state of a party."""
        return standing(self.treaty, self.document, party)

    def entry(self, treaty: state.Treaty | None = None) -> Entry:
        """Return the treaty's entry into force; of the treaty as it would be, where one is given."""
        return entry_into_force(treaty or self.treaty, self.document, lambda day: deciding(day, self.values))

    def received(self) -> date:
        """Return the day that counts against a period: that of the paper's receipt, else of entry."""
        body = self.act.body
        stated = getattr(body, "sources", ()) or getattr(body, "paper", None)
        return (bounds(self.on).latest if stated else None) or self.today


def affair(act: Enacted, values: Values) -> Affair:
    """Return the treaty that an act is about, or refuse one that is not kept, or a day before it or to come."""
    return affair_about(cast("acts.OfTreaty", act.body).treaty, act, values)


def affair_about(treaty: str, act: Enacted, values: Values) -> Affair:
    """Return the treaty called so as an act finds it that names it, or something of it; refuse as `affair` does."""
    on = day_of(act)
    check_known(state.KIND, treaty, values)
    held = cast("state.Treaty", state.treaty(values, treaty))
    check_past(on, act)
    return Affair(held, check_document(treaty, on, values), on, act, values)


def affair_of(act: Enacted, values: Values) -> Affair:
    """Return the treaty that a party's act is about, once it is borne out whose act it is, and on what it rests."""
    body = cast("acts.ByParty", act.body)
    check_parties([body.party], values)
    found = affair(act, values)
    check_borne_out(body, found.on, act, values)
    return found


def check_borne_out(body: acts.ByParty | acts.AcknowledgeNotification, on: str, act: Enacted, values: Values) -> None:
    """Refuse what is entered for a party by another, or by the depositary on nothing.

    A party's own act is of the day of its entry. The depositary has a paper, or sources where it is past.
    """
    if act.party not in {body.party, SECRETARIAT}:
        raise Refused(NOT_FOR_ANOTHER, given=body.party, party=act.party)
    check_cited(body.sources, values)
    if act.party == body.party or (body.paper is None and not body.sources):
        check_told(body, on, act, values)
    if body.paper is not None:
        check_past(body.paper.on, act)
        if surely_before(bounds(on), bounds(body.paper.on)):
            raise Refused(BEFORE_PAPER, party=body.party, on=on, dated=body.paper.on)


def check_on_paper(body: acts.ByParty | acts.AcknowledgeNotification, act: Enacted) -> None:
    """Refuse what the depositary enters for a party without its paper, where it is not past."""
    if act.party != body.party and body.paper is None and not body.sources:
        raise Refused(PAPER_WANTED, party=body.party)


def check_move(found: Affair, party: str) -> None:
    """Refuse an act that is not in order as the party stands to the treaty."""
    thing = Phrase(_PART_IN, {"party": party, "treaty": found.treaty.treaty})
    machine.PARTICIPATION.check(thing, found.standing(party), found.act.type)


def is_open_to(held: state.Treaty, party: str, day: date, values: Values) -> bool:
    """Whether a party of the register may become party to a treaty, by the status that it has on a day."""
    known = party_of(values, party)
    if known is None or party in held.also:
        return known is not None
    if not held.open_to:
        return not held.also and known.kind == "state"
    return bool(set(held.open_to) & set(statuses_on(party, day.isoformat(), values)))


def check_open_to(found: Affair, party: str) -> None:
    """Refuse a party that may not become party to the treaty."""
    day = bounds(found.on).latest or found.today
    if not is_open_to(found.treaty, party, day, found.values):
        allowed = ", ".join((*found.treaty.open_to, *found.treaty.also)) or Said(TO_EVERY_STATE)
        raise Refused(NOT_OPEN_TO, treaty=found.treaty.treaty, party=party, open=allowed)


def check_concerned(found: Affair, party: str) -> None:
    """Refuse a party that neither has a part in the treaty nor may have one."""
    if found.standing(party) == NOTHING:
        check_open_to(found, party)


def is_concerned(treaty: str, party: str, act: Enacted, values: Values) -> bool:
    """Whether a party has a part in a treaty, or may have one, when `act` is entered: a notification is for it too."""
    try:
        check_concerned(affair_about(treaty, act, values), party)
    except Refused:
        return False
    return True


def check_entry_kept(found: Affair, after: state.Treaty) -> None:
    """Refuse what would move a day of entry into force that has passed: that is done by a correction, openly."""
    _check_kept(found, found.entry(after))


def _check_kept(found: Affair, after: Entry) -> None:
    was, now = found.entry().on, after.on
    if was is None or was.latest is None or was.latest > found.today:
        return
    if now is None or not _within(now, was):
        raise Refused(MOVES_ENTRY, treaty=found.treaty.treaty, on=was.latest.isoformat())


def check_document_keeps_entry(act: Enacted, values: Values) -> None:
    """Refuse what an act about the document of a treaty would move of its entry into force, once that has passed."""
    body = cast("Sign | Ratify | Report", act.body)
    held = state.treaty(values, body.document)
    if held is None:
        return
    document = cast("Document", values.get(Key("document", body.document)))
    after = _AFTER[act.type](document, act, body.document)
    found = Affair(held, document, act.entered[:10], act, values)
    _check_kept(found, replace(found, document=after).entry())


_AFTER = {
    "documents.sign": documents.signed,
    "documents.ratify": documents.ratified,
    "documents.report": documents.reported,
}


def _within(one: Bounds, other: Bounds) -> bool:
    if one.latest is None or other.latest is None or one.latest > other.latest:
        return False
    return other.earliest is None or (one.earliest is not None and one.earliest >= other.earliest)
