"""The outbox: mails as they will go or went, and what each person has been told. All of it is sealed and erasable."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Literal

from django.db import transaction
from django.db.models import Count, QuerySet

from comity.secretariat.mailing.correspondence import Correspondence, read_correspondence
from comity.secretariat.mailing.letters import Letter
from comity.secretariat.vault import Vault
from comity.store import models

State = Literal["waiting", "held", "sent", "failed"]
STATES: tuple[State, ...] = ("waiting", "held", "sent", "failed")

KEPT = timedelta(days=400)
"""How long a mail that went or failed stays in the outbox: until after the same day of the next year."""

CLAIMED = timedelta(minutes=10)
"""How long a mail belongs to whoever has begun to send it; after that it may be tried again."""

_ID_BYTES = 12
_PARAMETERS = 500
_STEP = 1024
_STEP_OF_CORRESPONDENCE = 2048


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail in the outbox.

    `after` is when it is tried next; `fault` says in a word what hindered the last try, and `answer` is what the other
    server said to it, or on taking it over; `sender` whom it came from, once it went.
    """

    id: str
    person: str
    letter: Letter
    state: State
    created: datetime
    after: datetime
    sent: datetime | None = None
    tries: int = 0
    fault: str = ""
    answer: str = ""
    sender: str = ""


def put(vault: Vault, person: str, letter: Letter, state: State, now: datetime) -> str:
    """Put a mail into the outbox and return its id; it is listed as that person's."""
    name = secrets.token_hex(_ID_BYTES)
    mail = Mail(name, person, letter, state, created=now, after=now)
    models.Mail.objects.create(id=name, created=now, **_columns(vault, mail))
    return name


def find(vault: Vault, name: str) -> Mail | None:
    """Return a mail by its id, or None."""
    row = models.Mail.objects.filter(id=name).first()
    return _read(vault, row) if row else None


def listed(vault: Vault, *, state: str = "", person: str = "", start: int = 0, most: int = 50) -> list[Mail]:
    """Return mails in a state, of a person, or all, the newest first."""
    rows = _wanted(vault, state, person).order_by("-created", "id")
    return [_read(vault, row) for row in rows[start : start + most]]


def number(vault: Vault, *, state: str = "", person: str = "") -> int:
    """Return how many mails `listed` knows of."""
    return _wanted(vault, state, person).count()


def counts() -> dict[str, int]:
    """Return how many mails there are in each state."""
    found = dict(models.Mail.objects.values_list("state").annotate(Count("id")).order_by())
    return {state: found.get(state, 0) for state in STATES}


def due(now: datetime, most: int) -> list[str]:
    """Return the ids of mails that are to be sent now, the first first."""
    rows = models.Mail.objects.filter(state="waiting", after__lte=now).order_by("after", "created")
    return list(rows.values_list("id", flat=True)[:most])


def claim(vault: Vault, name: str, now: datetime) -> Mail | None:
    """Take a mail in hand to send it; None where it waits no more, or somebody else has it in hand."""
    row = models.Mail.objects.filter(id=name, state="waiting", after__lte=now).first()
    if row is None:
        return None
    claimed = models.Mail.objects.filter(id=name, state="waiting", after=row.after, tries=row.tries)
    if not claimed.update(after=now + CLAIMED, tries=row.tries + 1):
        return None
    return replace(_read(vault, row), tries=row.tries + 1, after=now + CLAIMED)


def keep(vault: Vault, mail: Mail) -> None:
    """Keep what became of a mail that was taken in hand. One that was held meanwhile stays so, unless it went."""
    wanted = models.Mail.objects.filter(id=mail.id)
    if mail.state != "sent":
        wanted = wanted.filter(state="waiting")
    wanted.update(**_columns(vault, mail))


def hold(name: str) -> bool:
    """Keep a mail that waits from going; return whether it did wait."""
    return models.Mail.objects.filter(id=name, state="waiting").update(state="held") > 0


def release(name: str, now: datetime) -> bool:
    """Let a mail go, or be tried again: one that was held, has failed, or waits for its next try."""
    there = models.Mail.objects.filter(id=name).exclude(state="sent")
    return there.update(state="waiting", after=now, tries=0, fault="") > 0


def forget(vault: Vault, person: str) -> None:
    """Forget all mails to a person, and what she was told."""
    with transaction.atomic():
        models.Mail.objects.filter(id__in=correspondence(vault, person).mails).delete()
        models.Correspondence.objects.filter(mark=_mark(vault, person)).delete()


def clear(now: datetime) -> None:
    """Forget mails that went or failed long ago."""
    models.Mail.objects.filter(state__in=("sent", "failed"), created__lte=now - KEPT).delete()


def correspondence(vault: Vault, person: str) -> Correspondence:
    """Return what a person has been told and is still to be told."""
    return correspondences(vault, [person])[person]


def correspondences(vault: Vault, persons: Iterable[str]) -> dict[str, Correspondence]:
    """Return what each of some persons has been told and is still to be told."""
    marks = {_mark(vault, person): person for person in persons}
    found = dict.fromkeys(marks.values(), Correspondence())
    for some in _batched(marks, _PARAMETERS):
        for mark, sealed in models.Correspondence.objects.filter(mark__in=some).values_list("mark", "sealed"):
            found[marks[mark]] = read_correspondence(vault.open(bytes(sealed)))
    return found


def write_correspondence(vault: Vault, person: str, kept: Correspondence) -> None:
    """Keep what a person has been told and is still to be told."""
    sealed = vault.seal(kept.written(), _STEP_OF_CORRESPONDENCE)
    models.Correspondence.objects.update_or_create(mark=_mark(vault, person), defaults={"sealed": sealed})


def _batched(items: Iterable[str], length: int) -> Iterator[list[str]]:
    """Yield items in lists of at most `length`: a statement has only so many places."""
    rest = iter(items)
    while some := list(islice(rest, length)):
        yield some


def _wanted(vault: Vault, state: str, person: str) -> QuerySet[models.Mail]:
    rows = models.Mail.objects.all()
    if person:
        rows = rows.filter(id__in=correspondence(vault, person).mails)
    return rows.filter(state=state) if state else rows


def _mark(vault: Vault, person: str) -> str:
    return vault.mark("correspondence", person)


def _columns(vault: Vault, mail: Mail) -> dict[str, Any]:
    sealed = {"person": mail.person, "letter": asdict(mail.letter), "answer": mail.answer, "sender": mail.sender}
    return {
        "state": mail.state,
        "reason": mail.letter.reason,
        "sealed": vault.seal(json.dumps(sealed, ensure_ascii=False).encode(), _STEP),
        "after": mail.after,
        "sent": mail.sent,
        "tries": mail.tries,
        "fault": mail.fault,
    }


def _read(vault: Vault, row: models.Mail) -> Mail:
    said = json.loads(vault.open(bytes(row.sealed)))
    return Mail(
        id=row.id,
        person=said["person"],
        letter=Letter(**said["letter"]),
        state=row.state,  # type: ignore[arg-type]  # one of STATES: nothing else is written
        created=row.created,
        after=row.after,
        sent=row.sent,
        tries=row.tries,
        fault=row.fault,
        answer=said["answer"],
        sender=said["sender"],
    )
