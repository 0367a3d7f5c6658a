"""Subject `openings`: acts whose body is not in the record; revealing one, and erasing what was said."""

from __future__ import annotations
