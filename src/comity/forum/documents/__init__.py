"""Subject `documents`: the register of the forum's documents, their signatures, ratifications and amendments."""

from __future__ import annotations
