"""The page table: each page is a row that says its address, what it is made of, and what twins it has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from comity.web.portal.framework.ask import Ask
from comity.web.portal.framework.data import Data, Rows


class Build(Protocol):
    """Makes a page's data; keyword arguments are the variable parts of its address."""

    def __call__(self, ask: Ask, **parts: Any) -> Data:  # noqa: ANN401 - each address has parts of its own
        """Return the data.

        Raises:
            NotHere: there is no such thing.
            Refused: the question cannot be answered as it is put.
        """


class NotHere(Exception):
    """There is no such thing at this address. `what` is a sentence for the reader, already translated."""

    def __init__(self, what: str) -> None:
        """Say `what` is not there."""
        self.what = what
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the portal.

    `path` is a Django route below the language, ending in a slash ("participants/<code>/"); `matter` the entry of the
    navigation that it belongs to. `draw` adds what only the HTML needs (drawings). `rows` makes the `.csv` twin,
    `calendar` the `.ics` one, `feed` the `.atom` one.
    """

    name: str
    path: str
    template: str
    build: Build
    matter: str = ""
    draw: Callable[[Any, Ask], Mapping[str, Any]] | None = None
    rows: Callable[[Any, Ask], Rows] | None = None
    calendar: Callable[[Any, Ask], bytes] | None = None
    feed: Callable[[Any, Ask], bytes] | None = None
