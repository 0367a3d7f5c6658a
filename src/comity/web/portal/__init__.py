"""The public portal: what anybody may read, as pages and as data."""

from __future__ import annotations
