"""Data files read with care: whatever is wrong with one is said with its file, line and field."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from comity.secretariat.tomlplaces import line_of, places

if TYPE_CHECKING:
    from pathlib import Path

    from comity.forum.kernel.malformed import Path as FieldPath

DEEPEST = 50
"""How deep tables and lists of a data file may lie in one another; no act needs ten."""

_TOO_DEEP = "its lists and tables lie too deep in one another to be read"


class DataFault(Exception):
    """A fault in a forum's data: where, in which field, and why."""

    def __init__(self, file: str, line: int, field: str, reason: str) -> None:
        """Say that `field` at `line` (counted from 1; 0 for the whole file) of `file` is at fault, for `reason`."""
        self.file, self.line, self.field, self.reason = file, line, field, reason
        place = f"{file}:{line}" if line else file
        super().__init__(f"{place}: {field}: {reason}" if field else f"{place}: {reason}")


@dataclass(frozen=True)
class Page:
    """A data file that has been read: its name within the folder, what it says, and its text."""

    file: str
    read: dict[str, Any]
    text: str

    @cached_property
    def lines(self) -> dict[FieldPath, int]:
        """The line of every table and value, by its path."""
        return places(self.text)

    @property
    def top(self) -> Place:
        """The file as one table."""
        return Place(self, ())

    def at(self, header: str, number: int) -> Place:
        """The table under the `number`-th [[header]], counted from 0."""
        return Place(self, (header, number))


@dataclass(frozen=True, slots=True)
class Place:
    """A table in a data file."""

    page: Page
    path: FieldPath

    @property
    def line(self) -> int:
        """The line at which the table begins."""
        return line_of(self.path, self.page.lines)

    def fault(self, field: FieldPath, reason: str) -> DataFault:
        """Return the fault of a field, named by its path within the table."""
        line = line_of((*self.path, *field), self.page.lines)
        return DataFault(self.page.file, line, ".".join(str(part) for part in field), reason)

    def check_normal(self, found: object, field: FieldPath = ()) -> None:
        """Refuse text, anywhere in what was found in the table, that is not in Unicode normal form C.

        Raises:
            DataFault: the first such text.
        """
        if isinstance(found, str) and not unicodedata.is_normalized("NFC", found):
            raise self.fault(field, "the text is not in Unicode normal form C")
        parts = found.items() if isinstance(found, dict) else enumerate(found) if isinstance(found, list) else ()
        for name, part in parts:
            self.check_normal(part, (*field, name))


def read_page(folder: Path, file: str) -> Page:
    """Return the data file called `file` in `folder`.

    Raises:
        DataFault: it is missing, cannot be read, is not UTF-8 or no TOML.
    """
    text = _text(folder, file)
    try:
        read = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        where = re.search(r"line (\d+)", str(fault))
        line = int(where[1]) if where else text.count("\n") + 1
        raise DataFault(file, line, "", f"this is no TOML: {fault}") from fault
    except RecursionError:
        raise DataFault(file, 0, "", _TOO_DEEP) from None
    except ValueError:
        raise DataFault(file, 0, "", "a number in it has too many digits to be read") from None
    _check_depth(read, file)
    return Page(file, read, text)


def _check_depth(read: dict[str, Any], file: str) -> None:
    level: list[Any] = [read]
    for _ in range(DEEPEST):
        level = [part for found in level for part in (found.values() if isinstance(found, dict) else found)]
        level = [part for part in level if isinstance(part, dict | list)]
    if level:
        raise DataFault(file, 0, "", _TOO_DEEP)


def _text(folder: Path, file: str) -> str:
    try:
        stored = (folder / file).read_bytes()
    except FileNotFoundError:
        raise DataFault(file, 0, "", "the file is missing") from None
    except OSError as fault:
        raise DataFault(file, 0, "", f"the file cannot be read: {fault.strerror}") from fault
    try:
        # Editors on Windows begin a file with a byte order mark; it is no part of what the file says.
        return stored.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        line = stored.count(b"\n", 0, fault.start) + 1
        raise DataFault(file, line, "", f"this is not UTF-8, at byte {fault.start} of the file") from fault
