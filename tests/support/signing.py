"""A record in memory into which parties enter acts, each signed with its officers' own keys and judged by a replay.

- ``Officer("KAZ", "minister", key)`` signs with a key in software, a security key or a passkey.
- ``SignedRecord(*steps)`` begins with the steps (``tests.support.stage``), entered by the registrar.
- ``.enter(step, *officers)`` signs and takes an act, ``.refusal(step, *officers)`` is the code of the reason why it
  would not be taken. The first officer's office is the act's.
- ``.replayed()`` replays from nothing what was taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from comity.forum.kernel.acts import Enacted
from comity.forum.kernel.errors import Refused
from comity.forum.openings.opening import Opening
from comity.forum.registry import ACT_TYPES
from comity.forum.replay import Replay
from comity.record.entry import Act, Entry, Seen, Signature, act_line, compose, namespace, parse_entry, sign_act
from comity.record.keys import PrivateKey, PublicKey
from comity.record.merkle import EMPTY_ROOT
from tests.support.authenticator import Authenticator, SecurityKey
from tests.support.stage import CONSTITUTION, ENTERED, KEY, Step, code_of

ORIGIN = CONSTITUTION["origin"]
DESK = "https://desk.example.org"


@dataclass(frozen=True)
class Officer:
    """An officer of a party with a key at hand. A passkey signs on a page of ``page``; ``wrong`` makes it wrong."""

    party: str
    office: str
    key: PrivateKey | SecurityKey | Authenticator
    page: str = DESK
    wrong: Mapping[str, Any] = field(default_factory=dict)

    @property
    def public(self) -> PublicKey:
        return self.key.public

    def sign(self, line: bytes) -> Signature:
        signer = f"{self.party}/{self.office}"
        if isinstance(self.key, PrivateKey):
            return sign_act(self.key, line, ORIGIN, signer)
        scope = namespace(ORIGIN)
        if isinstance(self.key, SecurityKey):
            blob = self.key.sshsig(line, scope)
        else:
            blob = self.key.sshsig(line, scope, self.page, **self.wrong)
        return Signature(self.public.fingerprint, blob, signer)


REGISTRAR = Officer("SECRETARIAT", "registrar", KEY)


def key_of(name: str) -> PrivateKey:
    """The key of that name."""
    return PrivateKey.from_seed(name.encode().rjust(32, b"-"))


class SignedRecord:
    """The record, and the replay that has taken it; `entered` is when the next act is entered."""

    def __init__(self, *steps: Step) -> None:
        self.openings: dict[str, Opening] = {}
        self.replay = Replay(openings=self.openings.get)
        self.raws: list[bytes] = []
        self.entered = ENTERED
        for step in (("charter.constitute", CONSTITUTION), *steps):
            self.enter(step)

    def entry(self, step: Step, *officers: Officer, office: str = "", party: str = "", v: int = 0) -> Entry:
        """The next act, signed by `officers`; it is of the first one's party and office, unless these are given.

        `v` is the version of its type, where that is not the one in use.
        """
        signers = officers or (REGISTRAR,)
        party = party or signers[0].party
        act = Act(
            at="2026-01-01T00:00:00Z",
            body=step[1],
            forum="stage",
            nonce=f"{len(self.raws):021}A",
            office=office or signers[0].office,
            party=party,
            seen=Seen(0, EMPTY_ROOT),
            serial=self._serial(party),
            type=step[0],
            v=v or ACT_TYPES[step[0]].v,
        )
        line = act_line(act)
        return parse_entry(compose(line, [each.sign(line) for each in signers], self.entered))

    def enter(self, step: Step, *officers: Officer, **said: Any) -> Enacted:
        entry = self.entry(step, *officers, **said)
        taken = self.replay.take(entry)
        self.raws.append(entry.raw)
        return taken

    def enter_restricted(self, withheld: tuple[Step, Opening], *officers: Officer) -> Enacted:
        """Take a restricted act, with its opening at hand."""
        step, opening = withheld
        self.openings[opening.commitment] = opening
        return self.enter(step, *officers)

    def refusal(self, step: Step, *officers: Officer, **said: Any) -> str | None:
        """The code of the reason for which the act is refused, or None, where it is taken."""
        try:
            self.enter(step, *officers, **said)
        except Refused as refused:
            return code_of(refused)
        return None

    def replayed(self, **kept: Any) -> Replay:
        replay = Replay(**kept)
        for raw in self.raws:
            replay.take(parse_entry(raw))
        return replay

    def _serial(self, party: str) -> int:
        return sum(parse_entry(raw).act.party == party for raw in self.raws) + 1


def enrolment(*officers: Officer, functions: tuple[str, ...] = ("authoriser",), note: str = "No. 1") -> list[Step]:
    """The acts by which the secretariat enrols officers with their keys, on one note verbale a call.

    They come before the key of any administrator, for after it the note would have been acted upon.
    """
    steps: list[Step] = []
    for each in officers:
        of = {"party": each.party, "officer": each.office}
        if each.party != "SECRETARIAT":
            of["credentials"] = {"reference": note, "on": "2025-12-01"}
        enrol = of | {"office": each.office.capitalize(), "functions": list(functions)}
        added: dict[str, Any] = of | {"key": each.public.openssh}
        if isinstance(each.key, Authenticator):
            added["origins"] = [each.page]
        steps += [("officers.enrol", enrol), ("officers.add_key", added)]
    return steps
