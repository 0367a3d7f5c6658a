"""A notice in the field's own form: lines with their names, numbered paragraphs, and the line that ends it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.forum.charter.words import REACHES
from comity.forum.kernel.text import LANGUAGES
from comity.forum.notices.acts import Send
from comity.secretariat.composing import PUBLIC
from comity.secretariat.wording.choices import POSITIONS, PRECEDENCES, REPLIES
from comity.web.desk.notices.files import FileLine, file_lines
from comity.web.desk.notices.times import Moment
from comity.web.portal.framework.data import Data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from comity.forum.notices.acts import Answer, RegisterPaper
    from comity.secretariat.reading import Read
    from comity.web.desk.notices.sitting import Sitting

_PARAGRAPH = re.compile(r"\n\s*\n")
# Who writes numbers of her own keeps them.
_NUMBERED = re.compile(r"^\s*\d{1,3}[.)]\s+")


class Version(Data):
    """A text in one language, paragraph by paragraph; `numbered` where its author has numbered them."""

    language: str
    name: str
    paragraphs: list[str]
    numbered: bool


class Row(Data):
    """A line of the message's head: its name, what it says, and a further word."""

    name: str
    text: str
    further: str = ""
    url: str = ""


class AnswerGiven(Data):
    """An answer: whose, its position, its text in each language, its files."""

    party: str
    position: str
    at: Moment
    act: int
    stands: bool
    versions: list[Version]
    files: list[FileLine]


class Message(Data):
    """A notice as its page shows it."""

    number: str
    subject: list[tuple[str, str]]
    rows: list[Row]
    versions: list[Version]
    files: list[FileLine]
    remarks: list[str]
    answers: list[AnswerGiven]
    withdrawn: str
    reason: list[Version]
    on_paper: bool
    act: int


def message(sit: Sitting, read: Read) -> Message:
    """Return a notice as its page shows it."""
    body = cast("Send | RegisterPaper", read.body)
    withdrawal = read.acts.get(read.notice.withdrawn) if read.notice.withdrawn is not None else None
    return Message(
        number=body.notice,
        subject=_in_order(body.subject, sit.ask.language),
        rows=_rows(sit, read),
        versions=versions(body.text or {}, sit.ask.language),
        files=file_lines(sit, read.first),
        remarks=_remarks(sit, read),
        answers=_answers(sit, read),
        withdrawn=_withdrawn(sit, read),
        reason=versions(getattr(withdrawal.body, "reason", {}) if withdrawal else {}, sit.ask.language),
        on_paper=not isinstance(body, Send),
        act=read.first.index,
    )


def _rows(sit: Sitting, read: Read) -> list[Row]:
    body = read.body
    at = sit.clock.moment(read.first.entered)
    sent = pgettext("line of a message", "Entered in the record") if read.notice.on_paper else _("Date and time")
    rows = [
        Row(name=_("Precedence"), text=_(PRECEDENCES[read.notice.precedence])),
        Row(name=pgettext("line of a message", "From"), text=sit.title(read.notice.party)),
        Row(name=pgettext("line of a message", "To"), text=_addressees(sit, read)),
        Row(name=_("Number"), text=read.notice.notice),
        Row(name=sent, text=at.whole, further=at.utc),
    ]
    if not isinstance(body, Send):
        rows += _of_paper(sit, cast("RegisterPaper", body))
    elif body.follows:
        rows.append(Row(name=_("Reference"), text=body.follows, url=reverse("desk.notice", args=[body.follows])))
    rows.insert(3, Row(name=_("Read by"), text=reach(sit, read)))
    return rows


def _of_paper(sit: Sitting, body: RegisterPaper) -> list[Row]:
    received = sit.clock.moment(body.received)
    return [
        Row(name=_("Received"), text=received.whole, further=received.utc),
        Row(name=_("Reference"), text=body.paper.reference, further=sit.ask.speech.day(body.paper.on)),
    ]


def reach(sit: Sitting, read: Read) -> str:
    """Return who may read a notice."""
    if isinstance(read.audience, str):
        return _(REACHES[read.audience])
    return ", ".join(sorted((sit.title(code) for code in read.audience), key=str.casefold))


def _addressees(sit: Sitting, read: Read) -> str:
    return ", ".join(sorted((sit.title(code) for code in read.notice.to), key=str.casefold))


def _remarks(sit: Sitting, read: Read) -> list[str]:
    notice, found = read.notice, []
    if notice.reply != "none":
        asked = _(REPLIES[notice.reply])
        if notice.by:
            by = sit.clock.moment(notice.by)
            time = f"{by.time} ({by.utc})" if by.utc else by.time
            found.append(
                _("Asked for by %(day)s, %(time)s: %(reply)s.") % {"reply": asked, "day": by.day, "time": time}
            )
        else:
            found.append(_("Asked for: %(reply)s.") % {"reply": asked})
    if read.audience != PUBLIC:
        found.append(_("What it says is withheld from the record, which holds a commitment to it."))
    return found


def _withdrawn(sit: Sitting, read: Read) -> str:
    act = read.acts.get(read.notice.withdrawn) if read.notice.withdrawn is not None else None
    if act is None:
        return ""
    words = {"party": sit.title(act.party), "day": sit.clock.moment(act.entered).day}
    return _("%(party)s withdrew this note on %(day)s; nothing is asked for by it any more.") % words


def _answers(sit: Sitting, read: Read) -> list[AnswerGiven]:
    found = []
    for reply in read.notice.replies:
        act = read.acts[reply.act]
        body = cast("Answer", act.body)
        standing = read.notice.answer_of(reply.party)
        found.append(
            AnswerGiven(
                party=sit.title(reply.party),
                position=_(POSITIONS[reply.position]),
                at=sit.clock.moment(reply.entered),
                act=reply.act,
                stands=standing is not None and standing.act == reply.act,
                versions=versions(body.text or {}, sit.ask.language),
                files=file_lines(sit, act),
            )
        )
    return found


NAMES = {"en": "English", "ru": "Русский", "zh": "中文"}
"""The languages of texts, each by its own name."""


def versions(text: Mapping[str, str], language: str) -> list[Version]:
    """Return a text in each language that it is in, the reader's first."""
    return [_version(code, words) for code, words in _in_order(text, language)]


def _in_order(text: Mapping[str, str], language: str) -> list[tuple[str, str]]:
    order = dict.fromkeys([language.split("-", 1)[0], *LANGUAGES])
    return [(code, text[code]) for code in order if code in text]


def _version(code: str, words: str) -> Version:
    paragraphs = [part.strip("\n") for part in _PARAGRAPH.split(words) if part.strip()]
    numbered = len(paragraphs) > 1 and all(_NUMBERED.match(part) for part in paragraphs)
    return Version(language=code, name=NAMES[code], paragraphs=paragraphs, numbered=numbered)
