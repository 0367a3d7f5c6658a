"""Documents at the desks: registered with their files, read by those for whom they are, compared."""

from __future__ import annotations
