"""Forums as data: one folder a forum."""

from __future__ import annotations
