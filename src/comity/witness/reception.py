"""Where an author's program hands acts in: the house's interface for machines, over TLS; and the receipt, verified."""

from __future__ import annotations

import json
import ssl
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlsplit

from pydantic import BaseModel, ValidationError

from comity.record.checkpoint import Checkpoint
from comity.record.entry import Entry, parse_entry
from comity.record.errors import ProofInvalid
from comity.record.tlogproof import parse_tlog_proof, verify_tlog_proof
from comity.secretariat.messages import DraftedAct, EnteredAct, InOrder, NextAct, ToldType
from comity.witness.sources import SourceUnreadableError, WebSource

if TYPE_CHECKING:
    from comity.record.policy import Policy

TIMEOUT_SECONDS = 60
MAX_ANSWER = 1 << 20
PROBLEM = "application/problem+json"

_HERE = frozenset(("localhost", "127.0.0.1", "::1"))
_DONE = 300

M = TypeVar("M", bound=BaseModel)


class NotTakenError(Exception):
    """The house did not take what it was handed: `code` says why for machines, the message for people."""

    def __init__(self, status: int, code: str, said: str, index: int | None = None) -> None:
        super().__init__(said)
        self.status = status
        self.code = code
        self.index = index


class WebReception:
    """The house at an address. What is handed in there is not secret on the way: it goes over TLS, or not at all."""

    def __init__(self, address: str) -> None:
        """Raises SourceUnreadableError for what is no address of a house."""
        self.address = address.rstrip("/")
        self._host, self._port, self._secure = _read_address(address)

    @property
    def record(self) -> WebSource:
        """The record that is served there."""
        return WebSource(f"{self.address}/record")

    def next(self, party: str) -> NextAct:
        """Return what a party's next act bears."""
        return self._ask(NextAct, f"acts/next/{quote(party, safe='')}")

    def act_type(self, name: str) -> ToldType:
        """Return what the charter says of an act type."""
        return self._ask(ToldType, f"acts/types/{quote(name, safe='')}")

    def check(self, act: DraftedAct) -> InOrder:
        """Ask whether an act would be in order. Raises NotTakenError where it would not."""
        return self._ask(InOrder, "acts/check", act)

    def submit(self, act: DraftedAct) -> EnteredAct:
        """Hand an act in. Raises NotTakenError where it is refused."""
        return self._ask(EnteredAct, "acts", act)

    def _ask(self, shape: type[M], path: str, sent: DraftedAct | None = None) -> M:
        status, kind, body = self._exchanged(f"/api/v1/{path}", sent)
        if status >= _DONE:
            raise self._refusal(status, kind, body)
        try:
            # A newer house may say more than is known here.
            return shape.model_validate_json(body, extra="ignore")
        except ValidationError as fault:
            raise SourceUnreadableError(f"{self.address} answered in a way that is not understood.") from fault

    def _refusal(self, status: int, kind: str, body: bytes) -> Exception:
        if not kind.startswith(PROBLEM):
            return SourceUnreadableError(
                f"{self.address} was answered with {status}: is it the address of a forum’s site?"
            )
        try:
            told: dict[str, Any] = json.loads(body)
            said = f"{told['detail']} {told.get('remedy', '')}".strip()
            return NotTakenError(status, str(told["code"]), said, told.get("index"))
        except (ValueError, LookupError, TypeError):
            return SourceUnreadableError(f"{self.address} answered {status} in a way that is not understood.")

    def _exchanged(self, path: str, sent: DraftedAct | None) -> tuple[int, str, bytes]:
        connection = self._connection()
        try:
            response = _sent(connection, path, sent)
            body = response.read(MAX_ANSWER + 1)
        except (HTTPException, OSError) as fault:
            raise SourceUnreadableError(f"{self.address} cannot be reached: {fault}.") from fault
        finally:
            connection.close()
        if len(body) > MAX_ANSWER:
            raise SourceUnreadableError(f"{self.address} answered with more than any answer can have.")
        return response.status, response.headers.get("Content-Type", ""), body

    def _connection(self) -> HTTPConnection:
        if self._secure:
            context = ssl.create_default_context()
            return HTTPSConnection(self._host, self._port, timeout=TIMEOUT_SECONDS, context=context)
        return HTTPConnection(self._host, self._port, timeout=TIMEOUT_SECONDS)


def _read_address(address: str) -> tuple[str, int | None, bool]:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as fault:
        raise SourceUnreadableError(f"{address} is not an address: {fault}.") from fault
    if parts.scheme not in {"http", "https"} or not host or parts.path.strip("/") or parts.query or parts.fragment:
        raise SourceUnreadableError(f"{address} is not the address of a forum’s site, like https://forum.example.org")
    if parts.scheme == "http" and host not in _HERE:
        raise SourceUnreadableError(f"{address} is not protected on the way: acts are handed in over https:// only.")
    return host, port, parts.scheme == "https"


def _sent(connection: HTTPConnection, path: str, sent: DraftedAct | None) -> HTTPResponse:
    headers = {"Accept": f"application/json, {PROBLEM}"}
    if sent is None:
        connection.request("GET", path, headers=headers)
    else:
        body = sent.model_dump_json(exclude_none=True).encode()
        connection.request("POST", path, body, {**headers, "Content-Type": "application/json"})
    return connection.getresponse()


def check_receipt(receipt: EnteredAct, line: bytes, policy: Policy) -> tuple[Entry, Checkpoint]:
    """Return the entry of a receipt, and the checkpoint that includes it; an answer is not believed, but verified.

    Raises:
        RecordError: the receipt is of another act, or does not prove that the log of `policy` includes it.
    """
    entry, proof = parse_entry(receipt.entry.encode()), parse_tlog_proof(receipt.proof.encode())
    if entry.line != line or proof.index != receipt.index:
        raise ProofInvalid("receipt.other", "the receipt is of another act than the one that was handed in")
    return entry, verify_tlog_proof(proof, entry.leaf_hash, policy)
