"""The calendar of a desk: everything that expires, closes or falls due for the party, by day."""

from __future__ import annotations
