"""The seats of a rehearsal: anybody at this machine takes any of them; simulated delegations keep the others warm."""

from __future__ import annotations
