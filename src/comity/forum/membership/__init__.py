"""Subject `membership`: who holds which status in the forum, since when, and by what steps."""

from __future__ import annotations
