"""Options that several commands share, written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

Data: TypeAlias = Annotated[
    Path,
    typer.Option("--data", metavar="DIR", envvar="COMITY_DATA", help="The data folder.", file_okay=False),
]
AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
EntryNumber: TypeAlias = Annotated[int, typer.Argument(metavar="N", min=0, help="The entry's number, counted from 0.")]

DEFAULT_DATA = Path("var")
