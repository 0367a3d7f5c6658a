"""What a forum is: acts, rules and values, pure functions of the record."""

from __future__ import annotations
