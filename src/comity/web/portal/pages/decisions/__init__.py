"""Pages of decisions: the register, the lineage of one matter, silences that run, undertakings that are open."""

from __future__ import annotations
