"""Subject `sources`: where facts come from, what sources claim, and corrections of earlier acts."""

from __future__ import annotations
