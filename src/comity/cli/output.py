"""What a command prints: results on stdout, everything else on stderr, colours and bars on a terminal only."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer

Progress = Callable[[int, int], None]

_PATIENCE_SECONDS = 1.0
_EVERY_SECONDS = 5.0


def say(text: str = "") -> None:
    typer.echo(text)


def note(text: str) -> None:
    """Something for the person at the keyboard that is no part of the result."""
    typer.echo(text, err=True)


def print_json(value: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def coloured(text: str, colour: str, *, bold: bool = False) -> str:
    """The text in a colour; typer takes it away again where stdout is no terminal."""
    return typer.style(text, fg=colour, bold=bold)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """Give a function to be told how much of how much is done: a bar on a terminal, now and then a line elsewhere.

    What is done within a second shows nothing.
    """
    if sys.stderr.isatty():
        with _bar(what) as tell:
            yield tell
    else:
        yield _Lines(what)


@contextmanager
def _bar(what: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield tell


class _Lines:
    """Progress for a log: nothing at all when it goes quickly, then a line every few seconds."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._due = time.monotonic() + _PATIENCE_SECONDS

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now >= self._due:
            self._due = now + _EVERY_SECONDS
            note(f"{self._what}: {done:,} of {total:,}")


def table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Lines in which each column but the last is as wide as its widest word on a screen."""
    if not rows:
        return
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)
