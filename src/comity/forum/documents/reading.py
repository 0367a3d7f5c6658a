"""Who may read the files of a document. What the register says of it, and under which symbol, is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comity.forum.openings.reach import may_read

if TYPE_CHECKING:
    from comity.forum.documents.state import Document
    from comity.forum.kernel.values import Values
    from comity.forum.openings.opening import Audience


def may_read_document(document: Document, reader: str, day: str, values: Values) -> bool:
    """Whether the party `reader` may read a document's files on `day` (YYYY-MM-DD).

    `reader` is empty for whoever acts for no party: such a reader reads what is public. Who registered a document reads
    it, and so do the secretariat and the chair what all participants or all members read.
    """
    return reaches(audience_of(document.distribution, document.named), document, reader, day, values)


def audience_of(distribution: str, named: tuple[str, ...]) -> Audience:
    """Return a distribution as an audience: a reach, or the parties that are named."""
    return named if distribution == "named" else distribution


def reaches(audience: Audience, document: Document, reader: str, day: str, values: Values) -> bool:
    """Whether `reader` would read the document on `day` if it were for that audience."""
    if audience == "public":
        return True
    return bool(reader) and may_read(audience, document.registered_by, reader, day, values)
