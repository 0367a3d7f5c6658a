"""What `comity officer` does: acts of the registrar's key, invitations, keys that wait, and how officers are listed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from comity.cli.errors import DOES_NOT_HOLD, WRONG_USAGE, CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.kernel.acts import Body
    from comity.forum.officers.state import Keyring
    from comity.record.keys import PublicKey
    from comity.secretariat.vault import Vault
    from comity.store.drafts import Draft
    from comity.store.house import House

OURS = "SECRETARIAT"
FUNCTIONS = ("administrator", "authoriser", "drafter", "reader")
_ADD_KEY = "officers.add_key"


@dataclass(frozen=True, slots=True)
class Note:
    """The note verbale on which the secretariat acts for another party."""

    reference: str
    on: str

    @classmethod
    def read(cls, party: str, reference: str | None, on: str | None) -> Note | None:
        """Return the note that was named; a party's affairs need one, the secretariat's own have none."""
        if party == OURS:
            if reference or on:
                raise CommandError("--note and --on are for the officers of another party.", WRONG_USAGE)
            return None
        if not reference or not on:
            raise CommandError(f"name the note verbale of {party} that asks for it: --note REF --on DATE.", WRONG_USAGE)
        return cls(reference, on)

    @property
    def said(self) -> dict[str, str]:
        """The note as acts name papers."""
        return {"reference": self.reference, "on": self.on}


@dataclass(frozen=True, slots=True)
class Order:
    """Something to be done in a data folder about the officers of a party."""

    data: Path
    party: str
    note: Note | None

    def enter(self, kind: str, said: dict[str, Any]) -> int:
        """Enter an act with the registrar's key, and return its index."""
        body = {"party": self.party, **said, **({"credentials": self.note.said} if self.note else {})}
        shaped = _shaped(kind, body)
        _use(self.data)
        from comity.store.house import open_house

        with open_house(self.data) as house:
            return _entered(house, kind, shaped)

    def invite(self, officer: str, port: int) -> str:
        """Return a link for an officer. Nothing is locked: the link may be made beside a server."""
        from comity.forum.officers.acts import Paper

        held = held_in(self.data, self.party)
        if held.officer(officer) is None:
            raise CommandError(f"{self.party} has no officer {officer}: comity officer list names them.", WRONG_USAGE)
        vault = _vault(self.data)
        from comity.secretariat.composing import Hat
        from comity.secretariat.desk import REGISTRAR
        from comity.store import invitations, people
        from comity.store.living import host_now
        from comity.store.mailroom import origin_of

        paper = Paper.model_validate(self.note.said) if self.note else None
        hat, person = Hat(self.party, officer), people.wearer(Hat(self.party, officer)) or ""
        by, now = Hat(OURS, REGISTRAR), host_now()
        secret = invitations.invite(vault, hat, by, now=now, person=person, credentials=paper)
        return f"{origin_of(port)}/invitation/{secret}/"


def confirm_key(data: Path, fingerprint: str) -> tuple[int, str, str]:
    """Enter the act that adds a key which waits; return its index, the party and the officer."""
    _use(data)
    from comity.store import drafts
    from comity.store.house import open_house

    with open_house(data) as house:
        draft = next((each for each, found in _waiting(house.vault) if found == fingerprint), None)
        if draft is None:
            said = f"no key {fingerprint} waits for the secretariat's signature: comity officer confirm lists them."
            raise CommandError(said, WRONG_USAGE)
        index = _entered(house, draft.kind, _shaped(draft.kind, dict(draft.fields)))
        drafts.drop(OURS, draft.id)
    return index, str(draft.fields["party"]), str(draft.fields["officer"])


def waiting_in(data: Path) -> list[tuple[str, str, str, str]]:
    """Return the keys that wait: party, officer, fingerprint, and the six words in English."""
    vault = _vault(data)
    from comity.secretariat.keynames import key_words

    return [
        (str(draft.fields["party"]), str(draft.fields["officer"]), found, " ".join(key_words(found, "en")))
        for draft, found in _waiting(vault)
    ]


def held_in(data: Path, party: str) -> Keyring:
    """Return the officers and keys of a party, as the record has them."""
    from comity.cli.reading import open_register
    from comity.forum.kernel.values import Key
    from comity.forum.membership.state import KIND as PARTY
    from comity.forum.officers.state import Keyring, keyring

    library, _speech = open_register(data)
    if party != OURS and library.get(Key(PARTY, party)) is None:
        raise CommandError(f"the register knows no party {party}.", WRONG_USAGE)
    return keyring(library, party) or Keyring(party=party)


