"""Checks against the charter that every subject makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.charter.state import Charter, charter
from comity.forum.kernel.errors import Reason, Refused, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.kernel.values import Values

NO_CHARTER = Reason(
    "charter.none",
    gettext_noop("No charter has been adopted yet, so there is no rule to judge this by."),
    gettext_noop("Adopt the charter first, by an act charter.adopt."),
)
BODY_UNKNOWN = Reason(
    "charter.body_unknown",
    gettext_noop("The charter knows no body “%(body)s”."),
    gettext_noop("Use one of its bodies: %(bodies)s."),
)


def require_charter(values: Values) -> Charter:
    """Return the charter in force, or refuse where none has been adopted."""
    held = charter(values)
    if held is None:
        raise Refused(NO_CHARTER)
    return held


def check_bodies(bodies: Iterable[str | None], values: Values, day: str | None = None) -> None:
    """Refuse bodies that the charter does not know on `day` (YYYY-MM-DD); None stands for a body not named.

    Without a day, as of facts of the past, a body that has been is enough.
    """
    for body in bodies:
        if body is None:
            continue
        held = require_charter(values)
        if held.body(body, day) is None:
            known = dict.fromkeys(rule.body for rule in held.rules.bodies if day is None or rule.in_force(day))
            raise Refused(BODY_UNKNOWN, body=body, bodies=", ".join(known))
