"""The page on which a draft is written: a form for its type, what is wrong with it, who may read the act."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from comity.forum.charter.words import REACHES
from comity.forum.kernel.errors import Refused
from comity.forum.kernel.malformed import Malformed, every_malformed
from comity.secretariat.composing import stored_body
from comity.secretariat.entitled import Entitlement
from comity.secretariat.wording.fields import field_lines
from comity.secretariat.wording.rules import audience_words
from comity.secretariat.wording.shapes import Table
from comity.secretariat.wording.types import TYPES
from comity.store.drafts import Draft
from comity.web.desk.acts.finding import writes
from comity.web.desk.acts.form import Form
from comity.web.desk.acts.hints import OF_FIELDS
from comity.web.desk.acts.laying import audience_of, body_of
from comity.web.desk.acts.naming import Officers
from comity.web.desk.acts.nodes import Node, Option, element, named, nearest
from comity.web.desk.acts.shown import rules_shown
from comity.web.desk.acts.telling import told_of
from comity.web.desk.frame import ask_here, show
from comity.web.portal.framework.data import Data
from comity.web.portal.pages.withheld import fields_shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from comity.web.desk.presence import Present
    from comity.web.portal.framework.ask import Ask

AUDIENCE, READERS = "audience", "readers"
"""The names of the fields in which an audience is chosen, and the parties that are named."""

OK = 200


@dataclass(frozen=True, slots=True)
class Edited:
    """A draft as it is to be shown, its act's shape, and by what the party may enter it, or why it may not.

    `theirs` is what another officer has made of the draft meanwhile.
    """

    draft: Draft
    shape: Table
    entitled: Entitlement | None
    refused: Refused | None = None
    theirs: Draft | None = None


class Wrong(Data):
    """Something that is wrong with what was typed: with which field, what, and the id of its element."""

    label: str
    text: str
    id: str


def mark_of(draft: Draft) -> str:
    """Return by what it is told whether what a draft says has changed since a form was filled with it."""
    try:
        fields: object = stored_body(body_of(draft))
    except ValidationError:
        fields = draft.fields
    said = json.dumps([fields, draft.audience], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


def faults_of(draft: Draft) -> list[tuple[str, str]]:
    """Return what is wrong with the shape of what was typed: where, by its path, and what, in words."""
    found = [(AUDIENCE, _("Name at least one party that may read it."))] if draft.audience == () else []
    try:
        body_of(draft)
    except ValidationError as wrong:
        faults = every_malformed(wrong, dict(draft.fields))
        found += [(each.field, _said(each)) for each in faults if not _follows(each, faults)]
    return found


def _follows(wrong: Malformed, others: list[Malformed]) -> bool:
    """Whether something is wrong with a whole only because parts of it are: a list does not count them."""
    return any(other.path[: len(wrong.path)] == wrong.path and other.path != wrong.path for other in others)


def _said(wrong: Malformed) -> str:
    """What is wrong, in words. Where the field has a hint that says how it is written, the form need not be told."""
    field = next((str(part) for part in reversed(wrong.path) if isinstance(part, str)), "")
    if "pattern" in wrong.fault.words and field in OF_FIELDS:
        return _("“%(given)s” is not written as is said here") % {"given": wrong.fault.words["given"]}
    return _(wrong.fault.text) % wrong.fault.words


def page(
    request: HttpRequest, here: Present, edited: Edited, *, mending: bool = False, status: int = OK
) -> HttpResponse:
    """Return the page of a draft; with `mending`, what is wrong with it is said."""
    ask, draft, entitled = ask_here(), edited.draft, edited.entitled
    form = Form(ask, here.party if entitled and entitled.own and not here.is_secretariat else "")
    faults = faults_of(draft) if mending else []
    nodes, loose = form.made(edited.shape, draft.fields, [each for each in faults if each[0] != AUDIENCE])
    context = {
        "ask": ask,
        "draft": draft,
        "kind": _(TYPES[draft.kind]),
        "nodes": nodes,
        "wrong": list(_wrong(nodes, faults)),
        "loose": loose,
        "was": mark_of(edited.theirs or draft),
        "kept": "kept" in request.GET,
        "audiences": _audiences(draft, entitled),
        "readers": form.parties(draft.audience if isinstance(draft.audience, tuple) else (), without=here.party),
        "no_readers": [text for path, text in faults if path == AUDIENCE],
        "rules": rules_shown(ask, entitled) if entitled else [],
        "told": told_of(ask, edited.refused) if edited.refused else None,
        "signed": Officers(ask, here).who_signed(draft.signatures) if draft.waiting else "",
        "theirs": _theirs(ask, here, edited.shape, edited.theirs) if edited.theirs else None,
        "writes": writes(here),
    }
    return show(request, here, "desk/draft.html", context, matter="desk.drafts", status=status)


def _wrong(nodes: tuple[Node, ...], faults: Iterable[tuple[str, str]]) -> Iterable[Wrong]:
    shown = dict(named(nodes))
    for path, text in faults:
        node = shown.get(nearest(path, shown))
        called = node.label if node else _("Who reads it") if path == AUDIENCE else path
        yield Wrong(label=called, text=text, id=node.id if node else element(path))


def _audiences(draft: Draft, entitled: Entitlement | None) -> list[Option]:
    """Who may be let read it, where there is something to choose."""
    if entitled is None or len(entitled.audiences) == 1:
        return []
    chosen = audience_of(draft, entitled)
    held = chosen if isinstance(chosen, str) else "named"
    return [Option(value=each, text=_(REACHES[each]), chosen=each == held) for each in entitled.audiences]


def _theirs(ask: Ask, here: Present, shape: Table, theirs: Draft) -> dict[str, Any]:
    """What another officer of the party has made of the draft meanwhile."""
    return {
        "officer": Officers(ask, here).name(theirs.hat.officer),
        "lines": fields_shown(ask, field_lines(shape, theirs.fields, ask.speech)),
        "readers": ask.speech.word(audience_words(theirs.audience)),
    }
