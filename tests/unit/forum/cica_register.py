"""The real data of CICA, folded in memory: what the register amounts to before it is entered in any record."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from comity import forums
from comity.forum.charter.state import IDENTITY, Identity
from comity.forum.fold import evolve
from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.values import Key, Value
from comity.forum.readings.reader import Reader
from comity.secretariat.forumdata import ForumData, read_forum


class Folded(Reader):
    """The values that a forum's data amounts to; the constitution itself is act 0."""

    def __init__(self, data: ForumData) -> None:
        self.values: dict[Key, Value] = {IDENTITY: Identity(forum=data.identity["forum"], **_names(data))}
        self.acts: list[Enacted | None] = [None]
        for draft in data.acts:
            act = Enacted(len(self.acts), "", draft.type, "SECRETARIAT", "registrar", draft.body)
            self.values.update(evolve(act, self))
            self.acts.append(act)

    def get(self, key: Key) -> Value | None:
        return self.values.get(key)

    def act(self, index: int) -> Enacted | None:
        return self.acts[index] if 0 <= index < len(self.acts) else None

    def all_of(self, kind: str) -> list[Value]:
        return [value for key, value in self.values.items() if key.kind == kind]


def _names(data: ForumData) -> dict[str, object]:
    return {name: data.identity[name] for name in ("names", "short", "origin", "languages")}


@lru_cache(maxsize=1)
def cica() -> Folded:
    """The register of CICA."""
    return Folded(read_forum(Path(forums.__path__[0]) / "cica"))
