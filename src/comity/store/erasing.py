"""Erasing the files of an act whose text was erased: those that no other act or draft of the same party names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import connections

from comity.forum.door import enacted
from comity.forum.kernel.acts import Committed, Enacted
from comity.forum.openings.chamber import opened
from comity.forum.openings.opening import KEY_BYTES, Opening
from comity.record.entry import parse_entry
from comity.secretariat.vault import Vault
from comity.store import drafts
from comity.store.filestore import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Acts that may name files, by whoever handed them in; with the openings of those that are withheld.
_OF_PARTY = (
    'SELECT e."idx", e."bytes", o."sealed" FROM "store_entry" e LEFT JOIN "store_opening" o ON o."idx" = e."idx" '
    'WHERE e."party" = %s AND e."type" LIKE \'notices.%%\' ORDER BY e."idx"'
)
_AT_A_TIME = 100
_DIGEST = re.compile(r"[0-9a-f]{64}")


class FileEraser:
    """Destroys files below a folder that lie there sealed in a vault."""

    def __init__(self, files: Path, vault: Vault, alias: str = "default") -> None:
        """Look below `files`, and for acts and drafts in the database `alias`."""
        self._files = files
        self._vault = vault
        self._alias = alias

    def places(self, act: Enacted) -> set[str]:
        """Return where, below the folder, the files lie that `act` names; it is given with its body."""
        return {self._place(act.party, sha256) for sha256 in files_named(act)}

    def forget(self, party: str, places: set[str]) -> None:
        """Destroy those of the files at `places` that neither acts nor drafts of `party` name any more."""
        for place in places - self._still_named(party):
            (self._files / place).unlink(missing_ok=True)

    def _still_named(self, party: str) -> set[str]:
        named = {sha256 for act in self._acts(party) for sha256 in files_named(act)}
        for draft in drafts.of_party(self._vault, party):
            named.update(_DIGEST.findall(str(draft.fields)))
        return {self._place(party, sha256) for sha256 in named}

    def _place(self, party: str, sha256: str) -> str:
        return place_of(self._files, self._vault, party, sha256).relative_to(self._files).as_posix()

    def _acts(self, party: str) -> Iterator[Enacted]:
        with connections[self._alias].cursor() as cursor:
            cursor.execute(_OF_PARTY, (party,))
            while rows := cursor.fetchmany(_AT_A_TIME):
                for index, raw, sealed in rows:
                    entry = parse_entry(bytes(raw))
                    act = enacted(entry, index)
                    if not isinstance(act.body, Committed):
                        yield act
                    elif sealed is not None:
                        content = self._vault.open(bytes(sealed))
                        yield opened(act, entry.act.v, Opening(content[:KEY_BYTES], content[KEY_BYTES:]))[1]


def files_named(act: Enacted) -> set[str]:
    """Return the SHA-256 of each file that an act names."""
    found = {file.sha256 for file in getattr(act.body, "files", ())}
    paper = getattr(act.body, "paper", None)
    return found | {paper.sha256} if paper is not None and paper.sha256 else found
