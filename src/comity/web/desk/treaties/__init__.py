"""Treaties at the desks: the depositary's, and each party's own participation."""

from __future__ import annotations
