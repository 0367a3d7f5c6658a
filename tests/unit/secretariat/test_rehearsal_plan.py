"""The plan of a rehearsal: what comes with Comity reads, and a fault in it is named by its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from comity.secretariat.rehearsal.plan import COMMON, FILE, Seating, lay_out, plan_of, read_plan
from comity.secretariat.tomlfiles import DataFault
from tests.support.rehearsal_room import PLAN


@pytest.fixture
def folder(tmp_path) -> Path:
    shutil.copyfile(COMMON / FILE, tmp_path / FILE)
    return tmp_path


def changed(folder: Path, given: str, other: str) -> Path:
    text = (folder / FILE).read_text(encoding="utf-8")
    assert given in text
    (folder / FILE).write_text(text.replace(given, other, 1), encoding="utf-8")
    return folder


def test_plan_of_a_folder_with_its_own_is_that(folder):
    assert plan_of(changed(folder, "seed = 1992", "seed = 7")).simulation.seed == 7


def test_plan_of_a_folder_without_one_is_the_common_one(tmp_path):
    assert plan_of(tmp_path) == PLAN


def test_offices_that_several_hold_are_numbered():
    holders = {officer: name["en"] for office in PLAN.offices for officer, name in office.holders()}
    assert holders == {
        "administrator": "Administrator",
        "authoriser-1": "Authorised officer 1",
        "authoriser-2": "Authorised officer 2",
        "drafter": "Drafter",
    }


def test_every_text_of_the_common_plan_is_in_three_languages():
    texts = [PLAN.marks.added, *PLAN.simulation.answers.values(), *PLAN.simulation.words.values()]
    texts += [each.name for each in (*PLAN.offices, *PLAN.profiles, *PLAN.drills)]
    texts += [text for drill in PLAN.drills for step in drill.steps for text in (step.subject, step.text)]
    assert [text for text in texts if set(text) != {"en", "ru", "zh"}] == []


def test_drill_is_found_by_its_name_or_not_at_all():
    assert (PLAN.drill("circular") is PLAN.drills[0], PLAN.drill("fire")) == (True, None)


@pytest.mark.parametrize(
    ("given", "other", "said"),
    [
        ("late = 0.1", "late = 1.1", "profiles.1.late"),
        ("acknowledged = [0.01, 0.1]", "acknowledged = [0.2, 0.1]", "profiles.0.acknowledged"),
        ('functions = ["administrator"]', 'functions = ["reader"]', "the first office administers"),
        ("[simulation.delegations]", '[simulation.delegations]\nMNG = "sleepy"', "there is no profile sleepy"),
        ("seed = 1992", "seed = 0", "simulation.seed"),
        ("seed = 1992", "sed = 1992", "simulation.seed"),
        ("breaks = 0.1", "breaks = 2", "profiles.3.silences.breaks"),
        ("kinds = { substantive = 1, general = 1 }", "kinds = { doubtful = 1 }", "profiles.3.silences.kinds"),
        ('do = "breach"', 'do = "veto"', "drills.2.steps.2.do"),
        ("objected = [0.05, 0.5]", "objected = [0.5, 0.05]", "profiles.3.meetings.objected"),
        ("[marks]", "[marks", "this is no TOML"),
    ],
)
def test_fault_in_a_plan_is_said_with_its_place(folder, given, other, said):
    with pytest.raises(DataFault) as fault:
        read_plan(changed(folder, given, other))
    assert (fault.value.file, said in str(fault.value)) == (FILE, True)


def test_plan_is_laid_out_with_seats_for_further_parties(tmp_path):
    (tmp_path / "spare").mkdir()
    lay_out(tmp_path, ("KWT", "SAU"))
    assert plan_of(tmp_path) == PLAN.model_copy(update={"seating": Seating(further=("KWT", "SAU"))})


def test_plan_is_laid_out_as_it_comes_where_nobody_further_is_seated(tmp_path):
    (tmp_path / "spare").mkdir()
    lay_out(tmp_path)
    assert (tmp_path / FILE).read_bytes() == (COMMON / FILE).read_bytes()
