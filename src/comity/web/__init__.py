"""What people and machines see: the portal, the API, and the look that they share."""

from __future__ import annotations
