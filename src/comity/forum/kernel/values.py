"""Values: what is known of one subject, folded from the acts that name it."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from pydantic import BaseModel, ConfigDict

from comity.forum.kernel.acts import Enacted

_Model = TypeVar("_Model", bound=BaseModel)


class Key(NamedTuple):
    """Where a value is kept: its kind ("meeting") and its id ("summit-4")."""

    kind: str
    id: str


class Value(BaseModel):
    """A frozen value. `acts` are the indices of the acts that made it, in the order of the record."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    acts: tuple[int, ...] = ()

    @classmethod
    def made_by(cls, act: Enacted, **further: object) -> Self:
        """Return the value that `act` brings into being: its fields of the same names, and `further` ones."""
        return _made(cls, {**_stated(cls, act), **further, "acts": (act.index,)})

    def touched(self, index: int, **changes: object) -> Self:
        """Return this value with `changes` made by the act at `index`."""
        return _made(type(self), {**self.__dict__, **changes, "acts": (*self.acts, index)})


class Fact(BaseModel):
    """A part of a value that one act stated; `act` is that act's index, so that every fact can be followed home."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    act: int
    sources: tuple[str, ...] = ()
    confidence: str = ""

    @classmethod
    def of(cls, act: Enacted, **further: object) -> Self:
        """Return the fact that `act` states: its fields of the same names, and `further` ones."""
        return _made(cls, {**_stated(cls, act), **further, "act": act.index})


def _stated(model: type[BaseModel], act: Enacted) -> dict[str, Any]:
    """What `act` says in the fields that `model` has too. An act's body has been read and checked before."""
    said = act.body.__dict__
    stated = {name: said[name] for name in _shared(model, type(act.body))}
    # Of what is told on its day nothing says how far it is borne out.
    if "confidence" in stated and stated["confidence"] is None:
        stated["confidence"] = ""
    return stated


@cache
def _shared(model: type[BaseModel], body: type[BaseModel]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name in body.model_fields)


@cache
def _blank(model: type[BaseModel]) -> tuple[dict[str, Any], set[str]]:
    fields = model.model_fields
    return {name: field.get_default() for name, field in fields.items()}, set(fields)


def _made(model: type[_Model], said: dict[str, Any]) -> _Model:
    """A model of facts that are known to be well formed.

    As `model_construct`, but without a look at each field and a set of names in each model: without them an audit needs
    half the time and half the memory.
    """
    blank, names = _blank(model)
    made = model.__new__(model)
    keep = object.__setattr__
    keep(made, "__dict__", {**blank, **said})
    keep(made, "__pydantic_fields_set__", names)
    keep(made, "__pydantic_extra__", None)
    keep(made, "__pydantic_private__", None)
    return made


class Values(Protocol):
    """What a rule may look at: values by key, and acts by index. Nothing else of the world."""

    def get(self, key: Key) -> Value | None:
        """Return the value kept under `key`, or None."""

    def act(self, index: int) -> Enacted | None:
        """Return the act entered at `index`, or None where there is none."""
