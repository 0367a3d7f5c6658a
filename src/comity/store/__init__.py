"""The store: the ledger in a database, the values folded from it, and the opening of a data folder."""

from __future__ import annotations
