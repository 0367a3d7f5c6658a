"""Acts judged as the door would judge them now, without being entered: for whoever draws one up elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from comity.forum.door import History, enacted, judge
from comity.forum.fold import check
from comity.forum.kernel.acts import Committed, Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.officers.authority import UNSIGNED, check_office
from comity.forum.openings.chamber import OPENING_MISSING, judge_restricted, opened
from comity.forum.openings.rules import check_audience
from comity.record.entry import Entry, parse_act
from comity.record.errors import Malformed
from comity.record.tiles import MAX_ENTRY
from comity.secretariat.batch import ENTERED_ALREADY
from comity.secretariat.clock import entered_at, milliseconds_of
from comity.secretariat.composing import Drawn, View, read_drawn
from comity.secretariat.ports import Ledger

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from comity.forum.kernel.values import Values
    from comity.forum.openings.opening import Opening
    from comity.secretariat.batch import Submission
    from comity.secretariat.ports import Clock


class IndexedLedger(Ledger, Protocol):
    """A ledger that knows which acts it holds."""

    def indices_of(self, act_hashes: Collection[bytes]) -> Mapping[bytes, int]:
        """Return at which index each of these acts stands, by their hashes; unknown ones are left out."""


class Checked(NamedTuple):
    """An act that would be in order, with its body as far as its opening opens it.

    `in_whole` is False where the rules on what it withholds were not asked: they rest on what others have withheld, so
    that they answer nobody but an officer who has signed.
    """

    act: Enacted
    in_whole: bool


@dataclass(frozen=True, slots=True)
class Checker:
    """Judges acts over `ledger`, at the place where the `history` of the published record ends."""

    ledger: IndexedLedger
    history: History
    clock: Clock

    def check(self, submission: Submission) -> Checked:
        """Ask of an act what the door would ask of it.

        An act without signatures is asked whether its office could sign it; of one with some, they are verified.

        Raises:
            Refused: by which rule it would be out of order now.
            RecordError: its bytes or signatures are not as the formats demand.
        """
        entry = self._entry(submission)
        known = self.ledger.indices_of([entry.act_hash])
        if known:
            raise Refused(ENTERED_ALREADY, index=known[entry.act_hash])
        act, view = self._judged(entry), View(self.ledger)
        in_whole = bool(entry.signatures) or not isinstance(act.body, Committed)
        if in_whole:
            judge_restricted(act, entry.act.v, submission.opening, view)
        else:
            _check_opening(act, entry.act.v, submission.opening, view)
        return Checked(read_drawn(Drawn(submission.line, submission.opening), act.index, act.entered), in_whole)

    def _entry(self, submission: Submission) -> Entry:
        entered = self._now()
        if submission.signatures:
            return submission.entered(entered)
        line = submission.line
        if len(line) > MAX_ENTRY:
            raise Malformed("entry.size", f"an entry has at most {MAX_ENTRY} bytes, this act alone has {len(line)}")
        return Entry(line, line, parse_act(line), (), entered)

    def _now(self) -> str:
        last = self.history.last_entered
        return entered_at(max(self.clock.now(), milliseconds_of(last) if last else 0))

    def _judged(self, entry: Entry) -> Enacted:
        view, index = View(self.ledger), self.ledger.size()
        try:
            return judge(entry, index, self.history, view)[0]
        except Refused as refused:
            if refused.reason is not UNSIGNED:
                raise
        # All that is asked before the signatures holds.
        act = enacted(entry, index)
        check_office(act, view)
        check(act, view)
        return act


def _check_opening(act: Enacted, version: int, opening: Opening | None, values: Values) -> None:
    """Refuse an opening of another act, of another shape, or for an audience that the charter does not leave open."""
    if opening is None:
        raise Refused(OPENING_MISSING)
    opening.check(cast("Committed", act.body))
    check_audience(act, opened(act, version, opening)[0], values)
