"""Comity: the digital secretariat of an intergovernmental forum, on a record that every member can verify."""

from __future__ import annotations

__version__ = "0.1.0"
