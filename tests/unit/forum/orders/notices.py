"""Acts of the notices: which are in order, and which are refused by which reason."""

from __future__ import annotations

from typing import Any

from tests.support.stage import Step, by, fact
from tests.unit.forum.orders.charter import Case
from tests.unit.forum.orders.officers import NOTE

FILE = {"name": "note.pdf", "sha256": "0" * 64, "size": 1, "media_type": "application/pdf"}


def send(notice: str = "kaz-1", *to: str, party: str = "KAZ", **said: Any) -> Step:
    given = {"party": party, "notice": notice, "to": list(to or ("CHN", "OSCE")), "subject": "Visit", "text": "Please."}
    return by(party, ("notices.send", given | said))


def acknowledge(party: str = "CHN", notice: str = "kaz-1") -> Step:
    return by(party, ("notices.acknowledge", {"party": party, "notice": notice}))


def answer(party: str = "CHN", notice: str = "kaz-1", **said: Any) -> Step:
    return by(party, ("notices.answer", {"party": party, "notice": notice, "position": "agrees"} | said))


def withdraw(notice: str = "kaz-1", *to: str, party: str = "KAZ") -> Step:
    given = {"party": party, "notice": notice, "to": list(to or ("CHN", "OSCE")), "reason": "Overtaken."}
    return by(party, ("notices.withdraw", given))


def paper(notice: str = "paper-1", sender: str = "KAZ", **said: Any) -> Step:
    given = {"notice": notice, "sender": sender, "paper": NOTE, "received": "2025-12-02T09:00:00Z", "subject": "Visit"}
    return "notices.register_paper", given | said


ASKED = send(reply="answer", by="2026-02-01T00:00:00Z")
SENT = [ASKED]

ACCEPTED: dict[str, Case] = {
    "a notice": ([], send()),
    "a notice with all that it may have": (SENT, send("kaz-2", follows="kaz-1", precedence="immediate", files=[FILE])),
    "a notice that asks for a reply": ([], ASKED),
    "a notice by a time that comes in a second": ([], send(reply="answer", by="2026-01-01T00:00:01Z")),
    "a notice to the secretariat and the chair": ([], send("kaz-1", "SECRETARIAT", "CHAIR")),
    "a notice to a party without a status": ([], send("kaz-1", "BGD")),
    "a notice of the chair": ([], send("chair-1", "KAZ", party="CHAIR")),
    "a notice of the secretariat": ([], send("secretariat-1", "KAZ", party="SECRETARIAT")),
    "an acknowledgement": (SENT, acknowledge()),
    "an acknowledgement of what asks for none": ([send()], acknowledge()),
    "an acknowledgement by another addressee": ([*SENT, acknowledge()], acknowledge("OSCE")),
    "an answer": (SENT, answer(text="We agree.", files=[FILE])),
    "an answer after an acknowledgement": ([*SENT, acknowledge()], answer()),
    "a second answer": ([*SENT, answer()], answer(position="objects")),
    "an answer by the chair": ([send("kaz-1", "CHAIR")], answer("CHAIR")),
    "a withdrawal": (SENT, withdraw()),
    "a withdrawal that names the addressees in another order": (SENT, withdraw("kaz-1", "OSCE", "CHN")),
    "a withdrawal of what was answered": ([*SENT, answer()], withdraw()),
    "a paper": ([], paper(text="Translated.")),
    "a notice that follows a paper": ([paper()], send("kaz-2", follows="paper-1")),
}

