"""Signing in with passkeys: invitations by which they are made, sessions, and the hats that are worn."""

from __future__ import annotations
