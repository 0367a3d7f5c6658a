"""What the machine can do on its own, without which no measurement of ours can be judged."""

from __future__ import annotations

import os
import tempfile
import time

from comity.record import ed25519
from comity.record.keys import PrivateKey

TIMES = 2_000
SYNCS = 200
# On the machine that the budgets were written on, when it was quiet.
VERIFICATIONS_THERE = 15_000


def described() -> str:
    """What bounds most budgets: cores, load, signatures verified and appends synced in a second.

    Verifications are counted by the processor's own time and by the clock: the first falls where cores are shared or
    slow, the second also where others are at work.
    """
    own, by_clock = verifications()
    lines = [
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        f"Ed25519 signatures verified: {own:,.0f} a second of processor time, {by_clock:,.0f} by the clock",
        f"appends of 600 bytes synced: {syncs():,.0f} a second",
    ]
    if by_clock < VERIFICATIONS_THERE:
        slower = VERIFICATIONS_THERE / by_clock
        there = f"the machine of the budgets, when it was quiet, verified {VERIFICATIONS_THERE:,}"
        lines.append(f"So expect times {slower:.1f} times as long, and rates as much lower: {there}.")
    return "\n".join(lines)


def verifications() -> tuple[float, float]:
    key, message = PrivateKey.generate(), b"m" * 120
    signature = key.sign(message)
    started, of_ours = time.perf_counter(), time.process_time()
    for _ in range(TIMES):
        ed25519.verify_raw(key.public.raw, signature, message)
    return TIMES / (time.process_time() - of_ours), TIMES / (time.perf_counter() - started)


def syncs() -> float:
    with tempfile.TemporaryFile(prefix="comity-bench-") as file:
        started = time.perf_counter()
        for _ in range(SYNCS):
            os.write(file.fileno(), b"a" * 600)
            os.fsync(file.fileno())
        return SYNCS / (time.perf_counter() - started)
