"""What the machine can do on its own, without which no measurement of ours can be judged."""

from __future__ import annotations

import os
import tempfile
import time

from comity.record import ed25519
from comity.record.keys import PrivateKey

TIMES = 2_000
SYNCS = 200
# On the machine that the budgets were written on.
VERIFICATIONS_THERE = 21_000


def described() -> str:
    """Cores, load, and the two things that bound most budgets: signatures verified and appends synced in a second."""
    load = os.getloadavg()[0]
    busy = " (busy: others are at work, so times are longer than they would be)" if load > 1 else ""
    return (
        f"{os.cpu_count()} cores, load {load:.1f}{busy}; alone it verifies {verifications():,.0f} Ed25519 signatures "
        f"a second (the budgets assume {VERIFICATIONS_THERE:,}) and syncs {syncs():,.0f} appends a second"
    )


def verifications() -> float:
    key, message = PrivateKey.generate(), b"m" * 120
    signature = key.sign(message)
    started = time.perf_counter()
    for _ in range(TIMES):
        ed25519.verify_raw(key.public.raw, signature, message)
    return TIMES / (time.perf_counter() - started)


def syncs() -> float:
    with tempfile.TemporaryFile(prefix="comity-bench-") as file:
        started = time.perf_counter()
        for _ in range(SYNCS):
            os.write(file.fileno(), b"a" * 600)
            os.fsync(file.fileno())
        return SYNCS / (time.perf_counter() - started)
