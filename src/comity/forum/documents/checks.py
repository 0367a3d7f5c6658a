"""Checks against the register of documents that other subjects make."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from comity.forum.documents import state
from comity.forum.kernel.checks import check_known, surely_before
from comity.forum.kernel.dates import bounds
from comity.forum.kernel.errors import Reason, Refused, gettext_noop

if TYPE_CHECKING:
    from comity.forum.kernel.values import Values

BEFORE_DOCUMENT = Reason(
    "documents.before_document",
    gettext_noop("The document “%(document)s” is of %(dated)s; this cannot have happened to it before, on %(on)s."),
    gettext_noop("Give the right day, or correct the day of the document by sources.correct."),
)


def check_document(document: str, on: str, values: Values) -> state.Document:
    """Return the document, or refuse where the register holds none, or one of a later day than `on` (EDTF)."""
    check_known(state.KIND, document, values)
    held = cast("state.Document", state.document(values, document))
    if surely_before(bounds(on), bounds(held.on)):
        raise Refused(BEFORE_DOCUMENT, document=document, dated=held.on, on=on)
    return held
