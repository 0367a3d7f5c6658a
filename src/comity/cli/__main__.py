"""`python -m comity.cli` is `comity`."""

from __future__ import annotations

from comity.cli.main import app

app(prog_name="comity")
