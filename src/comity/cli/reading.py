"""Reading the register of a data folder: the same values that the portal shows, said in English."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.django import use_folder

if TYPE_CHECKING:
    from comity.secretariat.wording.speech import Speech
    from comity.web.portal.framework.library import Library


def open_register(data: Path) -> tuple[Library, Speech]:
    """What pages read from, and the English to say it in. Nothing is locked: reading goes on beside a server."""
    from datetime import UTC, datetime

    from comity.secretariat import datafolder
    from comity.secretariat.wording.speech import Speech

    datafolder.read(data)
    use_folder(data)
    from comity.web.portal.framework.titles import LibraryTitles
    from comity.web.portal.library import library

    opened = library()
    today = datetime.now(UTC).date().isoformat()
    return opened, Speech("en", str, _plural, LibraryTitles(opened, today))


def _plural(one: str, many: str, number: int) -> str:
    return one if number == 1 else many
