"""Tables of the desks: people, how they sign in, what they are writing, what is sent to them.

They are kept beside the record and are no part of it: all of it can be erased. What is personal or not public lies in
`sealed`, which only the vault's key opens.
"""

from __future__ import annotations

from django.db import models

__all__ = [
    "Attempt",
    "Audit",
    "Correspondence",
    "Draft",
    "Hat",
    "Invitation",
    "Looked",
    "Mail",
    "Passkey",
    "Person",
    "Reading",
    "Scrub",
    "Session",
]


class Kept(models.Model):
    class Meta:
        abstract = True
        app_label = "store"

    def __str__(self) -> str:
        return str(self.pk)


class Person(Kept):
    """Somebody who serves as an officer. `sealed` holds name, e-mail, telephone, languages, wishes."""

    id = models.CharField(primary_key=True, max_length=32)
    sealed = models.BinaryField()
    created = models.DateTimeField()


class Hat(Kept):
    """As which officer of which party a person serves; one person may serve two parties."""

    person = models.CharField(max_length=32, db_index=True)
    party = models.CharField(max_length=64)
    officer = models.CharField(max_length=64)

    class Meta(Kept.Meta):
        constraints = (models.UniqueConstraint(fields=["party", "officer"], name="one_person_an_officer"),)


class Passkey(Kept):
    """A passkey with which a person signs in. That it may sign acts is for the record to say, by its fingerprint."""

    credential = models.CharField(primary_key=True, max_length=1400)
    person = models.CharField(max_length=32, db_index=True)
    fingerprint = models.CharField(max_length=60, db_index=True)
    openssh = models.TextField()
    transports = models.CharField(max_length=120)
    label = models.CharField(max_length=80)
    created = models.DateTimeField()
    used = models.DateTimeField(null=True)


class Invitation(Kept):
    """A link by which an officer makes a first or further passkey; it works once. Only a mark of its secret is kept."""

    mark = models.CharField(primary_key=True, max_length=64)
    party = models.CharField(max_length=64)
    officer = models.CharField(max_length=64)
    person = models.CharField(max_length=32)
    by_party = models.CharField(max_length=64)
    by_officer = models.CharField(max_length=64)
    credentials = models.TextField()
    created = models.DateTimeField()
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta(Kept.Meta):
        indexes = (models.Index(fields=["party", "officer"], name="invitation_by_officer"),)


class Session(Kept):
    """A browser that is signed in, under the hat that it wears; only a mark of its secret is kept."""

    mark = models.CharField(primary_key=True, max_length=64)
    public = models.CharField(max_length=16, unique=True)
    person = models.CharField(max_length=32, db_index=True)
    party = models.CharField(max_length=64)
    officer = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=60)
    agent = models.CharField(max_length=120)
    created = models.DateTimeField()
    seen = models.DateTimeField()
    expires = models.DateTimeField()


class Attempt(Kept):
    """How often something was tried in a stretch of time: by a mark of what, so that no address is kept."""

    mark = models.CharField(primary_key=True, max_length=64)
    since = models.DateTimeField()
    tries = models.IntegerField()


class Draft(Kept):
    """An act that a delegation is writing, or that waits for further signatures: seen by that delegation alone."""

    id = models.CharField(primary_key=True, max_length=32)
    party = models.CharField(max_length=64)
    officer = models.CharField(max_length=64)
    waiting = models.BooleanField()
    sealed = models.BinaryField()
    version = models.IntegerField()
    created = models.DateTimeField()
    touched = models.DateTimeField()

    class Meta(Kept.Meta):
        indexes = (models.Index(fields=["party", "touched"], name="draft_by_party"),)


class Reading(Kept):
    """That an officer has opened a restricted act; known to the act's author. `mark` holds that it is noted once.

    `act` is a mark too: how many have opened which act would tell to how many it was addressed.
    """

    mark = models.CharField(primary_key=True, max_length=64)
    act = models.CharField(max_length=64, db_index=True)
    sealed = models.BinaryField()


class Mail(Kept):
    """A message in the outbox: seen before and after it goes. `state` is waiting, held, sent or failed.

    To whom it goes is sealed too: who was written to just after a restricted act was entered would tell to whom that
    is addressed. `after` is when it is tried next; `fault` names in a word what hindered the last try.
    """

    id = models.CharField(primary_key=True, max_length=32)
    state = models.CharField(max_length=10)
    reason = models.CharField(max_length=40)
    sealed = models.BinaryField()
    created = models.DateTimeField()
    after = models.DateTimeField()
    sent = models.DateTimeField(null=True)
    tries = models.IntegerField()
    fault = models.TextField()

    class Meta(Kept.Meta):
        indexes = (
            models.Index(fields=["state", "after"], name="mail_by_state"),
            models.Index(fields=["created"], name="mail_by_time"),
        )


class Correspondence(Kept):
    """What a person has been told and is still to be told, sealed; found by a mark of her."""

    mark = models.CharField(primary_key=True, max_length=64)
    sealed = models.BinaryField()


class Looked(Kept):
    """How many acts of the record were looked at, and by whom."""

    name = models.CharField(primary_key=True, max_length=20)
    size = models.BigIntegerField()


class Audit(Kept):
    """A full audit of the record: when, of how many acts; `fault` is empty where all was in order."""

    at = models.DateTimeField(primary_key=True)
    size = models.BigIntegerField()
    seconds = models.FloatField()
    fault = models.TextField()


class Scrub(Kept):
    """That the act at `idx` was erased, and what is left of it must still be destroyed.

    `files` are the places of the files that it named, below their folder, a space between; empty once they are gone.
    """

    idx = models.BigIntegerField(primary_key=True)
    files = models.TextField()
