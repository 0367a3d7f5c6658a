"""Drawings made on the server: from small frozen values to SVG or a table, every text escaped, every label with room.

Callers bring texts in the reader's language and numbers and dates as the reader writes them.
"""

from __future__ import annotations

from comity.web.shared.drawings.axis import Axis
from comity.web.shared.drawings.keys import TimelineKey, timeline_key
from comity.web.shared.drawings.lanes import Band, Lane, Mark
from comity.web.shared.drawings.markup import Markup
from comity.web.shared.drawings.proof import Proof, ProofHeads, Sibling, proof, proof_key
from comity.web.shared.drawings.round_table import RoundTable, Seat, round_table
from comity.web.shared.drawings.stairs import Step, Stroke
from comity.web.shared.drawings.strips import (
    Span,
    Strip,
    Term,
    chair_strip,
    fold_alike,
    sparkline,
    strip,
    strip_key,
    strip_marks,
    year_axis,
)
from comity.web.shared.drawings.timeline import Timeline, timeline

__all__ = [
    "Axis",
    "Band",
    "Lane",
    "Mark",
    "Markup",
    "Proof",
    "ProofHeads",
    "RoundTable",
    "Seat",
    "Sibling",
    "Span",
    "Step",
    "Strip",
    "Stroke",
    "Term",
    "Timeline",
    "TimelineKey",
    "chair_strip",
    "fold_alike",
    "proof",
    "proof_key",
    "round_table",
    "sparkline",
    "strip",
    "strip_key",
    "strip_marks",
    "timeline",
    "timeline_key",
    "year_axis",
]
