"""Where the rooms are put together: settings, addresses, the WSGI application and its page cache."""

from __future__ import annotations
