"""`python -m tests.bench`: measures against the budgets of the design and prints a table. Not tests: nothing fails."""

from __future__ import annotations
