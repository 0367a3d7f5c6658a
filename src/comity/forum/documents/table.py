"""The acts of the subject `documents`."""

from __future__ import annotations

from typing import Protocol

from comity.forum.documents import acts, filing, rules, state, symbols
from comity.forum.kernel.subject import ActType, Fold


class _Named(Protocol):
    @property
    def document(self) -> str: ...


def _document(body: _Named) -> tuple[str, ...]:
    return (body.document,)


def _followed(body: acts.Register) -> tuple[str, ...]:
    return (body.follows,) if body.follows else ()


ACTS = (
    ActType(
        "documents.register",
        acts.Register,
        rules.check_register,
        (
            Fold(state.KIND, _document, state.registered),
            Fold(state.KIND, _followed, state.followed),
            Fold(symbols.SYMBOL, symbols.symbol_ids, symbols.symbolised, symbols.vacate_symbol),
        ),
        # What is registered on its day cites no source; the other fields may all be left out.
        v=2,
        upcast={1: dict},
        # A file is never exchanged for another, nor taken from those who could read it.
        kept=("files", "distribution", "named"),
    ),
    ActType(
        "documents.add_language",
        acts.AddLanguage,
        filing.check_add_language,
        (Fold(state.KIND, _document, state.language_added),),
    ),
    ActType(
        "documents.redistribute",
        acts.Redistribute,
        filing.check_redistribute,
        (Fold(state.KIND, _document, state.redistributed),),
    ),
    ActType("documents.sign", acts.Sign, rules.check_sign, (Fold(state.KIND, _document, state.signed),)),
    ActType("documents.ratify", acts.Ratify, rules.check_ratify, (Fold(state.KIND, _document, state.ratified),)),
    ActType("documents.amend", acts.Amend, rules.check_amend, (Fold(state.KIND, _document, state.amended),)),
    ActType("documents.report", acts.Report, rules.check_report, (Fold(state.KIND, _document, state.reported),)),
)
