"""Readings: what the values of several subjects say together. Above every subject; nothing here changes a value."""

from __future__ import annotations
