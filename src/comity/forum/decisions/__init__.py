"""Subject `decisions`: what is proposed, how it is decided, and what becomes of it."""

from __future__ import annotations
