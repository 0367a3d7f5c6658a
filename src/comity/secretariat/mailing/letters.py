"""Mails in words: subject and text, in the reader's language.

A letter names that something awaits, its type in words, and by when; never who wrote, nor what. What it says of a note
that all may read is the same as of one that is restricted. Of a decision it names the title, not who broke a silence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.dates import get_timezone_location

from comity.forum.kernel.errors import gettext_noop
from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.kernel.text import said_in
from comity.secretariat.mailing import tidings
from comity.secretariat.mailing.addresses import one_line
from comity.secretariat.mailing.readers import UTC
from comity.secretariat.wording.dates import locale_of
from comity.secretariat.wording.dates import moment as written
from comity.secretariat.wording.names import joined
from comity.secretariat.wording.terms.decisions import OUTCOMES
from comity.secretariat.wording.types import TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from comity.secretariat.mailing.correspondence import Due
    from comity.secretariat.mailing.matters import Matter
    from comity.secretariat.mailing.readers import Reader
    from comity.secretariat.wording.speech import Speech

_MOST_SUBJECT = 200

# Whose matter it is, as it stands after “for”, “of” or “from” in the sentences below: texts of their own, for in many
# languages these take another case than names do elsewhere.
WHOM = {
    SECRETARIAT: gettext_noop("the forum’s Secretariat"),
    CHAIR: gettext_noop("the forum’s chair"),
}
OF_A_DELEGATION = gettext_noop("the delegation of %(party)s")

DIGEST = "digest"
"""Why a letter is written that tells of several matters."""

SUBJECTS: dict[str, str] = {
    "note": gettext_noop("A note has arrived for %(whom)s"),
    "reply": gettext_noop("A reply is awaited from %(whom)s by %(by)s"),
    "signature": gettext_noop("An act of %(whom)s waits for your signature"),
    "confirmation": gettext_noop("A key of an officer of %(whom)s awaits confirmation"),
    "keys": gettext_noop("Your keys or functions as an officer of %(whom)s have changed"),
    **tidings.SUBJECTS,
}
"""The subject of a letter about one matter, by its reason; of news, by the type of the act that is its occasion."""

NOTE = gettext_noop("A note has arrived for %(whom)s.")
ASKED = {
    "acknowledgement": gettext_noop("Its receipt is to be acknowledged."),
    "answer": gettext_noop("An answer to it is asked for."),
}
ASKED_BY = {
    "acknowledgement": gettext_noop("Its receipt is to be acknowledged by %(by)s."),
    "answer": gettext_noop("An answer to it is asked for by %(by)s."),
}
AWAITED = {
    "acknowledgement": gettext_noop("That a note was received is to be acknowledged by %(whom)s; it is due by %(by)s."),
    "answer": gettext_noop("An answer to a note is awaited from %(whom)s; it is due by %(by)s."),
}
SIGNATURE = gettext_noop("An act of %(whom)s waits for your signature: %(type)s.")
SIGNED = gettext_noop("%(given)s of the %(wanted)s signatures that it wants are there.")
CONFIRMATION = gettext_noop(
    "An officer of %(whom)s has made a passkey. It signs nothing until an administrator has entered it."
)
CHANGES = {
    "officers.enrol": gettext_noop("By an act of the record you have become an officer of %(whom)s."),
    "officers.add_key": gettext_noop("By an act of the record a key was added to yours as an officer of %(whom)s."),
    "officers.revoke_key": gettext_noop(
        "By an act of the record a key of yours as an officer of %(whom)s was revoked."
    ),
    "officers.dismiss": gettext_noop("By an act of the record you are no longer an officer of %(whom)s."),
    "passkey": gettext_noop("A passkey was made in your name, as an officer of %(whom)s."),
}
"""What became of somebody's own keys or functions, by the type of the act; or that a passkey was made."""

UNKNOWN_TO_YOU = gettext_noop(
    "If you do not know of this, tell an administrator of your party or the Secretariat at once, and not by answering "
    "this message."
)
SIGN_IN = gettext_noop("Sign in to see it: %(url)s")
BECAUSE_AT_ONCE = gettext_noop(
    "You receive this because you are an officer of %(whom)s, and wish to be written to at once."
)
BECAUSE_DAILY = gettext_noop(
    "You receive this because you are an officer of %(whom)s, and wish to be written to once a day."
)
BECAUSE_KEYS = gettext_noop(
    "You receive this because it is about your own keys or functions as an officer of %(whom)s. Of these every officer "
    "is told at once, for her safety."
)
BECAUSE_URGENT = gettext_noop(
    "You receive this because you are an officer of %(whom)s. You wish to be written to once a day; of this all are "
    "told at once, since a day later it could be too late."
)
TO_CHANGE = gettext_noop("To change when you are written to, sign in and open your own entry: %(url)s")
NO_WARRANTY = gettext_noop(
    "E-mail is delivered without warranty, and what is said between parties is never sent by it. What counts is what "
    "stands on your desk and in the record, whether this message reaches you or not."
)
MOMENT = gettext_noop("%(time)s UTC")
MOMENT_HERE = gettext_noop("%(time)s UTC (%(here)s in %(place)s)")


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it is composed: to whom, in which language, why, its subject and its text."""

    address: str
    name: str
    language: str
    reason: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """From where is written: the forum's short name in the reader's language, and where the desks are.

    `origin` is a web origin, https://desk.example.org.
    """

    forum: str
    origin: str

    def address(self, language: str, page: str) -> str:
        """Return the address of a page of the desks."""
        return f"{self.origin}/{language}/{page}"


def write(due: Due, reader: Reader, place: Place, speech: Speech) -> Letter:
    """Return the letter that is due to `reader`; `speech` speaks the reader's language."""
    return _Writer(reader, place, speech).letter(due)


