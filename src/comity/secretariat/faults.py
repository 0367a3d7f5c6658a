"""Why the house cannot go on: faults of the host, its disk, folder or record, said so that they can be mended."""

from __future__ import annotations

from typing import Final

from comity.forum.kernel.errors import Reason, gettext_noop


class Fault(Exception):
    """Something is wrong with the host or what it holds, not with an act.

    Like a refusal it has a stable `code`, a sentence and a remedy, each an English message id with `%(name)s` places.
    """

    def __init__(self, reason: Reason, **words: object) -> None:
        """Fail for `reason`; `words` fill the places in its sentences."""
        self.reason: Final = reason
        self.words: Final = dict(words)
        super().__init__(f"{reason.text % self.words} {reason.remedy % self.words}")

    @property
    def code(self) -> str:
        """The stable word for machines."""
        return self.reason.code

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return self.reason.remedy % self.words


class FolderRefused(Fault):
    """The data folder is not one that this program may work on."""


class StartRefused(Fault):
    """Entries, tiles, heads and the signer's file do not agree, so nothing may be entered."""


class SignerRefused(Fault):
    """The signer was asked for a head that it may not sign."""


class Stopped(Fault):
    """The door takes no acts: it met a fault, or the host is not fit to go on."""


HALTED = Reason(
    "door.halted",
    gettext_noop("The door stopped at a fault: %(fault)s."),
    gettext_noop(
        "Nothing acknowledged is lost. Mend the cause and start again; the record is then read anew and completed."
    ),
)
DISK_LOW = Reason(
    "door.disk_low",
    gettext_noop("Only %(free)s MB are free where the record is kept; %(wanted)s MB are kept in reserve."),
    gettext_noop("Make room on that disk. Acts are taken again as soon as there is."),
)
BUSY = Reason(
    "door.busy",
    gettext_noop("The database is busy: something else has held its lock for too long."),
    gettext_noop("Nothing was entered. Try again in a moment."),
)
CLOCK_BEHIND = Reason(
    "door.clock_behind",
    gettext_noop("The host’s clock says %(now)s, but the last act was entered at %(last)s."),
    gettext_noop("Set the host’s clock right: times of entry never decrease and are never ahead of it."),
)
ROOTS_DIFFER = Reason(
    "sequence.roots_differ",
    gettext_noop("The tree of %(size)s acts has the root %(one)s by its right edge, but %(other)s by what is stored."),
    gettext_noop("Nothing was signed. Check the machine’s memory and disk, then start again."),
)
STORED_DIFFERS = Reason(
    "sequence.stored_differs",
    gettext_noop("Act %(index)s as stored is not the act as it was entered: %(fault)s."),
    gettext_noop("Nothing was signed. Check the machine’s memory and disk; restore the database from a mirror."),
)
LEDGER_MOVED = Reason(
    "door.ledger_moved",
    gettext_noop("The database holds %(size)s acts, but this door has published %(head)s: somebody else writes to it."),
    gettext_noop("One process serves or enters at a time. End the other one, then start again."),
)
