"""What a page says, as data: the page's template and its `.json` twin are made from the same value."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict


class Data(BaseModel):
    """Data of a page or of a part of one. Texts are in the reader's language; dates are EDTF beside their wording."""

    model_config = ConfigDict(frozen=True)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a field of any kind
        """Return a field. Templates ask for items before attributes, and a miss takes longer than all the rest."""
        return self.__dict__[name]


class When(Data):
    """A date: `edtf` for machines, `text` as the reader's language writes it, `brief` where there is little room."""

    edtf: str
    text: str
    brief: str


class Link(Data):
    """Something named that has a page of its own: its id, what it is called, and the address of its page."""

    id: str
    text: str
    url: str


class Cited(Data):
    """A source cited: its key, title, address, and what kind of source it is."""

    key: str
    title: str
    url: str
    weight: str


class Rows(Data):
    """A list as rows of text, for `.csv`: `head` names the columns."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
