"""The forum of `deciding` as a signed record: every member has two officers, whose keys sign what they enter.

- ``DecidingRecord(*steps)`` begins with the steps, each signed by the minister of the party that enters it; the chair's
  hat is worn by the minister of whoever is in the chair.
- ``.play(*steps)`` takes further ones, ``.refused(step)`` is the code for which the next one is refused, or None.
- ``by_deputy(step)`` is the act signed by the party's other officer.
"""

from __future__ import annotations

from typing import Any

from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.officers.authority import delegation_of
from tests.support.deciding import MEMBERS, decided
from tests.support.signing import REGISTRAR, Officer, SignedRecord, enrolment, key_of
from tests.support.stage import CLOCK, Step

PARTIES = (*MEMBERS, "OSCE", "KWT", "BGD")
MINISTERS = {party: Officer(party, "minister", key_of(f"{party} minister")) for party in PARTIES}
DEPUTIES = {party: Officer(party, "deputy", key_of(f"{party} deputy")) for party in MEMBERS}
ENROLLED = enrolment(*MINISTERS.values(), *DEPUTIES.values())
_DEPUTY = "deputy"


def by_deputy(step: Step) -> Any:
    """The same act, signed by the deputy of the party that enters it."""
    return (*step, _DEPUTY)


class DecidingRecord(SignedRecord):
    """The record, and the replay that has taken it."""

    def __init__(self, *steps: Step) -> None:
        super().__init__(*decided(), *ENROLLED)
        self.play(*steps)

    def play(self, *steps: Step) -> DecidingRecord:
        for step in steps:
            if step[0] == CLOCK:
                self.entered = step[1]["at"]
            else:
                self.enter(step[:3], self.signer(step))  # type: ignore[arg-type]
        return self

    def refused(self, step: Step) -> str | None:
        return self.refusal(step[:3], self.signer(step))  # type: ignore[arg-type]

    def signer(self, step: Any) -> Officer:
        """Who signs a step: an officer of its party."""
        party = step[2] if len(step) > 2 else SECRETARIAT
        if party == SECRETARIAT:
            return REGISTRAR
        state = delegation_of(party, self.entered[:10], self.replay)
        if party == CHAIR:
            return Officer(CHAIR, "minister", MINISTERS[str(state)].key)
        return (DEPUTIES if step[-1] == _DEPUTY else MINISTERS)[party]

    def decision(self, name: str = "d") -> Any:
        return next(value for key, value in self.replay.values.items() if key == ("decision", name))
