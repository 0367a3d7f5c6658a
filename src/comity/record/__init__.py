"""The record: bytes in, proofs out.

The ground floor of the house. Nothing here knows Django, a clock, a network, a
disk or what a forum is; every function takes bytes or values and returns values
or raises :class:`comity.record.errors.RecordError`.
"""

from __future__ import annotations
