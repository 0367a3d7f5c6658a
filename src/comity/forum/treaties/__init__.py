"""Subject `treaties`: the instruments of which the forum is the depositary, and what states do about them."""

from __future__ import annotations
