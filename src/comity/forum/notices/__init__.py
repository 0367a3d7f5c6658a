"""Subject `notices`: what parties write to one another, and what becomes of it: acknowledged, answered, withdrawn."""

from __future__ import annotations
