"""The command line: thin commands over the rooms below."""

from __future__ import annotations
