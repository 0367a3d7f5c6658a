"""The parts of a form as its template knows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from comity.web.portal.framework.data import Data


class Option(Data):
    """One of several things to choose from."""

    value: str
    text: str
    chosen: bool


class Tongue(Data):
    """The words of a text in one language: the name of their field, the language, what it is called."""

    name: str
    language: str
    tongue: str
    value: str


class Filled(Data):
    """What a field is filled in with (`kind`), and what was typed: one value, options, languages, fields below it."""

    kind: str
    value: str = ""
    options: tuple[Option, ...] = ()
    tongues: tuple[Tongue, ...] = ()
    nodes: tuple[Node, ...] = ()


class Node(Data):
    """A field of a form: its path, the id of its element, what it is called, what is wrong with it in words.

    `opened` says of what is folded that something is in it.
    """

    name: str
    id: str
    label: str
    hint: str
    required: bool
    faults: tuple[str, ...]
    opened: bool
    filled: Filled


def named(nodes: Iterable[Node]) -> Iterator[tuple[str, Node]]:
    """Yield every field of a form with its path."""
    for node in nodes:
        yield node.name, node
        yield from named(node.filled.nodes)


def element(path: str) -> str:
    """Return the id of the element of the field at a path."""
    return "f-" + path.replace(".", "-")


def nearest(path: str, shown: Iterable[str]) -> str:
    """Return the path of the field that is nearest to what stands at `path`; the empty string where there is none."""
    known = set(shown)
    while path and path not in known:
        path = path.rpartition(".")[0]
    return path
