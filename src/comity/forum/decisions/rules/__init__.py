"""When the acts of the subject `decisions` are in order: one module a stage of a matter's way."""

from __future__ import annotations
