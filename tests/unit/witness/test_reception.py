"""Handing acts in over the web: answers that are none, and receipts that prove nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from comity.record.errors import ProofInvalid, RecordError
from comity.record.merkle import inclusion_path
from comity.record.tiles import TileHashes
from comity.record.tlogproof import TlogProof
from comity.secretariat.messages import DraftedAct, EnteredAct
from comity.witness import reception
from comity.witness.reception import NotTakenError, WebReception, check_receipt
from comity.witness.sources import SourceUnreadableError
from tests.support.recordfolder import trusted
from tests.support.syntheticforum import files_of, synthetic_entries

Answer = tuple[int, str, bytes]
Say = Callable[[Answer], WebReception]
PROBLEM = "application/problem+json"


@pytest.fixture
def house() -> Iterator[Say]:
    """A house that answers whatever is asked in the same way."""
    said: list[Answer] = []

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            status, kind, body = said[-1]
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = answer  # noqa: N815 - names of the standard library

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()

        def saying(answer: Answer) -> WebReception:
            said.append(answer)
            return WebReception(f"http://127.0.0.1:{server.server_port}/")

        yield saying
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, "text/html", b"<html>"), "answered in a way that is not understood."),
        ((200, "application/json", b"{}"), "answered in a way that is not understood."),
        ((404, "text/html", b"<html>"), "was answered with 404: is it the address of a forum’s site?"),
        ((302, "text/html", b""), "was answered with 302"),
        ((500, "text/plain", b"oops"), "was answered with 500"),
        ((422, PROBLEM, b"{}"), "answered 422 in a way that is not understood."),
        ((422, PROBLEM, b"oops"), "answered 422 in a way that is not understood."),
        ((422, PROBLEM, b"[]"), "answered 422 in a way that is not understood."),
    ],
)
def test_answer_that_is_none_is_told(house, answer, said):
    with pytest.raises(SourceUnreadableError) as found:
        house(answer).next("KAZ")
    assert said in str(found.value)


def test_answer_longer_than_any_is_not_read_to_its_end(house, monkeypatch):
    monkeypatch.setattr(reception, "MAX_ANSWER", 100)
    with pytest.raises(SourceUnreadableError, match="more than any answer can have"):
        house((200, "application/json", b" " * 101)).next("KAZ")


def test_refusal_is_told_with_what_would_be_in_order(house):
    told = {"detail": "It stands there.", "remedy": "Do nothing.", "code": "door.entered_already", "index": 17}
    with pytest.raises(NotTakenError) as found:
        house((409, PROBLEM, json.dumps(told).encode())).submit(DraftedAct.of(b"{}"))
    refused = found.value
    assert (str(refused), refused.code, refused.status, refused.index) == (
        "It stands there. Do nothing.",
        "door.entered_already",
        409,
        17,
    )


def test_what_a_newer_house_says_beside_is_passed_over(house):
    officers = [{"officer": "o-1", "functions": [], "keys": [], "rank": 1}]
    told = {
        "forum": "f",
        "origin": "o",
        "namespace": "n",
        "party": "KAZ",
        "serial": 1,
        "checkpoint": "",
        "mood": "good",
    }
    answer = told | {"officers": officers, "seen": {"size": 1, "root": "", "age": 2}}
    found = house((200, "application/json", json.dumps(answer).encode())).next("KAZ")
    assert found.officers[0].officer == "o-1"


@pytest.fixture(scope="module")
def receipt() -> EnteredAct:
    entries = synthetic_entries(20)
    files = files_of(entries)
    path = inclusion_path(TileHashes(lambda tile: files.get(tile.path), 20), 17, 20)
    proof = TlogProof(17, tuple(path), files["checkpoint"])
    return EnteredAct(
        index=17,
        entered="",
        sha256="",
        entry=entries[17].decode(),
        checkpoint=files["checkpoint"].decode(),
        proof=proof.to_bytes().decode(),
    )


def test_receipt_that_proves_the_act_is_taken(receipt):
    entry, checkpoint = check_receipt(receipt, receipt.entry.split("\n")[0].encode(), trusted())
    assert (entry.raw.decode(), checkpoint.size) == (receipt.entry, 20)


@pytest.mark.parametrize(
    "changed",
    [
        lambda _: {"index": 16},
        lambda said: {"entry": said.entry.replace('"entered":"2', '"entered":"3')},
        lambda said: {"proof": said.proof.replace("index 17", "index 16"), "index": 16},
        lambda said: {"proof": said.proof[:-20]},
        lambda _: {"entry": "{}"},
    ],
)
def test_receipt_that_proves_something_else_is_not_believed(receipt, changed):
    line = receipt.entry.split("\n")[0].encode()
    with pytest.raises(RecordError):
        check_receipt(receipt.model_copy(update=changed(receipt)), line, trusted())


def test_receipt_of_another_act_is_not_believed(receipt):
    with pytest.raises(ProofInvalid, match="another act"):
        check_receipt(receipt, synthetic_entries(20)[16].split(b"\n")[0], trusted())
