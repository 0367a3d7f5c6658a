"""What a member runs at home: it needs only `record/` and `forum/`, and trusts nobody's server."""

from __future__ import annotations
