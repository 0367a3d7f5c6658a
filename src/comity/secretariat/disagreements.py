"""How entries, tiles, heads and the signer's file can disagree when the house starts, and what to do about each."""

from __future__ import annotations

from comity.forum.kernel.errors import Reason, gettext_noop

_FROM_MIRROR = gettext_noop(
    "The database is older than what was published. Bring it up to date from a mirror of the record."
)
_REBUILD = gettext_noop(
    "Run comity rebuild: it derives the files anew from the entries and checks them against the signed head."
)

HEAD_AHEAD = Reason(
    "start.head_ahead",
    gettext_noop("The database holds %(size)s acts, but a signed head for %(head)s."),
    _FROM_MIRROR,
)
SIGNER_AHEAD = Reason(
    "start.signer_ahead",
    gettext_noop("The signer’s file speaks of a record of %(signed)s acts, the database holds %(size)s."),
    _FROM_MIRROR,
)
SIGNER_BEHIND = Reason(
    "start.signer_behind",
    gettext_noop("The signer’s file ends at %(signed)s acts, but the database holds a signed head for %(head)s."),
    gettext_noop("Restore the signer’s file signed-heads: without it nobody can tell what was signed."),
)
SIGNER_DIFFERS = Reason(
    "start.signer_differs",
    gettext_noop("The signer has bound itself to another tree of %(size)s acts than the entries make."),
    gettext_noop("Two histories must not be signed. Bring the database to the one that was signed, from a mirror."),
)
CHECKPOINT_AHEAD = Reason(
    "start.checkpoint_ahead",
    gettext_noop(
        "The published checkpoint covers %(published)s acts, the newest signed head in the database %(head)s."
    ),
    _FROM_MIRROR,
)
CHECKPOINT_DIFFERS = Reason(
    "start.checkpoint_differs",
    gettext_noop("The published checkpoint of %(size)s acts has another root than the record has at that size."),
    gettext_noop(
        "Keep that file: if this log signed it, it proves two histories. Compare with a mirror before going on."
    ),
)
CHECKPOINT_BROKEN = Reason(
    "start.checkpoint_broken",
    gettext_noop("The published checkpoint is not one of this log: %(fault)s."),
    gettext_noop("Keep it for inquiry, move it out of the record’s folder, and start again: it is then written anew."),
)
HEAD_BROKEN = Reason(
    "start.head_broken",
    gettext_noop("The signed head for %(size)s acts in the database is not one of this log: %(fault)s."),
    gettext_noop("The database or the log’s keys are not those of this folder. Restore the ones that belong together."),
)
TILES_AHEAD = Reason(
    "start.tiles_ahead",
    gettext_noop("The record’s folder has %(tile)s, which a record of %(size)s acts does not have."),
    _FROM_MIRROR,
)
TILES_DIFFER = Reason("start.tiles_differ", gettext_noop("%(tile)s is not what the entries make."), _REBUILD)
ENTRIES_DIFFER = Reason(
    "start.entries_differ",
    gettext_noop("Act %(index)s in the database is not the one that was signed."),
    gettext_noop("Restore the database from a backup and bring it up to date from a mirror of the record."),
)
TREE_DIFFERS = Reason(
    "start.tree_differs",
    gettext_noop("The tiles of %(size)s acts do not lead to the root that was signed."),
    _REBUILD,
)
ENTRIES_LEAD_ELSEWHERE = Reason(
    "start.entries_lead_elsewhere",
    gettext_noop("The entries in the database do not lead to the root that was signed for %(size)s acts."),
    gettext_noop("Restore the database from a backup and bring it up to date from a mirror of the record."),
)
