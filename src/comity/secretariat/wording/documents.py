"""Acts of documents as they come in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from comity.forum.charter.words import REACHES
from comity.forum.kernel.errors import gettext_noop
from comity.forum.readings.said import Listed, Said, Thing, Word
from comity.secretariat.wording.messages import named

if TYPE_CHECKING:
    from collections.abc import Callable


def _document(body: Any) -> Word:  # noqa: ANN401 - each act type has a body of its own
    return Thing("document", body.document)


def _add_language(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("“%(document)s” has a file in a further language (%(language)s), a translation.")
    if body.original:
        text = gettext_noop("“%(document)s” has a file in the language of its original (%(language)s).")
    return Said(text, {"document": _document(body), "language": body.file.language})


def readers(body: Any) -> Word:  # noqa: ANN401
    """Return who may read the files of a document, as a sentence names them."""
    if body.distribution == "named":
        return Listed(tuple(named(party) for party in body.named))
    return Said(REACHES[body.distribution])


def _redistribute(body: Any) -> Said:  # noqa: ANN401
    text = gettext_noop("The files of “%(document)s” are read by %(readers)s from now on.")
    return Said(text, {"document": _document(body), "readers": readers(body)})


SENTENCES: dict[str, Callable[[Any], Said]] = {
    "documents.add_language": _add_language,
    "documents.redistribute": _redistribute,
}
"""How each of these act types is said."""
