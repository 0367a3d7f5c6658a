"""Which sources an act rests on, wherever in its body they are named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from comity.forum.sources.acts import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.kernel.acts import Body

_NAMING = frozenset({"sources", "follows"})
# What has parts. Every act is looked through, and most of what it holds is text.
_PARTS = (BaseModel, dict, tuple, list)


def cited_by(body: Body) -> tuple[str, ...]:
    """Return the keys of the sources that a body cites, each once, in the order in which it names them.

    A claim cites the source that makes it; an act that brings a source into the register does not cite it.
    """
    own = (body.source,) if isinstance(body, Claim) else ()
    return tuple(dict.fromkeys((*own, *_named(body))))


def _named(part: Any) -> Iterator[str]:  # noqa: ANN401 - bodies hold models, and corrections bare JSON
    if isinstance(part, (tuple, list)):
        for item in part:
            if isinstance(item, _PARTS):
                yield from _named(item)
        return
    for name, value in part.items() if isinstance(part, dict) else part.__dict__.items():
        # What a notice follows is another notice, and one word.
        if name in _NAMING and isinstance(value, (tuple, list)):
            yield from value
        elif isinstance(value, _PARTS):
            yield from _named(value)
