"""Shapes of the names by which acts speak of things."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

# pydantic's patterns are of Rust's kind: there `$` is the end of the text and of nothing else.
PartyCode = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9-]{1,19}$")]
"""A party: ISO 3166-1 alpha-3 for a state (KAZ), capitals for an organisation (OSCE), SECRETARIAT and CHAIR."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
"""A thing with an address of its own: a meeting (summit-4), a document (almaty-act), a body (soc)."""

SourceKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,19}$")]
"""A source, as citations name it (S8, N34)."""

LanguageCode = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""A language by its BCP 47 code (en, zh-Hans)."""

Fingerprint = Annotated[str, StringConstraints(pattern=r"^SHA256:[A-Za-z0-9+/]{43}$")]
"""A public key's fingerprint, as `ssh-keygen -l` prints it."""


def _of_the_calendar(moment: str) -> str:
    datetime.fromisoformat(moment)
    return moment


# Hours end at 23: newer versions of Python take 24:00:00 for the next midnight.
Moment = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z$"),
    AfterValidator(_of_the_calendar),
]
"""A moment in UTC, to the second: 2026-11-23T10:02:11Z."""

ExactDay = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_of_the_calendar)]
"""One day of the calendar: 2026-11-26."""

SECRETARIAT = "SECRETARIAT"
"""The party through which the forum's own staff acts."""

CHAIR = "CHAIR"
"""The party through which the forum's chair acts, whichever state it is: a hat that its officers wear."""

HATS = frozenset((SECRETARIAT, CHAIR))
"""Parties by whose code an office of the forum acts; the register of participants knows none of them."""
