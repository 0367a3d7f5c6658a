"""What desks show of notices: what awaits, what was received and sent, a notice with its receipts, and writing one."""

from __future__ import annotations
