"""What makes a forum a rehearsal's: its name, its origin, and nothing that could be set or taken away later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comity.forum.kernel.errors import Reason, gettext_noop
from comity.secretariat.faults import FolderRefused

if TYPE_CHECKING:
    from comity.secretariat.datafolder import DataFolder
    from comity.secretariat.forumdata import ForumData
    from comity.secretariat.rehearsal.plan import Marks

SUFFIX = "-rehearsal"
"""How the name of a rehearsal's forum ends. It stands in every act, and in no act of a real forum."""

PREFIX = "rehearsal."
"""How the origin of a rehearsal's record begins: what is signed for it verifies for no other."""

NO_REHEARSAL = Reason(
    "rehearsal.none",
    gettext_noop("The data folder %(folder)s is that of the forum “%(forum)s”, which is no rehearsal."),
    gettext_noop("Seats are kept for rehearsals only. Name another folder with --data; comity rehearse makes it."),
)


def is_rehearsal(forum: str) -> bool:
    """Whether the forum of that name is a rehearsal's."""
    return forum.endswith(SUFFIX)


def check_rehearsal(folder: DataFolder) -> None:
    """Refuse the data folder of a real forum.

    Raises:
        FolderRefused: it is no rehearsal's.
    """
    if not is_rehearsal(folder.forum):
        raise FolderRefused(NO_REHEARSAL, folder=folder.path, forum=folder.forum)


def rehearsed(data: ForumData, marks: Marks) -> ForumData:
    """Return the data of the rehearsal of a forum: the same history, under a name and an origin of its own."""
    said = data.identity
    changed = {
        "forum": f"{said['forum']}{SUFFIX}",
        "origin": f"{PREFIX}{said['origin']}",
        "names": marks.on(said["names"]),
        "short": marks.on(said["short"]),
    }
    return replace(data, identity={**said, **changed})
