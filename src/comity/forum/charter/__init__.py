"""Subject `charter`: what the forum is by its own rules."""

from __future__ import annotations
