"""The look: one stylesheet, the base templates and the server-drawn figures."""

from __future__ import annotations
