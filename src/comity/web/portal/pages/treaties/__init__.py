"""Pages of treaties: those that the forum keeps as their depositary, the status of each, depositary notifications."""

from __future__ import annotations
