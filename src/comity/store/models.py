"""Tables. `Entry` and `Head` are the truth and insert-only, held by triggers; all others are folded from the entries.

A row of a derived table holds the newest value of one thing as JSON, the index of the last act that touched it, the
index of the act that brought it into being, and the columns that lists filter and sort by.
"""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    idx = models.BigIntegerField(primary_key=True)
    leaf_hash = models.BinaryField(unique=True)
    act_hash = models.BinaryField(unique=True)
    bytes = models.BinaryField()
    type = models.CharField(max_length=80)
    party = models.CharField(max_length=64)

    class Meta:
        indexes = (
            models.Index(fields=["type", "idx"], name="entry_by_type"),
            models.Index(fields=["party", "idx"], name="entry_by_party"),
        )

    def __str__(self) -> str:
        return f"{self.idx} {self.type}"


class Head(models.Model):
    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.BinaryField()

    def __str__(self) -> str:
        return str(self.size)


class Row(models.Model):
    """What every derived table has: `value` is the JSON of the newest value, `last` and `born` are indices of acts."""

    value = models.TextField()
    last = models.BigIntegerField(db_index=True)
    born = models.BigIntegerField(db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Party(Row):
    id = models.CharField(primary_key=True, max_length=64)
    kind = models.CharField(max_length=20)


class Meeting(Row):
    """`first` and `last_day` bound the days on which it was held, or else is planned; `year` is that of the first."""

    id = models.CharField(primary_key=True, max_length=80)
    body = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, db_index=True)
    host = models.CharField(max_length=64, null=True)  # noqa: DJ001 - of most meetings no host is known
    number = models.IntegerField(null=True)
    held = models.BooleanField()
    state = models.CharField(max_length=20, db_index=True)
    first_day = models.DateField(null=True, db_index=True)
    last_day = models.DateField(null=True)
    year = models.IntegerField(null=True, db_index=True)

    class Meta:
        indexes = (
            models.Index(fields=["body", "first_day"], name="meeting_by_body"),
            models.Index(fields=["host", "first_day"], name="meeting_by_host"),
        )


class Document(Row):
    """`first_day` and `last_day` bound its date; `year` is that of the first."""

    id = models.CharField(primary_key=True, max_length=80)
    kind = models.CharField(max_length=20, db_index=True)
    symbol = models.CharField(max_length=60, null=True, db_index=True)  # noqa: DJ001 - without a symbol is not with an empty one
    body = models.CharField(max_length=80, null=True, db_index=True)  # noqa: DJ001 - as above
    meeting = models.CharField(max_length=80, null=True, db_index=True)  # noqa: DJ001 - as above
    first_day = models.DateField(null=True, db_index=True)
    last_day = models.DateField(null=True)
    year = models.IntegerField(null=True, db_index=True)
    distribution = models.CharField(max_length=20, db_index=True)


class Decision(Row):
    """Matters before the forum. `at` is when it came out, or else was proposed; `expires` that of a running silence.

    Both are moments in UTC, empty where there is none; `undertaken` is whether anything that it lays down is not done.
    `sought` is what it is found by: its titles, symbol and name, in small letters.
    """

    id = models.CharField(primary_key=True, max_length=80)
    matter = models.CharField(max_length=80)
    body = models.CharField(max_length=80)
    state = models.CharField(max_length=20)
    party = models.CharField(max_length=64, db_index=True)
    symbol = models.CharField(max_length=60, db_index=True)
    year = models.IntegerField()
    at = models.CharField(max_length=24)
    expires = models.CharField(max_length=20)
    undertaken = models.BooleanField(db_index=True)
    sought = models.TextField()

    class Meta:
        indexes = (
            models.Index(fields=["state", "expires"], name="decision_by_state"),
            # The order of the register whole: its last part is then found as fast as its first.
            models.Index(fields=["at", "born"], name="decision_newest"),
            models.Index(fields=["state", "at", "born"], name="decision_newest_by_state"),
            models.Index(fields=["body", "at", "born"], name="decision_newest_by_body"),
            models.Index(fields=["year", "at", "born"], name="decision_newest_by_year"),
            models.Index(fields=["matter", "at", "born"], name="decision_newest_by_matter"),
        )


class Treaty(Row):
    """Treaties that the forum keeps; the days are those of adoption."""

    id = models.CharField(primary_key=True, max_length=80)
    first_day = models.DateField(null=True, db_index=True)
    last_day = models.DateField(null=True)
    year = models.IntegerField(null=True, db_index=True)


class Notification(Row):
    """Depositary notifications; `id` is the number, `at` the time of entry (UTC)."""

    id = models.CharField(primary_key=True, max_length=20)
    treaty = models.CharField(max_length=80)
    at = models.CharField(max_length=24, db_index=True)

    class Meta:
        indexes = (models.Index(fields=["treaty", "at"], name="notification_by_treaty"),)


class Source(Row):
    id = models.CharField(primary_key=True, max_length=64)
    weight = models.CharField(max_length=20, db_index=True)


class Claim(Row):
    id = models.CharField(primary_key=True, max_length=80)
    source = models.CharField(max_length=64, db_index=True)
    group = models.CharField(max_length=80, null=True, db_index=True)  # noqa: DJ001 - most claims are in no group
    line = models.IntegerField(null=True)


class Notice(Row):
    """Notices whose body is public; others are known by openings alone (`Sealed`)."""

    id = models.CharField(primary_key=True, max_length=80)
    party = models.CharField(max_length=64, db_index=True)
    reply = models.CharField(max_length=20)


class Due(Row):
    """What public notices ask of a party; `id` is party and notice, `by` a moment in UTC or empty."""

    id = models.CharField(primary_key=True, max_length=160)
    party = models.CharField(max_length=64)
    open = models.BooleanField()
    by = models.CharField(max_length=20)

    class Meta:
        indexes = (models.Index(fields=["party", "open", "by"], name="due_by_party"),)


class Standing(Row):
    """The forum itself, by kind: `forum`, `charter`, `chair`, `seat`, `post`."""

    pk = models.CompositePrimaryKey("of", "id")
    of = models.CharField(max_length=20)
    id = models.CharField(max_length=80)


class Particular(Row):
    """What the rules keep books of, by kind: keyrings, serial numbers, numbers of meetings, symbols, corrections."""

    pk = models.CompositePrimaryKey("of", "id")
    of = models.CharField(max_length=20)
    id = models.CharField(max_length=200)


class Opening(models.Model):
    """The opening of a restricted act, sealed in the vault. It is no derived table: erased, it is gone."""

    idx = models.BigIntegerField(primary_key=True)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.idx)


class Sealed(models.Model):
    """What restricted acts amount to, sealed in the vault and found by marks; derived from openings."""

    mark = models.CharField(primary_key=True, max_length=64)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return self.mark


class ActCount(models.Model):
    """How many acts of a type there are, so that no page has to count."""

    type = models.CharField(primary_key=True, max_length=80)
    acts = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.type} {self.acts}"


class Citing(models.Model):
    """Which acts cite a source, so that a source's page need not look at every act."""

    pk = models.CompositePrimaryKey("source", "idx")
    source = models.CharField(max_length=64)
    idx = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.source} {self.idx}"


# Django looks for tables in this module only.
from comity.store.desks import *  # noqa: E402, F403 - after what they stand beside
