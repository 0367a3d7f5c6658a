"""Subject `meetings`: what met, when and where it was planned and held, who presided and came, what it decided."""

from __future__ import annotations
