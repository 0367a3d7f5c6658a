"""Wording: how names, dates, refusals and acts are said in a reader's language. Used by pages and commands alike."""

from __future__ import annotations
