"""Texts of documents, read from the files that the house keeps, and held by their digests as long as there is room.

What is asked for is checked against the digest that was signed: a file that was changed is as good as not there.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from comity.forum.documents.paragraphs import READABLE, Compared, Paragraph, compared, paragraphs
from comity.forum.documents.reading import may_read_document
from comity.secretariat.faults import Stopped
from comity.secretariat.vault import NotOpened
from comity.store import filestore
from comity.store.living import living

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comity.forum.documents.state import Document, Filed
    from comity.web.portal.framework.ask import Ask

MOST_READ = 512 * 1024
"""Bytes of a file, above which it is not shown as paragraphs, but handed out as it is."""

Text = tuple[Paragraph, ...]


class NotThereError(Exception):
    """The house does not keep the file, or keeps another under its name, or it is no text."""


def is_open(ask: Ask, held: Document) -> bool:
    """Whether anybody may read the files of a document."""
    return may_read_document(held, "", ask.today.isoformat(), ask.library)


def is_readable(filed: Filed) -> bool:
    """Whether a file can be shown as numbered paragraphs."""
    return filed.media_type.partition(";")[0].strip() in READABLE and filed.size <= MOST_READ


def readable(ask: Ask, held: Document) -> dict[str, Filed]:
    """Return the files of a document that may be shown as paragraphs, by their languages."""
    if not is_open(ask, held):
        return {}
    return {filed.language: filed for filed in held.files if is_readable(filed)}


def handed_in_by(ask: Ask, held: Document, filed: Filed) -> str:
    """Return who handed a file in: who entered the act that names it."""
    if filed.act == held.acts[0]:
        return held.registered_by
    act = ask.library.act(filed.act)
    return act.party if act else ""


def text_of(ask: Ask, held: Document, filed: Filed) -> Text | None:
    """Return the paragraphs of a file, or None where the house has no such text."""
    try:
        return _paragraphs(*_there(ask, held, filed))
    except NotThereError:
        return None


def comparison(ask: Ask, old: tuple[Document, Filed], new: tuple[Document, Filed]) -> tuple[Compared, ...] | None:
    """Return two texts held against each other, or None where the house has not both of them."""
    try:
        return _compared(_there(ask, *old), _there(ask, *new))
    except NotThereError:
        return None


def _there(ask: Ask, held: Document, filed: Filed) -> tuple[str, str]:
    """Who handed a file in, and its digest, if the house keeps it still: what was erased is not told from memory."""
    party = handed_in_by(ask, held, filed)
    try:
        kept = filestore.is_kept(living(), party, filed.sha256)
    except Stopped:
        kept = False
    if not kept:
        raise NotThereError
    return party, filed.sha256


# What is not there may come: an exception is not kept.
@lru_cache(maxsize=32)
def _paragraphs(party: str, sha256: str) -> Text:
    content = b"".join(chunks(party, sha256))
    if hashlib.sha256(content).hexdigest() != sha256:
        raise NotThereError
    try:
        return paragraphs(content.decode())
    except UnicodeDecodeError:
        raise NotThereError from None


@lru_cache(maxsize=16)
def _compared(old: tuple[str, str], new: tuple[str, str]) -> tuple[Compared, ...]:
    return compared(_paragraphs(*old), _paragraphs(*new))


def chunks(party: str, sha256: str) -> Iterator[bytes]:
    """Return the content of a file that a party handed in, chunk by chunk.

    Raises:
        NotThereError: there is none, or it cannot be opened.
    """
    try:
        found = filestore.read(living(), party, sha256)
    except (Stopped, NotOpened):
        found = None
    if found is None:
        raise NotThereError
    return found


def forget() -> None:
    """Forget the texts that are held: they are read from the house again."""
    _paragraphs.cache_clear()
    _compared.cache_clear()
