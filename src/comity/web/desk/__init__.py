"""The desks: where officers sign in, write, sign and read what is not public."""

from __future__ import annotations
