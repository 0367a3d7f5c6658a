"""When the acts of the subject `treaties` are in order."""

from __future__ import annotations
