"""Acts of the officers: which are in order, and which are refused by which reason. Who may enter them is not asked."""

from __future__ import annotations

from typing import Any

from comity.record.keys import PrivateKey, PublicKey
from tests.support.authenticator import Authenticator, SecurityKey
from tests.support.stage import KEY, Step, by
from tests.unit.forum.orders.charter import Case

NOTE = {"reference": "No. 12-3/456", "on": "2025-12-01"}
NEXT_NOTE = {"reference": "No. 12-3/457", "on": "2025-12-02"}
FILE = {"sha256": "0" * 64, "size": 1, "media_type": "application/pdf"}

FIRST, SECOND, THIRD = (PrivateKey.from_seed(letter * 32).public for letter in (b"1", b"2", b"3"))
PASSKEY = Authenticator("desk.example.org").public
SECURITY_KEYS = [SecurityKey(kind).public for kind in ("ed25519", "ecdsa")]
AT_DESK = {"origins": ["https://desk.example.org"]}


def enrol(officer: str = "admin", party: str = "KAZ", **said: Any) -> Step:
    given = {"party": party, "officer": officer, "office": "Counsellor", "functions": ["administrator"]} | said
    return "officers.enrol", given


def add_key(officer: str = "admin", key: PublicKey = FIRST, party: str = "KAZ", **said: Any) -> Step:
    return "officers.add_key", {"party": party, "officer": officer, "key": key.openssh, **said}


def revoke(officer: str = "admin", key: PublicKey = FIRST, party: str = "KAZ", **said: Any) -> Step:
    given = {"party": party, "officer": officer, "fingerprint": key.fingerprint, "reason": "lost"} | said
    return "officers.revoke_key", given


def dismiss(officer: str = "admin", party: str = "KAZ", **said: Any) -> Step:
    return "officers.dismiss", {"party": party, "officer": officer, **said}


def claimant(name: str, **paper: Any) -> dict[str, Any]:
    return {"name": name, "papers": [NOTE | paper]}


def contest(party: str = "KAZ", **paper: Any) -> Step:
    return "officers.contest", {"party": party, "claimants": [claimant("First"), claimant("Second", **paper)]}


def settle(party: str = "KAZ", **paper: Any) -> Step:
    return "officers.settle", {"party": party, "papers": [NOTE | paper]}


def own(step: Step) -> Step:
    return by("KAZ", step)


def registrar(step: Step) -> Step:
    """The same of the secretariat's one officer by the constitution."""
    return step[0], step[1] | {"party": "SECRETARIAT", "officer": "registrar"}


ENROLLED = [enrol(credentials=NOTE)]
# Kazakhstan has an administrator with a key, by one note.
SERVED = [*ENROLLED, add_key(credentials=NOTE)]
ANOTHER_ADMINISTRATOR = [enrol("second", party="SECRETARIAT"), add_key("second", SECOND, party="SECRETARIAT")]
ANOTHER_WITHOUT_KEY = [enrol("second", party="SECRETARIAT")]
ANOTHER_OF_OTHER_FUNCTION = [
    enrol("second", party="SECRETARIAT", functions=["authoriser"]),
    add_key("second", SECOND, party="SECRETARIAT"),
]

