"""Ground that every subject stands on: dates, texts, names, values, refusals. It knows no subject."""

from __future__ import annotations
