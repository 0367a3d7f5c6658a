"""What templates of the portal load beside what Django has."""

from __future__ import annotations
