"""Reading the register of a data folder: the same values that the portal shows, said in English."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.django import use_folder
from comity.cli.errors import CommandError

if TYPE_CHECKING:
    from datetime import date

    from comity.secretariat.datafolder import DataFolder
    from comity.secretariat.wording.speech import Speech
    from comity.web.portal.framework.library import Library


def open_register(data: Path) -> tuple[Library, Speech]:
    """What pages read from, and the English to say it in. Nothing is locked: reading goes on beside a server."""
    from comity.secretariat import datafolder
    from comity.secretariat.wording.speech import Speech

    folder = datafolder.read(data)
    use_folder(data)
    check_current(folder)
    from comity.web.portal.framework.titles import LibraryTitles
    from comity.web.portal.library import library

    opened = library()
    return opened, Speech("en", str, _plural, LibraryTitles(opened, today_in(data).isoformat()))


def today_in(data: Path) -> date:
    """The present day (UTC) of the forum in a data folder: a rehearsal has a clock of its own."""
    from comity.secretariat import datafolder
    from comity.secretariat.clock import time_of
    from comity.secretariat.rehearsal.clock import clock_of

    return time_of(clock_of(datafolder.read(data))).date()


def check_current(folder: DataFolder) -> None:
    """Refuse a database that lacks what was published: its answers would be of another record, or of none."""
    from comity.store.archive import Archive
    from comity.store.house import check_database
    from comity.witness.audit import trusted
    from comity.witness.copy import Copy
    from comity.witness.sources import FolderSource

    check_database()
    # The files are read first: a server that enters acts meanwhile commits before it publishes.
    source = FolderSource(folder.record)
    published = Copy(source, trusted(source, None)).checkpoint.size
    head = Archive(folder.path).head()
    if head is None or head.size < published:
        held = f"{head.size:,} acts" if head else "no record"
        told = f"the database of {folder.path} holds {held}, but {published:,} acts are published."
        raise CommandError(f"{told} Bring it up to date from a mirror of the record, or name the right database.")


def _plural(one: str, many: str, number: int) -> str:
    return one if number == 1 else many
