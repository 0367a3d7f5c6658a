"""Documents as a desk asks for them: those whose files are not for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.store import models
from comity.store.register import Register

if TYPE_CHECKING:
    from comity.forum.documents.state import Document


def restricted(limit: int) -> list[Document]:
    """Return the documents that came last of those that are for some alone."""
    rows = models.Document.objects.exclude(distribution="public").order_by("-born")[:limit]
    return cast("list[Document]", Register().values(rows))