def rows_of(held: Keyring) -> Iterator[tuple[str, ...]]:
    """Yield rows to print: each officer, and below it each key."""
    from comity.forum.kernel.text import said_in

    for officer in held.officers:
        gone = "" if officer.dismissed is None else f"dismissed by act {officer.dismissed}"
        yield officer.officer, said_in(officer.office, "en")[0], gone or ", ".join(officer.functions)
        for key in held.keys:
            if key.officer == officer.officer:
                state = f"since act {key.act}" if key.revoked is None else f"revoked by act {key.revoked}, {key.reason}"
                yield "", key.fingerprint, state


def as_data(held: Keyring) -> dict[str, Any]:
    """Return the officers and keys of a party for programs."""
    return {
        "party": held.party,
        "officers": [
            {
                "officer": officer.officer,
                "office": officer.office,
                "functions": officer.functions,
                "enrolled": officer.act,
                "dismissed": officer.dismissed,
                "keys": [
                    key.model_dump(include={"fingerprint", "openssh", "act", "revoked", "reason"})
                    for key in held.keys
                    if key.officer == officer.officer
                ],
            }
            for officer in held.officers
        ],
    }


def read_functions(given: str) -> str:
    """Read a list of functions."""
    words = [word.strip() for word in given.split(",")]
    wrong = next((word for word in words if word not in FUNCTIONS), None)
    if wrong is not None or len(set(words)) != len(words):
        told = "each is named once" if wrong is None else f"“{wrong}” is none"
        raise typer.BadParameter(f"the functions are {', '.join(FUNCTIONS)}; {told}.")
    return ",".join(words)


def read_public_key(file: Path) -> PublicKey:
    """Return the key in a .pub file; a passkey is added by an invitation only."""
    from comity.record import sk_ecdsa
    from comity.record.errors import RecordError
    from comity.record.keys import PublicKey

    try:
        key = PublicKey.from_openssh(file.read_text(encoding="utf-8").strip())
    except (RecordError, UnicodeDecodeError) as fault:
        hint = "It has to be a .pub file of ssh-keygen, of type ed25519, ed25519-sk or ecdsa-sk."
        raise CommandError(f"{file}: {fault}. {hint}", WRONG_USAGE) from fault
    if key.algorithm == sk_ecdsa.NAME and not sk_ecdsa.application(key.raw).startswith("ssh:"):
        raise CommandError(f"{file} is a passkey: it is added by an invitation (comity officer invite).", WRONG_USAGE)
    return key


def _shaped(kind: str, body: dict[str, Any]) -> Body:
    from pydantic import ValidationError

    from comity.forum.registry import ACT_TYPES

    try:
        return ACT_TYPES[kind].body.model_validate(body)
    except ValidationError as fault:
        wrong = fault.errors()[0]
        where = ".".join(str(part) for part in wrong["loc"])
        raise CommandError(f"{where}: {wrong['msg']}.", WRONG_USAGE) from fault


def _waiting(vault: Vault) -> Iterator[tuple[Draft, str]]:
    from pydantic import ValidationError

    from comity.forum.officers.acts import AddKey
    from comity.record.keys import PublicKey
    from comity.store import drafts

    for draft in drafts.listed(vault, OURS):
        if draft.kind == _ADD_KEY:
            try:
                body = AddKey.model_validate(dict(draft.fields))
            except ValidationError:
                continue
            yield draft, PublicKey.from_openssh(body.key).fingerprint


def _entered(house: House, kind: str, body: Body) -> int:
    from comity.forum.kernel.errors import Refused

    try:
        return house.desk.enter_all([(kind, body)])[0].index
    except Refused as refused:
        raise CommandError(f"{refused.text} {refused.remedy}", DOES_NOT_HOLD) from refused


def _use(data: Path) -> None:
    from comity.cli.django import use_folder
    from comity.secretariat import datafolder

    datafolder.read(data)
    use_folder(data)


def _vault(data: Path) -> Vault:
    from comity.secretariat import datafolder

    _use(data)
    from comity.store.house import check_database

    check_database()
    return datafolder.read(data).vault(in_use=True)
