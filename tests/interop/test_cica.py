"""CICA's whole history, entered and exported as a host does it, before judges that are not ours."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.interop.judges import JUDGES, JudgedBad
from tests.support.commands import own_place


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, int]:
    """The exported folder, the log's verifier key, and how many acts the checkpoint says."""
    home = tmp_path_factory.mktemp("cica")
    with own_place(home) as place:
        for words in (("init",), ("record", "export", home / "copy")):
            done = place.run(*words)
            assert done.returncode == 0, done.stderr
    folder = home / "copy"
    vkey = (folder / "policy").read_text().split("\n", 1)[0].removeprefix("log ")
    return folder, vkey, int((folder / "checkpoint").read_text().split("\n")[1])


@pytest.mark.parametrize("judge", JUDGES)
def test_judge_finds_that_every_act_of_the_history_holds(exported: tuple[Path, str, int], judge: str) -> None:
    folder, vkey, size = exported
    said = JUDGES[judge](folder, vkey)
    assert size > 700
    assert str(size) in said


@pytest.mark.parametrize("judge", JUDGES)
def test_judge_finds_one_changed_letter_in_the_history(
    exported: tuple[Path, str, int], judge: str, tmp_path: Path
) -> None:
    folder, vkey, _ = exported
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    bundle = copy / "tile" / "entries" / "001"
    bundle.write_bytes(bundle.read_bytes().replace(b'"party":"SECRETARIAT"', b'"party":"SECRETARIAS"', 1))
    with pytest.raises(JudgedBad):
        JUDGES[judge](copy, vkey)
