"""Subject `officers`: who may act for a party. So far: the keys of the secretariat's offices."""

from __future__ import annotations
