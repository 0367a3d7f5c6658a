"""Static files under a digest of all of them: `/static/<digest>/comity/comity.css`.

An address never changes its content, so browsers may keep it for a year; and a file may name another by a relative
address, which then has the same digest. Nothing is collected, so there is no folder that can be out of date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import StaticFilesStorage

_SHOWN = 16


def static_files() -> Iterator[tuple[str, Path]]:
    """The name and place of every static file of the installed apps; of two with one name the first counts."""
    seen = set()
    for finder in get_finders():
        for name, storage in finder.list(None):
            if name not in seen:
                seen.add(name)
                yield name, Path(storage.path(name))


@lru_cache(maxsize=1)
def digest() -> str:
    """The digest of the names and contents of all static files, computed once a process."""
    found = hashlib.sha256()
    for name, file in sorted(static_files()):
        found.update(hashlib.sha256(name.encode()).digest())
        found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:_SHOWN]


class DigestStorage(StaticFilesStorage):
    def url(self, name: str | None) -> str:
        return super().url(f"{digest()}/{name}")
