"""What every page of the portal is made with: the question, the library, the page table, the frame around a page."""

from __future__ import annotations