@dataclass(frozen=True, slots=True)
class _Writer:
    reader: Reader
    place: Place
    speech: Speech

    def letter(self, due: Due) -> Letter:
        first = due.matters[0]
        return Letter(
            address=self.reader.address,
            name=self.reader.name,
            language=self.reader.language,
            reason=first.reason if first.always or len(due.matters) == 1 else DIGEST,
            subject=one_line(f"[{self.place.forum}] {self._subject(due)}", _MOST_SUBJECT),
            text="\n\n".join([*self._body(due), "—", *self._foot(due.matters)]) + "\n",
        )

    def _subject(self, due: Due) -> str:
        first, number = due.matters[0], len(due.matters) + due.more
        if first.always or number == 1:
            return self._said(SUBJECTS.get(first.reason) or SUBJECTS[first.what], first)
        text = self.speech.ngettext("%(number)s matter awaits you", "%(number)s matters await you", number)
        return text % {"number": self.speech.number(number)}

    def _body(self, due: Due) -> list[str]:
        if len(due.matters) == 1:
            told = [self._sentences(due.matters[0])]
        else:
            told = [f"{self._moment(matter.at)}\n{self._sentences(matter)}" for matter in due.matters]
        if due.more:
            more = self.speech.ngettext("And %(number)s more.", "And %(number)s more.", due.more)
            told.append(more % {"number": self.speech.number(due.more)})
        if due.matters[0].always:
            told.append(self.speech.gettext(UNKNOWN_TO_YOU))
        return told if _has_left(due.matters) else [*told, self._linked(SIGN_IN, "desk/")]

    def _foot(self, matters: Sequence[Matter]) -> list[str]:
        because = self._because(matters)
        parties = dict.fromkeys(matter.serving or matter.party for matter in matters)
        whom = joined([self._whom(party) for party in parties], self.reader.language)
        why = self.speech.gettext(because) % {"whom": whom}
        if not _has_left(matters):
            why = f"{why} {self._linked(TO_CHANGE, 'desk/officers/')}"
        return [why, self.speech.gettext(NO_WARRANTY)]

    def _because(self, matters: Sequence[Matter]) -> str:
        if matters[0].always:
            return BECAUSE_KEYS
        if self.reader.wish == "at_once":
            return BECAUSE_AT_ONCE
        return BECAUSE_URGENT if all(matter.urgent for matter in matters) else BECAUSE_DAILY

    def _sentences(self, matter: Matter) -> str:
        match matter.reason:
            case "note":
                asked = (ASKED_BY if matter.by else ASKED).get(matter.what)
                texts = [NOTE, *([asked] if asked else [])]
            case "reply":
                texts = [AWAITED[matter.what]]
            case "signature":
                texts = [SIGNATURE, SIGNED]
            case "confirmation":
                texts = [CONFIRMATION]
            case "keys":
                texts = [CHANGES[matter.what]]
            case "outcome" if matter.name:
                texts = [tidings.SENTENCES[matter.what], tidings.SYMBOL]
            case "meeting" if matter.by:
                texts = [tidings.SENTENCES[matter.what], tidings.OPENS]
            case _:
                texts = [tidings.SENTENCES.get(matter.reason) or tidings.SENTENCES[matter.what]]
        return " ".join(self._said(text, matter) for text in texts)

    def _said(self, text: str, matter: Matter) -> str:
        return self.speech.gettext(text) % {
            "whom": self._whom(matter.party),
            "by": self._moment(matter.by) if matter.by else "",
            "at": self._moment(matter.at),
            "matter": said_in(matter.title, self.reader.language)[0] if matter.title else "",
            "name": matter.name,
            "day": self.speech.day(matter.name) if matter.reason == "meeting" else "",
            "outcome": self.speech.gettext(OUTCOMES[matter.outcome]) if matter.outcome else "",
            "type": self.speech.gettext(TYPES.get(matter.what, matter.what)),
            "given": self.speech.number(matter.given),
            "wanted": self.speech.number(matter.wanted),
        }

    def _whom(self, party: str) -> str:
        if party in WHOM:
            return self.speech.gettext(WHOM[party])
        return self.speech.gettext(OF_A_DELEGATION) % {"party": self.speech.party(party)}

    def _linked(self, text: str, page: str) -> str:
        return self.speech.gettext(text) % {"url": self.place.address(self.reader.language, page)}

    def _moment(self, moment: datetime) -> str:
        """A moment in UTC, and by the reader's own clock where she has said where she is."""
        language, zone = self.reader.language, self.reader.zone
        said = {"time": _time(moment.astimezone(UTC), language)}
        if zone is UTC:
            return self.speech.gettext(MOMENT) % said
        place = get_timezone_location(zone, locale=locale_of(language), return_city=True)
        return self.speech.gettext(MOMENT_HERE) % {
            **said,
            "here": _time(moment.astimezone(zone), language),
            "place": place,
        }


def _has_left(matters: Sequence[Matter]) -> bool:
    """Whether all that is told is that she is an officer no more: then there is no desk for her to sign in at."""
    return all(matter.what == "officers.dismiss" for matter in matters)


def _time(moment: datetime, language: str) -> str:
    return written(moment, language)
