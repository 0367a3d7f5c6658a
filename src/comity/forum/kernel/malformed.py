"""What is wrong with the shape of a body, said so that a person can find the place and mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from comity.forum.kernel.errors import Phrase, gettext_noop

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
"""Where something stands in a body: names of fields, and places in lists counted from 0."""

_LONGEST = 80

_MISSING = gettext_noop("it is missing")
_NOT_A_NUMBER = gettext_noop("it must be a whole number")
_NOT_A_TABLE = gettext_noop("it must be a table of fields")
_NOT_A_LIST = gettext_noop("it must be a list")
_NO_CHOICE = gettext_noop("“%(given)s” is none of %(expected)s")

_SAID = {
    "missing": _MISSING,
    "extra_forbidden": gettext_noop("no field of this name is known here"),
    "string_type": gettext_noop("it must be text"),
    "string_too_long": gettext_noop("it has more than %(max_length)s characters"),
    "string_pattern_mismatch": gettext_noop("“%(given)s” is not of the form %(pattern)s"),
    "literal_error": _NO_CHOICE,
    "int_type": _NOT_A_NUMBER,
    "int_parsing": _NOT_A_NUMBER,
    "int_from_float": _NOT_A_NUMBER,
    "bool_type": gettext_noop("it must be true or false"),
    "bool_parsing": gettext_noop("it must be true or false"),
    "greater_than_equal": gettext_noop("it must be at least %(ge)s"),
    "less_than_equal": gettext_noop("it must be at most %(le)s"),
    "too_short": gettext_noop("at least %(min_length)s must be given"),
    "tuple_type": _NOT_A_LIST,
    "dict_type": _NOT_A_TABLE,
    "model_type": _NOT_A_TABLE,
    "model_attributes_type": _NOT_A_TABLE,
    "union_tag_not_found": gettext_noop("it does not say of which kind it is"),
    "union_tag_invalid": gettext_noop("“%(tag)s” is none of %(expected_tags)s"),
}


class Malformed(NamedTuple):
    """The first thing that is wrong: where it stands, and what is wrong with it."""

    path: Path
    fault: Phrase

    @property
    def field(self) -> str:
        """Where it stands, written with dots ("steps.0.body"); the empty string for the body as a whole."""
        return ".".join(str(part) for part in self.path)


def malformed(found: ValidationError, given: object) -> Malformed:
    """Return what `found` says first of the body `given`."""
    return every_malformed(found, given)[0]


def every_malformed(found: ValidationError, given: object) -> list[Malformed]:
    """Return all that `found` says of the body `given`, in the order of its fields."""
    return [Malformed(_path(each, given), _phrase(each)) for each in found.errors(include_url=False)]


def _path(first: ErrorDetails, given: Any) -> Path:  # noqa: ANN401 - whatever was handed in
    """Where it is wrong in what was given: without the names of union members that pydantic puts between."""
    path: list[str | int] = []
    for part in first["loc"]:
        known = isinstance(given, dict) and part in given
        placed = isinstance(given, list | tuple) and isinstance(part, int)
        if known or placed:
            given = given[part]
            path.append(part)
    if first["type"] == "missing":
        path.append(first["loc"][-1])
    return tuple(path)


def _phrase(first: ErrorDetails) -> Phrase:
    # What was left empty is asked for; of what form it must be tells nobody anything yet.
    text = _MISSING if first["input"] == "" else _SAID.get(first["type"])
    if text is None:
        return Phrase("%(fault)s", {"fault": first["msg"].removeprefix("Value error, ")})
    return Phrase(text, {"given": _shortened(first["input"]), **first.get("ctx", {})})


def _shortened(given: object) -> str:
    said = str(given)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
