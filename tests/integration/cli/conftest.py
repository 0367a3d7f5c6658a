from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commands import Place, own_place

SAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "lake-forum"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """Where a data folder may be made."""
    with own_place(tmp_path) as found:
        yield found


@pytest.fixture
def begun(tmp_path: Path, cica: Place) -> Iterator[Place]:
    """CICA's data folder in a copy of its own, to do things to."""
    with own_place(tmp_path, cica) as found:
        yield found


@pytest.fixture
def place_of_another(tmp_path: Path) -> Iterator[Place]:
    """The data folder of a forum with a shorter history than CICA's."""
    (tmp_path / "another").mkdir()
    with own_place(tmp_path / "another") as found:
        done = found.run("init", "--forum", SAMPLE)
        assert done.returncode == 0, done.stderr
        yield found


@pytest.fixture(scope="session")
def cica(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """CICA's data folder, to be read only."""
    with own_place(tmp_path_factory.mktemp("cica")) as found:
        done = found.run("init")
        assert done.returncode == 0, done.stderr
        yield found
