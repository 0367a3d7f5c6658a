"""Acts at the desk: drafted, shown in words, signed, entered; and the receipts of those that were."""

from __future__ import annotations
