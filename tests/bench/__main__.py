"""Measures everything and prints the table. `--full` adds a record of a million acts, which takes most of an hour."""

from __future__ import annotations

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.load import latencies, percentile, throughput
from tests.bench.machine import described
from tests.bench.pages import MEETING, PAGES
from tests.support.commands import Place, Served, serving

SMALL, LARGE, HUGE = 1_000, 100_000, 1_000_000
SINGLE_ACTS = 300
FLOWS = 60
TURNS, ASKED_A_TURN = 6, 5
KILOBYTE = 1000


@dataclass(frozen=True)
class Line:
    """A row of the table: what was measured, the budget, what came out, and whether it is within."""

    what: str
    budget: str
    measured: str
    within: bool


@dataclass
class Grown:
    """What is compared between records of different sizes: milliseconds for each page, and for entering an act."""

    size: int
    pages: dict[str, float]
    act: float
    memory: float


def inside(task: str, place: Place, number: int = 0) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.inside", task, str(place.data), str(number)]
    done = subprocess.run(command, env=place.env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"{task}: {done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def made(folder: Path, size: int) -> tuple[Place, dict[str, Any]]:
    folder.mkdir()
    place = Place(folder / "var", "")
    return place, inside("make", place, size)


def at_most(what: str, budget: float, measured: float, unit: str, note: str = "") -> Line:
    return Line(what, f"≤ {budget:,g} {unit}", f"{measured:,.1f} {unit}{note}", measured <= budget)


def at_least(what: str, budget: float, measured: float, unit: str, note: str = "") -> Line:
    return Line(what, f"≥ {budget:,g} {unit}", f"{measured:,.0f} {unit}{note}", measured >= budget)


def meeting_page(place: Place, served: Served) -> Iterator[Line]:
    url = served.url("")
    took = latencies(url, MEETING, 3) and latencies(url, MEETING, 100)
    yield at_most("public meeting page, made anew, p50", 10, statistics.median(took), "ms")
    count = inside("statements", place)["statements"]
    worst = max(PAGES, key=count.__getitem__)
    yield at_most("  SQL statements of it", 10, count[MEETING[0]], "")
    yield at_most("  SQL statements of the worst page", 10, count[worst], "", f" ({worst})")
    unchanged = throughput(served.url(MEETING[0]))
    yield at_least("the same, unchanged, 8 connections", 3000, unchanged.a_second, "requests/s", f" by {unchanged.by}")
    yield at_most("  p99", 10, unchanged.p99, "ms")
    tag = served.get(MEETING[0])[1]["etag"]
    known = throughput(served.url(MEETING[0]), {"If-None-Match": tag})
    yield at_least("the same, known (304)", 3000, known.a_second, "requests/s")
    yield at_most("  p99", 10, known.p99, "ms")


def weights(served: Served) -> Iterator[Line]:
    html = {path: len(served.get(path)[2]) for path in PAGES}
    worst = max(html, key=html.__getitem__)
    yield at_most("weight of the meeting page, HTML", 40, html[MEETING[0]] / KILOBYTE, "kB")
    yield at_most("  of the heaviest page, HTML", 40, html[worst] / KILOBYTE, "kB", f" ({worst})")
    text = served.get(MEETING[0])[2].decode()
    files = set(re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', text))
    files |= set(re.findall(r'<link[^>]+href="([^"]+\.css)"', text)) | set(
        re.findall(r'<script[^>]+src="([^"]+)"', text)
    )
    total = sum(len(served.get(path)[2]) for path in files)
    yield at_most("  CSS and JS", 60, total / KILOBYTE, "kB")
    yield at_most("  in files", 3, len(files), "")


def desks(folder: Path) -> Iterator[Line]:
    place = Place(folder / "desks" / "var", "")
    place.data.parent.mkdir()
    took = inside("flows", place, FLOWS)["milliseconds"]
    for name, what in (("sign-in", "sign-in"), ("read", "an act read before it is signed"), ("sign", "an act signed")):
        yield at_most(f"{what}, on the server, p50", 30, statistics.median(took[name]), "ms")
    found = inside("desk", place, FLOWS)
    yield at_most("desk with 500 open items, p50", 25, statistics.median(found["milliseconds"]), "ms")
    yield at_most("  SQL statements of it", 15, found["statements"], "")
    place = Place(folder / "board" / "var", "")
    place.data.parent.mkdir()
    found = inside("board", place, FLOWS)
    yield at_most("board of decisions with 500 open, p50", 25, statistics.median(found["milliseconds"]), "ms")
    yield at_most("  SQL statements of it", 15, found["statements"], "")
    load = inside("together", Place(folder / "rehearsal", ""))
    note = f" ({load['entered']:,} acts, p99 {load['p99']:.0f} ms)"
    yield at_least("28 delegations at once, durable", 150, load["rate"], "acts/s", note)
    yield at_most("  of them lost, doubled or refused", 0, load["astray"], "")


def decided(folder: Path) -> Iterator[Line]:
    found = inside("lineage", _place(folder, "lineage"))
    yield at_most("page of a decision with 60 steps, made anew, p50", 10, found["milliseconds"], "ms")
    yield at_most("  SQL statements of it", 10, found["statements"], "")
    yield at_most("  its weight, HTML", 40, found["bytes"] / KILOBYTE, "kB")
    found = inside("expiring", _place(folder, "expiring"))
    note = f" ({found['concluded']})"
    yield at_most("200 silences that expired while nobody was there, concluded", 2, found["seconds"], "s", note)
    yield at_most("  of them not concluded, or more than once", 0, found["astray"], "")
    found = inside("register", _place(folder, "register"))
    yield at_most("register of 10,000 decisions, listed and filtered, p50", 25, found["milliseconds"], "ms")
    yield at_most("  SQL statements of it", 10, found["statements"], "", f" ({found['path']})")


def _place(folder: Path, name: str) -> Place:
    place = Place(folder / name / "var", "")
    place.data.parent.mkdir()
    return place


def audits(place: Place) -> Iterator[Line]:
    report = json.loads(place.run("record", "verify", place.data / "record", "--json").stdout)
    size = f" ({report['size']:,} acts)"
    yield at_least("full audit of a copy, one core", 5000, report["size"] / report["seconds"], "acts/s", size)
    walked = inside("hashes", place)
    yield at_least("  hashes alone", 300_000, walked["size"] / walked["seconds"], "acts/s", size)


def grown(places: dict[int, Place]) -> list[Grown]:
    """Ask records of different sizes in turns, so that what else the machine does weighs on all of them alike."""
    with ExitStack() as stack:
        served = {size: stack.enter_context(serving(place)) for size, place in places.items()}
        pages: dict[int, dict[str, float]] = {size: {} for size in places}
        for path in PAGES:
            took: dict[int, list[float]] = {size: [] for size in places}
            for nth in range(TURNS + 1):
                for size, each in served.items():
                    found = latencies(each.url(""), [path], ASKED_A_TURN)
                    took[size] += found if nth else []
            for size in places:
                pages[size][path] = statistics.median(took[size])
        memory = {size: resident(each.workers()[0]) for size, each in served.items()}
    acts: dict[int, list[float]] = {size: [] for size in places}
    for _ in range(3):
        for size, place in places.items():
            acts[size] += inside("single-acts", place, SINGLE_ACTS // 3)["milliseconds"]
    return [Grown(size, pages[size], statistics.median(acts[size]), memory[size]) for size in places]


def resident(process: int) -> float:
    """Megabytes of memory that a process holds, those that it shares included."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+) kB", status)[1]) * 1024 / 1e6  # type: ignore[index]


def growth(small: Grown, large: Grown) -> Iterator[Line]:
    name = f"at {large.size:,} acts, against {small.size:,}"
    ratios = {path: large.pages[path] / small.pages[path] for path in PAGES}
    worst = max(ratios, key=ratios.__getitem__)
    change = f" ({worst}: {small.pages[worst]:.1f} to {large.pages[worst]:.1f} ms)"
    yield at_most(f"p50 of the page that grew most, {name}", 1.3, ratios[worst], "×", change)
    change = f" ({small.act:.1f} to {large.act:.1f} ms)"
    yield at_most(f"p50 of entering an act, {name}", 1.3, large.act / small.act, "×", change)


def measure(folder: Path, *, full: bool) -> Iterator[Line]:
    small, _ = made(folder / "small", SMALL)
    with serving(small) as served:
        yield from meeting_page(small, served)
        yield from weights(served)
    took = inside("single-acts", small, SINGLE_ACTS)["milliseconds"]
    yield at_most("one act, durable, to its signed checkpoint, p99", 20, percentile(took, 0.99), "ms")
    large, entered = made(folder / "large", LARGE)
    yield at_least(
        "bulk entry", 3000, entered["entered"] / entered["seconds"], "acts/s", f" ({entered['entered']:,} acts)"
    )
    yield from audits(large)
    places = {SMALL: small, LARGE: large}
    if full:
        places[HUGE], entered = made(folder / "huge", HUGE)
        rate = entered["entered"] / entered["seconds"]
        yield at_least("bulk entry", 3000, rate, "acts/s", f" ({entered['entered']:,} acts)")
        yield from audits(places[HUGE])
    yield from desks(folder)
    yield from decided(folder)
    sizes = grown(places)
    for each in sizes:
        yield at_most(f"memory of a worker at {each.size:,} acts", 90, each.memory, "MB")
    for each in sizes[1:]:
        yield from growth(sizes[0], each)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--full", action="store_true", help="also a record of 1,000,000 acts")
    full = parser.parse_args().full
    print(f"{described()}\n")
    print(f"{'':6}{'what':68}{'budget':>20}  measured")
    with tempfile.TemporaryDirectory(prefix="comity-bench-") as folder:
        for line in measure(Path(folder), full=full):
            mark = "ok" if line.within else "over"
            print(f"{mark:6}{line.what:68}{line.budget:>20}  {line.measured}", flush=True)


if __name__ == "__main__":
    main()
