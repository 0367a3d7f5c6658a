"""Where commands draw acts up and hand them in: a forum's site, or a data folder on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.django import use_folder
from comity.cli.errors import DOES_NOT_HOLD, CommandError
from comity.cli.reading import check_current, today_in
from comity.secretariat import datafolder
from comity.witness.sources import FolderSource

if TYPE_CHECKING:
    from comity.secretariat.composing import Drawer, Drawn
    from comity.secretariat.messages import DraftedAct, EnteredAct, NextAct
    from comity.secretariat.ports import Head
    from comity.store.ledger import DatabaseLedger


@dataclass(frozen=True, slots=True)
class _Published:
    head: Head | None


class FolderReception:
    """A data folder. It is only read, beside a server that may run, but while an act is entered."""

    def __init__(self, data: Path) -> None:
        """Raises FolderRefused, StartRefused for what is no data folder, or one whose database lacks acts."""
        self._folder = datafolder.read(data)
        use_folder(data)
        check_current(self._folder)

    @property
    def record(self) -> FolderSource:
        """The record as it is published."""
        return FolderSource(self._folder.record)

    def next(self, party: str) -> NextAct:
        """Return what a party's next act bears."""
        from comity.secretariat.answers import next_act
        from comity.secretariat.composing import View

        head, ledger = self._read()
        told = next_act(party, head, View(ledger), today_in(self._folder.path).isoformat()) if head else None
        if told is None:
            said = f"the forum knows no party “{party}”: name one by its code, as comity members --json does."
            raise CommandError(said, DOES_NOT_HOLD)
        return told

    def audience_of(self, party: str, officer: str, kind: str) -> str | None:
        """Return who reads acts of a type of a party by the charter."""
        from comity.secretariat.composing import Hat

        return self._drawer().audience_of(Hat(party, officer), kind)

    def check(self, drawn: Drawn) -> None:
        """Refuse an act that would be out of order now, whoever signed it. Raises Refused."""
        self._drawer().check(drawn)

    def submit(self, act: DraftedAct) -> EnteredAct:
        """Enter an act, holding the folder meanwhile. Raises Refused, RecordError, or Fault where it is in use."""
        from comity.secretariat.answers import entered_act
        from comity.store.house import open_house

        with open_house(self._folder.path) as house:
            return entered_act(house.door.enter(act.read()))

    def _drawer(self) -> Drawer:
        from comity.secretariat.composing import Drawer
        from comity.secretariat.rehearsal.clock import clock_of

        head, ledger = self._read()
        return Drawer(self._folder.forum, _Published(head), ledger, clock_of(self._folder))

    def _read(self) -> tuple[Head | None, DatabaseLedger]:
        from comity.store.ledger import DatabaseLedger

        ledger = DatabaseLedger(vault=self._folder.vault(in_use=True))
        return ledger.head(), ledger
