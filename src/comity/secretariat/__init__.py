"""The application: the one door through which an act enters the record, and what stands around it."""

from __future__ import annotations
