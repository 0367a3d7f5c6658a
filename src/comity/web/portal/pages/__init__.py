"""The pages, one module each: its data, how it is built, what is drawn on it."""

from __future__ import annotations
