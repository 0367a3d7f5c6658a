"""Where the foreign judges of the record are: wheels that make fetched beside our packages (requirements/judges.in)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

JUDGES = Path(sys.prefix) / "judges"


def judge_environment() -> dict[str, str]:
    """An environment in which `python -m aics_tlog` runs, in a process of its own.

    Raises FileNotFoundError if the judges were not fetched.
    """
    wheels = sorted(str(path) for path in JUDGES.glob("*.whl"))
    if not wheels:
        raise FileNotFoundError(f"no wheel in {JUDGES}: run `make test`, which fetches them")
    return os.environ | {"PYTHONPATH": os.pathsep.join(wheels)}
