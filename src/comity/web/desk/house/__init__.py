"""What desks show of the house: the state of the record, and what a party takes home of it."""

from __future__ import annotations
