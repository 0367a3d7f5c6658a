from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import pytest

from comity import forum
from comity.forum.kernel.errors import Reason
from comity.forum.registry import ACT_TYPES
from tests.support.deciding import deciding
from tests.support.stage import Stage, opening, parties
from tests.unit.forum import test_amending, test_authority, test_chamber, test_door
from tests.unit.forum.decisions import test_ballots
from tests.unit.forum.orders import (
    adoptions,
    charter,
    documents,
    effects,
    meetings,
    membership,
    notices,
    officers,
    offices,
    openings,
    papers,
    proposals,
    silences,
    sittings,
    treaties,
    votes,
)

# What is played before a case: the charter's own cases begin with nothing, those of parties that act with the charter
# that says what they may enter, all others with the opening.
STAGES = {
    charter: Stage,
    membership: opening,
    meetings: opening,
    offices: opening,
    documents: opening,
    officers: parties,
    notices: parties,
    openings: parties,
    treaties: treaties.stage,
    sittings: sittings.stage,
    papers: papers.stage,
    proposals: deciding,
    adoptions: deciding,
    silences: deciding,
    votes: deciding,
    effects: deciding,
}

ACCEPTED = [(stage, *case) for table, stage in STAGES.items() for case in table.ACCEPTED.values()]
REFUSED = [
    (stage, *case, code) for table, stage in STAGES.items() for code, cases in table.REFUSED.items() for case in cases
] + [(Stage, *case, "charter.none") for case in membership.WITHOUT_CHARTER]


def named(value: Any) -> str | None:
    return value if isinstance(value, str) else value[0] if isinstance(value, tuple) else ""


@pytest.mark.parametrize(("stage", "before", "step"), ACCEPTED, ids=named)
def test_act_in_order_is_accepted(stage, before, step):
    assert stage().play(*before).refusal(step) is None


@pytest.mark.parametrize(("stage", "before", "step", "code"), REFUSED, ids=named)
def test_act_out_of_order_is_refused(stage, before, step, code):
    refused = stage().play(*before).refusal(step)
    assert refused is not None
    # All places of its sentences are filled.
    assert (refused.reason.code, "%(" in refused.text + refused.remedy) == (code, False)


def test_every_act_type_has_a_case_that_is_accepted():
    # The constitution stands before every case.
    assert {step[0] for _, _, step in ACCEPTED} | {"charter.constitute"} == set(ACT_TYPES)


def reasons() -> dict[str, Reason]:
    """Every reason that the forum can refuse for, by code."""
    found: dict[str, Reason] = {}
    for module in pkgutil.walk_packages(forum.__path__, "comity.forum."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Reason):
                assert found.setdefault(value.code, value) is value, f"two reasons bear the code {value.code}"
    return found


def test_every_reason_has_a_case_that_is_refused():
    elsewhere = (test_door, test_authority, test_chamber, test_amending, test_ballots)
    assert {code for *_, code in REFUSED}.union(*(tests.REFUSED for tests in elsewhere)) == set(reasons())


@pytest.mark.parametrize("reason", reasons().values(), ids=lambda reason: reason.code)
def test_reason_says_what_is_wrong_and_what_would_be_right(reason):
    # A refusal that gives another's reason ends as that one does.
    assert [sentence.endswith((".", "%(because)s")) for sentence in (reason.text, reason.remedy)] == [True, True]
