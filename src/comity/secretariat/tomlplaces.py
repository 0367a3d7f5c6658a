"""Where in a TOML file each value stands, so that a fault in it can be pointed at.

The standard library's parser tells nothing of places, so this walks through a text that the parser has accepted and
notes them. It need not judge the text, only find its way in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from comity.forum.kernel.malformed import Path

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"""[ \t]*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))[ \t]*""")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|' + r"'''.*?'{3,5}|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]*")


def places(text: str) -> dict[Path, int]:
    """Return the line, counted from 1, of every table and value in `text`, by its path."""
    walk = _Walk(text)
    walk.document()
    return walk.lines


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """Return the line at which `path` stands, or else the nearest table or list that it belongs in; 1 for none."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


class _Walk:
    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._text = text
        self._at = 0
        self._counted = 0
        self._line = 1
        self._tables: dict[Path, int] = {}

    def document(self) -> None:
        here: Path = ()
        while self._next():
            here = self._header() if self._next() == "[" else self._pair(here)

    def _header(self) -> Path:
        """A table's header; the pairs after it belong to the path that is returned."""
        many = self._text.startswith("[[", self._at)
        line = self._here()
        self._at += 2 if many else 1
        keys = self._keys()
        self._at += 2 if many else 1
        path = self._resolved(keys[:-1])
        path = (*path, keys[-1])
        if many:
            self._tables[path] = self._tables.get(path, -1) + 1
            self.lines.setdefault(path, line)
        path = self._resolved_last(path)
        self.lines[path] = line
        return path

    def _resolved(self, keys: list[str]) -> Path:
        path: Path = ()
        for key in keys:
            path = self._resolved_last((*path, key))
        return path

    def _resolved_last(self, path: Path) -> Path:
        """The path itself, or its newest table where it names a list of tables."""
        return (*path, self._tables[path]) if path in self._tables else path

    def _pair(self, table: Path) -> Path:
        line = self._here()
        path = (*table, *self._keys())
        for length in range(len(table) + 1, len(path) + 1):
            self.lines.setdefault(path[:length], line)
        self._at += 1
        self._value(path)
        return table

    def _keys(self) -> list[str]:
        keys: list[str] = []
        dotted = True
        while dotted:
            found = cast("re.Match[str]", _KEY.match(self._text, self._at))
            keys.append(next(part for part in found.groups() if part is not None))
            dotted = self._text.startswith(".", found.end())
            self._at = found.end() + (1 if dotted else 0)
        return keys

    def _value(self, path: Path) -> None:
        first = self._next()
        self.lines.setdefault(path, self._here())
        if first == "[":
            self._list(path)
        elif first == "{":
            self._table(path)
        else:
            found = _STRING.match(self._text, self._at) or _SCALAR.match(self._text, self._at)
            self._at = found.end() if found else len(self._text)

    def _list(self, path: Path) -> None:
        self._at += 1
        place = 0
        while self._next() != "]":
            self._value((*path, place))
            place += 1
            self._comma()
        self._at += 1

    def _table(self, path: Path) -> None:
        self._at += 1
        while self._next() != "}":
            self._pair(path)
            self._comma()
        self._at += 1

    def _comma(self) -> None:
        if self._next() == ",":
            self._at += 1

    def _next(self) -> str:
        """The next character that says anything, and the empty string at the end."""
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line
