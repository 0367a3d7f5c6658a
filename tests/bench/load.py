"""Asking a server: one connection for latencies, wrk (or else threads of our own) for throughput."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlsplit

CONNECTIONS = 8
SECONDS = 5
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Throughput:
    """Requests a second, the 99th percentile in milliseconds, and who asked."""

    a_second: float
    p99: float
    by: str


def percentile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def latencies(url: str, paths: Sequence[str], rounds: int) -> list[float]:
    """Milliseconds of each answer over one connection; a query that changes keeps pages from being stored ones."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    took = []
    for nth in range(rounds):
        for path in paths:
            started = time.perf_counter()
            connection.request("GET", f"{path}?made-anew={time.monotonic_ns()}-{nth}")
            answer = connection.getresponse()
            answer.read()
            took.append((time.perf_counter() - started) * 1000)
            if answer.status != 200:
                raise RuntimeError(f"{path} was answered with {answer.status}")
    connection.close()
    return took


def throughput(url: str, headers: dict[str, str] | None = None) -> Throughput:
    return _by_wrk(url, headers or {}) if shutil.which("wrk") else _by_threads(url, headers or {})


def _by_wrk(url: str, headers: dict[str, str]) -> Throughput:
    command = ["wrk", "--latency", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    worst = re.search(r"99%\s+([\d.]+)(us|ms|s)", said)
    if rate is None or worst is None or "Non-2xx" in said:
        raise RuntimeError(f"wrk said: {said}")
    return Throughput(float(rate[1]), float(worst[1]) * _UNITS[worst[2]], "wrk")


def _by_threads(url: str, headers: dict[str, str]) -> Throughput:
    parts = urlsplit(url)
    deadline = time.perf_counter() + SECONDS

    def ask(_: int) -> list[float]:
        connection, took = HTTPConnection(parts.hostname or "", parts.port, timeout=60), []
        while time.perf_counter() < deadline:
            started = time.perf_counter()
            connection.request("GET", parts.path, headers=headers)
            connection.getresponse().read()
            took.append((time.perf_counter() - started) * 1000)
        connection.close()
        return took

    with ThreadPoolExecutor(CONNECTIONS) as pool:
        took = [each for part in pool.map(ask, range(CONNECTIONS)) for each in part]
    return Throughput(len(took) / SECONDS, percentile(took, 0.99), "threads of Python, which is slower than wrk")
