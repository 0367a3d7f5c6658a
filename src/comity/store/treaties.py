"""Depositary notifications as a desk asks for them: which a party has not acknowledged."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.store import models
from comity.store.register import Register

if TYPE_CHECKING:
    from comity.forum.treaties.state import Notification


def unacknowledged(party: str, limit: int) -> list[Notification]:
    """Return the newest notifications of which the party's receipt does not stand in the record."""
    # The text of a value is searched only to read fewer of them; whose receipts there are, its fields say.
    rows = models.Notification.objects.exclude(value__contains=f'"{party}"').order_by("-at")[:limit]
    found = cast("list[Notification]", Register().values(rows))
    return [each for each in found if all(receipt.party != party for receipt in each.receipts)]
