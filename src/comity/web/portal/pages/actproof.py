"""The inclusion proof of an act: what each digest covers, drawn and in numbers."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from comity.record.proof import check_inclusion
from comity.record.tlogproof import TlogProof
from comity.web.portal.framework.data import Data
from comity.web.shared import drawings

if TYPE_CHECKING:
    from comity.record.entry import Entry
    from comity.web.portal.framework.ask import Ask

_SHOWN = 8


class Step(Data):
    """A digest (base64) that the proof gives: that of the entries from `start` to `end`, not included."""

    start: int
    end: int
    digest: str


class Inclusion(Data):
    """The proof that the entry with the hash `leaf` stands at `index` of the tree of `size` entries under `root`.

    Digests are in base64, `path` goes from the leaf upwards, `file` is the same as a tlog-proof with its checkpoint.
    """

    index: int
    size: int
    leaf: str
    path: list[Step]
    root: str
    file: str


def covered(index: int, size: int) -> list[tuple[int, int]]:
    """Return which entries each digest of an inclusion proof covers, from the leaf upwards (RFC 9162 §2.1.3.1)."""
    spans, start, end = [], 0, size
    while end - start > 1:
        middle = start + (1 << ((end - start - 1).bit_length() - 1))
        if index < middle:
            spans.append((middle, end))
            end = middle
        else:
            spans.append((start, middle))
            start = middle
    return spans[::-1]


def inclusion(ask: Ask, index: int, entry: Entry) -> Inclusion:
    """Return the proof of an entry in the tree of the newest checkpoint, checked before it is shown.

    Raises:
        ProofInvalid: the tiles do not fit the checkpoint, which no reader can mend: a fault of the host.
    """
    head = ask.library.head()
    path = ask.library.inclusion(index, head.size)
    check_inclusion(entry.leaf_hash, index, head.size, path, head.root)
    spans = zip(covered(index, head.size), path, strict=True)
    return Inclusion(
        index=index,
        size=head.size,
        leaf=_base64(entry.leaf_hash),
        path=[Step(start=start, end=end, digest=_base64(digest)) for (start, end), digest in spans],
        root=_base64(head.root),
        file=TlogProof(index, tuple(path), head.checkpoint).to_bytes().decode(),
    )


def drawn(proof: Inclusion) -> drawings.Markup:
    """Return the proof as a drawing: the narrow tree, and bars that tile the log."""
    heads = drawings.ProofHeads(
        path=_("Path"),
        digest=_("Digest"),
        acts=_("Acts"),
        log=_("%(first)s to %(last)s") % {"first": 0, "last": proof.size - 1},
        root=_("Root: %(acts)s") % {"acts": _range(0, proof.size)},
    )
    siblings = [drawings.Sibling(s.start, s.end, _short(s.digest), _range(s.start, s.end)) for s in proof.path]
    return drawings.proof(
        drawings.Proof(
            name="inclusion",
            title=_("Inclusion proof of act %(act)s") % {"act": proof.index},
            description=_("From the act at the foot, joined at each step with the digest beside it, to the root."),
            index=proof.index,
            size=proof.size,
            leaf=_short(proof.leaf),
            leaf_label=str(proof.index),
            siblings=tuple(siblings),
            root=_short(proof.root),
            heads=heads,
            rtl=get_language_bidi(),
        )
    )


def key() -> drawings.Markup:
    """Return what the marks of the drawing mean."""
    return drawings.proof_key(this=_("this act"), given=_("given by the proof"), made=_("computed from those below"))


def _range(start: int, end: int) -> str:
    return str(start) if end - start == 1 else f"{start}–{end - 1}"


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()


def _short(digest: str) -> str:
    return base64.b64decode(digest).hex()[:_SHOWN]
