"""Admission at the desks: who applies for a status, which steps are done, and the button to the next one."""

from __future__ import annotations
