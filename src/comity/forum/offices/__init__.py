"""Subject `offices`: who is in the chair, who heads the secretariat, where it sits."""

from __future__ import annotations
