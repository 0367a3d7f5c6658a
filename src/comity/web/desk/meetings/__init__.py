"""Meetings at the desks: convened, run in a room of their own by the chair, and followed by every delegation."""

from __future__ import annotations