REFUSED: dict[str, list[Case]] = {
    "notices.not_in_its_name": [
        ([], by("CHN", send()[:2])),  # type: ignore[arg-type]
        (SENT, by("OSCE", acknowledge()[:2])),  # type: ignore[arg-type]
        (SENT, by("OSCE", answer()[:2])),  # type: ignore[arg-type]
        (SENT, by("OSCE", withdraw()[:2])),  # type: ignore[arg-type]
        # A state in the chair writes as the one or as the other.
        ([], by("CHAIR", send()[:2])),  # type: ignore[arg-type]
        # The secretariat writes for nobody.
        ([], by("SECRETARIAT", send()[:2])),  # type: ignore[arg-type]
    ],
    "notices.notice_there": [
        (SENT, send()),
        ([paper()], paper()),
        ([*SENT, withdraw()], send()),
    ],
    "notices.number_of_another": [
        ([], send("chn-1")),
        ([], send("kaz")),
        ([], send("kazak-1")),
        ([], send("chn-1", "KAZ", party="CHAIR")),
        ([paper()], send("paper-1")),
        # Whether the number is taken makes no difference.
        ([send("chn-1", "KAZ", party="CHN")], send("chn-1")),
        (SENT, paper("kaz-1")),
    ],
    "notices.notice_unknown": [
        ([], acknowledge()),
        (SENT, acknowledge(notice="kaz-2")),
        ([], answer()),
        ([], withdraw()),
        ([], send(follows="kaz-2")),
        # No notice follows itself.
        ([], send(follows="kaz-1")),
    ],
    "notices.addressee_unknown": [([], send("kaz-1", "THA")), ([], paper(sender="THA"))],
    "notices.to_itself": [([], send("kaz-1", "CHN", "KAZ")), ([], send("chair-1", "CHAIR", party="CHAIR"))],
    "notices.by_in_the_past": [
        ([], send(reply="answer", by="2025-12-31T23:59:59Z")),
        ([], send(reply="acknowledgement", by="2026-01-01T00:00:00Z")),
    ],
    "notices.not_addressed": [
        (SENT, acknowledge("BGD")),
        (SENT, answer("BGD")),
        (SENT, acknowledge("KAZ")),
        # What goes to the chairing state does not go to the chair.
        ([send("chn-1", "KAZ", party="CHN")], answer("CHAIR", "chn-1")),
    ],
    "notices.acknowledged_already": [([*SENT, acknowledge()], acknowledge()), ([*SENT, answer()], acknowledge())],
    "notices.withdrawn": [
        ([*SENT, withdraw()], acknowledge()),
        ([*SENT, withdraw()], answer()),
        ([*SENT, withdraw()], withdraw()),
    ],
    "notices.not_its_notice": [
        (SENT, withdraw(party="CHN")),
        ([paper()], withdraw("paper-1", "SECRETARIAT")),
        ([paper()], withdraw("paper-1", "SECRETARIAT", party="SECRETARIAT")),
    ],
    "notices.other_addressees": [(SENT, withdraw("kaz-1", "CHN")), (SENT, withdraw("kaz-1", "CHN", "OSCE", "BGD"))],
    "notices.on_paper": [
        ([paper()], answer("SECRETARIAT", "paper-1")),
        ([paper()], acknowledge("SECRETARIAT", "paper-1")),
    ],
    "kernel.day_to_come": [
        ([], paper(paper=NOTE | {"on": "2026-01-03"})),
        ([], paper(received="2026-01-03T00:00:00Z")),
    ],
    "kernel.body_malformed": [
        ([], send(by="2026-02-01T00:00:00Z")),
        ([], send(reply="answer", by="2026-02-01")),
        ([], send(reply="answer", by="2026-02-30T00:00:00Z")),
        ([], paper(received="2025-99-99T00:00:00Z")),
        ([], paper(received="2025-12-02T24:00:00Z")),
        ([], send(to=[])),
        ([], send(to=["CHN", "CHN"])),
        ([], send(to=[f"P{number}" for number in range(201)])),
        ([], send("KAZ 1")),
        ([], send(subject="two\nlines")),
        ([], send(files=[FILE | {"name": "../note.pdf"}])),
        ([], send(files=[FILE | {"name": "note\u202efdp.exe"}])),
        ([], send(files=[FILE | {"name": ".."}])),
        ([], send(files=[FILE | {"sha256": "0"}])),
        ([], send(files=[FILE] * 21)),
        (SENT, answer(position="declines")),
    ],
    "sources.not_correctable": [
        (SENT, fact("sources.correct", act=20, body=send(text="Please not.")[1], reason="r")),
        # A restricted act is not made public by correcting it.
        (
            [("notices.send", {"commitment": "A" * 43 + "="}, "KAZ")],
            fact("sources.correct", act=20, body=send()[1], reason="r"),
        ),
    ],
}
