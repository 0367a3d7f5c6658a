from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.memory_house import MemoryHouse


@pytest.fixture
def house(tmp_path: Path) -> MemoryHouse:
    """A house with the small forum's ten acts entered."""
    return MemoryHouse(tmp_path).begin()
