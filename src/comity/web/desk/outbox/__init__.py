"""The outbox at the secretariat's desk: every mail is seen before and after it goes."""

from __future__ import annotations
