"""The forum of `deciding` as a signed record: every member has two officers, whose keys sign what they enter.

- ``DecidingRecord(*steps)`` begins with the steps, each signed by the minister of the party that enters it; the chair's
  hat is worn by the minister of whoever is in the chair.
- ``.play(*steps)`` takes further ones, ``.refused(step)`` is the code for which the next one is refused, or None.
- ``by_deputy(step)`` is the act signed by the party's other officer.
- ``files_of(entries)`` are the files of a record that has these entries, its checkpoint signed by the log ``POLICY``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.officers.authority import delegation_of
from comity.record.checkpoint import Checkpoint, sign_checkpoint
from comity.record.entry import parse_entry
from comity.record.files import ALLOWED_SIGNERS, CHECKPOINT
from comity.record.files import POLICY as POLICY_FILE
from comity.record.merkle import leaf_hash, root_of
from comity.record.note import Ed25519Signer
from comity.record.policy import Policy, format_policy
from comity.record.signers import AllowedSigner, format_allowed_signers
from tests.support.deciding import MEMBERS, decided
from tests.support.recordfolder import LOG_KEY, record_files
from tests.support.signing import ORIGIN, REGISTRAR, Officer, SignedRecord, enrolment, key_of
from tests.support.stage import CLOCK, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTIES = (*MEMBERS, "OSCE", "KWT", "BGD")
MINISTERS = {party: Officer(party, "minister", key_of(f"{party} minister")) for party in PARTIES}
DEPUTIES = {party: Officer(party, "deputy", key_of(f"{party} deputy")) for party in MEMBERS}
ENROLLED = enrolment(*MINISTERS.values(), *DEPUTIES.values())
LOG = Ed25519Signer(ORIGIN, LOG_KEY)
POLICY = Policy.of_log(str(LOG.vkey))
_DEPUTY = "deputy"
_KEYS = {each.public.fingerprint: each.public for each in (REGISTRAR, *MINISTERS.values(), *DEPUTIES.values())}


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


def files_of(entries: Sequence[bytes]) -> dict[str, bytes]:
    """The files of a record that has these entries, in order or not; the log signs whatever it is given."""
    checkpoint = Checkpoint(ORIGIN, len(entries), root_of(map(leaf_hash, entries)))
    signed = {(each.signer, each.key) for raw in entries for each in parse_entry(raw).signatures}
    signers = [AllowedSigner(signer, _KEYS[key]) for signer, key in sorted(signed)]
    return record_files(entries) | {
        CHECKPOINT: sign_checkpoint(checkpoint, [LOG]).to_bytes(),
        POLICY_FILE: format_policy(POLICY),
        ALLOWED_SIGNERS: format_allowed_signers(signers, ORIGIN),
    }
