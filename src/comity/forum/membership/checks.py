"""Checks against the register of parties that other subjects make."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.kernel.checks import check_parties
from comity.forum.kernel.errors import Reason, Refused, gettext_noop
from comity.forum.membership.state import Party, party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from comity.forum.kernel.values import Values

NOT_A_STATE = Reason(
    "membership.not_a_state",
    gettext_noop("%(party)s is an organisation; only a state can be named here."),
    gettext_noop("Name the state."),
)


def check_states(parties: Iterable[str | None], values: Values) -> None:
    """Refuse parties that the register does not know, or does not know as states; None stands for a party not named."""
    for code in parties:
        check_parties([code], values)
        if code is not None and cast("Party", party(values, code)).kind != "state":
            raise Refused(NOT_A_STATE, party=code)