ACCEPTED: dict[str, Case] = {
    "an officer on a note verbale": ([], enrol(credentials=NOTE | FILE)),
    "an officer by the party": (SERVED, own(enrol("second", functions=["drafter", "authoriser"]))),
    "an officer of the secretariat": ([], enrol(party="SECRETARIAT")),
    "an officer of an organisation": ([], enrol(party="OSCE", credentials=NOTE)),
    "an id that another party has given too": (SERVED, enrol(party="CHN", credentials=NOTE)),
    "a note that is acted upon again while nobody can administer": (ENROLLED, add_key(credentials=NOTE)),
    "a new note where the party could act itself": (SERVED, enrol("second", credentials=NEXT_NOTE)),
    "a key by the party": (SERVED, own(add_key(key=SECOND))),
    "a passkey": (ENROLLED, add_key(key=PASSKEY, credentials=NOTE, **AT_DESK)),
    "a passkey for a port": (SERVED, own(add_key(key=PASSKEY, origins=["https://desk.example.org:8443"]))),
    "a passkey below its domain": (SERVED, own(add_key(key=PASSKEY, origins=["https://kaz.desk.example.org"]))),
    "a passkey of this machine": (
        SERVED,
        own(add_key(key=Authenticator("localhost").public, origins=["http://localhost:8000"])),
    ),
    "a security key": (SERVED, own(add_key(key=SECURITY_KEYS[0]))),
    "a security key of the other kind": (SERVED, own(add_key(key=SECURITY_KEYS[1]))),
    "a key that an officer of another party has": ([*SERVED, enrol(party="CHN", credentials=NOTE)], add_key(
        party="CHN", credentials=NOTE
    )),
    "a key revoked by the party": (SERVED, own(revoke(reason="compromised"))),
    "the last key of a party revoked on a new note": (SERVED, revoke(credentials=NEXT_NOTE)),
    "a note that is acted upon again once the last key is revoked": (
        [*SERVED, revoke(credentials=NEXT_NOTE)],
        add_key(key=SECOND, credentials=NEXT_NOTE),
    ),
    "a key of the secretariat revoked": (ANOTHER_ADMINISTRATOR, registrar(revoke(key=KEY.public))),
    "an officer dismissed": (SERVED, own(dismiss())),
    "an officer without a key dismissed": (ENROLLED, dismiss(credentials=NEXT_NOTE)),
    "an officer of the secretariat dismissed": (ANOTHER_ADMINISTRATOR, registrar(dismiss())),
    "a contest": (SERVED, contest()),
    "a contest over a party that has no officers": ([], contest()),
    "a contest settled": ([contest()], settle()),
    "a second contest": ([contest(), settle()], contest()),
}  # fmt: skip

