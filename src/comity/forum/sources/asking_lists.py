"""Questions about lists: what a source names, what it leaves out, what of it is lost."""

from __future__ import annotations

from typing import Literal

from comity.forum.kernel.acts import Body
from comity.forum.kernel.dates import When
from comity.forum.kernel.names import Slug
from comity.forum.kernel.text import Text

Listing = Literal[
    "members",
    "observer_states",
    "observer_organisations",
    "partners",
    "joined_between",
    "meetings_of_body",
    "attendance",
    "outcomes",
    "chairs",
    "chair_ends",
    "chair_extensions",
    "chair_rules",
    "documents",
    "bodies",
    "decision_rules",
    "dimensions",
]


class ListOf(Body):
    """A list as a source gives it: `items` are codes or slugs. What it leaves out is part of the finding.

    `on` is the day that it is to be compared for, `until` the last day of a stretch (`joined_between`) or the day up to
    which things count; `meeting`, `body`, `status` and `capacity` narrow it. With `complete` False only what the source
    does name is compared. Empty `items` mean that the source is silent.
    """

    kind: Literal["list"]
    of: Listing
    items: tuple[str, ...] = ()
    on: When | None = None
    until: When | None = None
    meeting: Slug | None = None
    body: Slug | None = None
    status: Slug = "member"
    capacity: Slug | None = None
    complete: bool = True


class Lost(Body):
    """The source once said something here that is no longer legible; `of` says what the register would put there.

    `on` is the day for which the register answers; lists of what had happened are taken up to that day.
    """

    kind: Literal["lost"]
    of: Listing | Literal["names", "citations"]
    on: When | None = None
    body: Slug | None = None


class Opinion(Body):
    """A statement that the register holds no facts for; `held` is what it can say instead."""

    kind: Literal["beyond"]
    held: Text
