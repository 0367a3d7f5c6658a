"""A page's data with the record that it was read from: the `.json` twin and the API's answer are these same bytes."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from comity.web.portal.framework.ask import Ask

P = TypeVar("P", bound=Data)


class ReadFrom(Data):
    """What a page was read from: in which language, for which day, from a record of which size and root (base64)."""

    language: str
    as_of: str
    record_size: int
    root: str


class Envelope(Data, Generic[P]):
    """A page's data, and the record that it was read from."""

    record: ReadFrom
    page: P


def read_from(ask: Ask) -> ReadFrom:
    """Return what the answer to a question is read from."""
    head = ask.library.head()
    root = base64.b64encode(head.root).decode()
    return ReadFrom(language=ask.language, as_of=ask.day.isoformat(), record_size=head.size, root=root)


def encoded(data: Data, ask: Ask) -> bytes:
    """Return a page's data as JSON."""
    # The class of the page's data is known at run time only.
    shape = cast("type[Envelope[Data]]", Envelope.__class_getitem__(type(data)))
    return shape(record=read_from(ask), page=data).model_dump_json(by_alias=True).encode()
