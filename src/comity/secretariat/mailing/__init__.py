"""Mails to officers: that something awaits them, and where to sign in; never what it says."""

from __future__ import annotations
