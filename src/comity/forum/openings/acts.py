"""Acts of the subject `openings`: what a restricted act said is made public, or is erased."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from comity.forum.kernel.acts import Body, Count
from comity.forum.kernel.text import Text

Base64Key = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$")]
"""A key of 32 bytes, base64."""


class Reveal(Body):
    """`openings.reveal`: what the act at index `act` said becomes public: its key and its content.

    Anybody can then check that the act said this and nothing else.
    """

    act: Count
    key: Base64Key
    content: Annotated[str, Field(max_length=40_000)]


class Erase(Body):
    """`openings.erase`: the host destroys key and text of the act at index `act`. That there was an act stays."""

    act: Count
    reason: Text
