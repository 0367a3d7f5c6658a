"""Claims of sources, held against the register: each gets a computed verdict and the reason for it."""

from __future__ import annotations

from comity.forum.readings.claims.judging import judge_all, judge_claim
from comity.forum.readings.claims.verdicts import Finding, Judged, Verdict

__all__ = ["Finding", "Judged", "Verdict", "judge_all", "judge_claim"]
