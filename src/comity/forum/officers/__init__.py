"""Subject `officers`: who may act for a party, with which keys, and in which function."""

from __future__ import annotations