REFUSED: dict[str, list[Case]] = {
    "officers.no_credentials": [
        ([], enrol()),
        (ENROLLED, add_key()),
        (SERVED, revoke()),
        (SERVED, dismiss()),
        # Nor does another party act for it without one, whatever the charter lets it.
        (SERVED, by("CHN", enrol("second"))),
    ],
    "officers.note_used": [
        (SERVED, enrol("second", credentials=NOTE)),
        (SERVED, add_key(key=SECOND, credentials=NOTE)),
        (SERVED, revoke(credentials=NOTE)),
        (SERVED, dismiss(credentials=NOTE)),
        # The same note under another date is the same note.
        (SERVED, enrol("second", credentials=NOTE | {"on": "2025-12-03"})),
    ],
    "officers.credentials_of_own": [
        (SERVED, own(enrol("second", credentials=NOTE))),
        ([], enrol(party="SECRETARIAT", credentials=NOTE)),
    ],
    "officers.chair_has_none": [
        ([], enrol(party="CHAIR", credentials=NOTE)),
        ([], by("CHAIR", enrol(party="CHAIR"))),
        ([], add_key(party="CHAIR", credentials=NOTE)),
    ],
    "officers.officer_there": [
        (SERVED, own(enrol())),
        ([*SERVED, own(dismiss())], enrol(credentials=NEXT_NOTE)),
        ([], enrol("registrar", party="SECRETARIAT")),
    ],
    "officers.officer_unknown": [
        ([], add_key(credentials=NOTE)),
        (SERVED, own(add_key("second", SECOND))),
        (SERVED, own(revoke("second"))),
        (SERVED, own(dismiss("second"))),
        ([*SERVED, own(dismiss())], add_key(key=SECOND, credentials=NEXT_NOTE)),
        ([*SERVED, own(dismiss())], dismiss(credentials=NEXT_NOTE)),
        ([contest()], add_key(credentials=NOTE)),
    ],
    "officers.key_there": [
        (SERVED, own(add_key())),
        ([*SERVED, own(enrol("second"))], own(add_key("second"))),
        ([*SERVED, own(revoke())], add_key(credentials=NEXT_NOTE)),
    ],
    "officers.key_unknown": [
        (SERVED, own(revoke(key=SECOND))),
        ([*SERVED, own(enrol("second"))], own(revoke("second"))),
        ([*SERVED, own(revoke())], revoke(credentials=NEXT_NOTE)),
    ],
    "officers.passkey_nowhere": [(SERVED, own(add_key(key=PASSKEY)))],
    "officers.origin_elsewhere": [
        (SERVED, own(add_key(key=PASSKEY, origins=["https://desk.example.com"]))),
        (SERVED, own(add_key(key=PASSKEY, origins=["https://example.org"]))),
        (SERVED, own(add_key(key=PASSKEY, origins=["https://notdesk.example.org"]))),
        (SERVED, own(add_key(key=PASSKEY, origins=["https://desk.example.org", "http://localhost"]))),
    ],
    "officers.origins_of_none": [
        (SERVED, own(add_key(key=SECOND, **AT_DESK))),
        *((SERVED, own(add_key(key=key, **AT_DESK))) for key in SECURITY_KEYS),
    ],
    "officers.last_of_secretariat": [
        ([], registrar(revoke(key=KEY.public))),
        ([], registrar(dismiss())),
        (ANOTHER_WITHOUT_KEY, registrar(revoke(key=KEY.public))),
        (ANOTHER_WITHOUT_KEY, registrar(dismiss())),
        (ANOTHER_OF_OTHER_FUNCTION, registrar(dismiss())),
    ],
    "officers.contested_already": [([contest()], contest()), ([contest(), settle(), contest()], contest())],
    "officers.not_contested": [
        ([], settle()),
        (SERVED, settle()),
        ([contest(), settle()], settle()),
        ([contest("CHN")], settle()),
    ],
    "membership.party_unknown": [
        ([], enrol(party="THA", credentials=NOTE)),
        ([], contest("THA")),
        ([], contest("SECRETARIAT")),
    ],
    "kernel.day_to_come": [
        ([], enrol(credentials=NOTE | {"on": "2026-01-03"})),
        ([], contest(on="2026-01-03")),
        ([contest()], settle(on="2027")),
    ],
    "kernel.body_malformed": [
        ([], enrol("Aliya Serikova", credentials=NOTE)),
        ([], enrol(credentials=NOTE, functions=[])),
        ([], enrol(credentials=NOTE, functions=["administrator"] * 2)),
        ([], enrol(credentials=NOTE, functions=["minister"])),
        ([], enrol(credentials=NOTE | {"sha256": "0" * 64})),
        ([], enrol(credentials=NOTE | FILE | {"size": None})),
        ([], enrol(credentials=NOTE | {"reference": " No. 1"})),
        ([], enrol(credentials=NOTE | {"reference": "No. \u202e1"})),
        (SERVED, own(add_key(key=FIRST, origins=["https://desk.example.org/"]))),
        (SERVED, own(add_key(key=FIRST, origins=["http://desk.example.org"]))),
        (SERVED, own(("officers.add_key", {"party": "KAZ", "officer": "admin", "key": "ssh-rsa AAAA"}))),
        (SERVED, own(revoke(fingerprint="MD5:00"))),
        ([], ("officers.contest", {"party": "KAZ", "claimants": [claimant("First")]})),
        ([], ("officers.contest", {"party": "KAZ", "claimants": [claimant("First"), {"name": "n", "papers": []}]})),
        ([contest()], ("officers.settle", {"party": "KAZ", "papers": []})),
    ],
    "sources.not_correctable": [
        (
            SERVED,
            (
                "sources.correct",
                {"sources": ["S1"], "confidence": "high", "act": 21, "body": add_key(key=SECOND)[1], "reason": "r"},
            ),
        ),
    ],
}
