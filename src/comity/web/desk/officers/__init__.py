"""Officers and keys: a delegation looks after its own; the Secretariat after a party's, on its note verbale."""

from __future__ import annotations
