"""How a subject tells the house what its acts are: a table, one row an act type."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from comity.forum.kernel.acts import Body, Enacted
from comity.forum.kernel.values import Value, Values

Check = Callable[[Enacted, Values], None]
"""Raises Refused where the act is out of order, else returns nothing."""


@dataclass(frozen=True, slots=True)
class Fold:
    """One kind of value that an act changes: which ids of that kind it names, and how each changes.

    `evolve` takes the value as it stands (None where there is none yet), the act, and the id. `vacate` says what stays
    of the value under an id whose only act is corrected to name another; it may raise Refused. Without it no correction
    may take a value out of the register, for other acts may name it. `begins` says that the act can bring the value
    into being; it is asked where what brought it into being was erased. A value that is `lasting` is not folded anew by
    corrections: nothing in it can be corrected, and it is named by too many acts.
    """

    kind: str
    ids: Callable[[Any], tuple[str, ...]]
    evolve: Callable[[Any, Enacted, str], Value]
    vacate: Callable[[Any, str, Values], Value] | None = None
    begins: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class ActType:
    """An act type: its name and version as stored, its body's class, its rule, the values that it changes.

    `upcast` turns a body of an older version into the next: {1: body_v1_to_v2}. Acts are never migrated.
    `restrictable` says that nothing public follows from such an act, so that its body may be withheld from the record.
    `within` is a further rule of a public act, asked of the values as those see them who hold openings; it must bear
    that some openings are not held. `kept` are fields that no correction of such an act changes.
    """

    name: str
    body: type[Body]
    check: Check
    folds: tuple[Fold, ...]
    v: int = 1
    upcast: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = field(default_factory=dict)
    restrictable: bool = False
    within: Check | None = None
    kept: tuple[str, ...] = ()
