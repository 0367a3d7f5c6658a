"""Decisions at the desk: what awaits the party, what it may do about each matter now, and the forms for it."""

from __future__ import annotations
