from __future__ import annotations

from typing import get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from comity.forum.sources import questions
from comity.forum.sources.state import Claimed

QUESTION = TypeAdapter(questions.Question)
COUNT = {"kind": "count", "status": "member", "on": "2010-06-08", "number": 22}
KIND = {"kind": "kind", "party": "UN", "is": "state"}


def test_kinds_are_distinct():
    kinds = [get_args(one.model_fields["kind"].annotation)[0] for one in get_args(get_args(questions.Single)[0])]
    assert sorted(kinds) == sorted(set(kinds))


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (COUNT, questions.CountOn(**COUNT)),
        (KIND, questions.KindOf(**KIND)),
        (
            {"kind": "each", "parts": [COUNT, KIND]},
            questions.Each(kind="each", parts=(questions.CountOn(**COUNT), questions.KindOf(**KIND))),
        ),
        (
            {"kind": "signed_by", "party": "BGD", "instrument": "almaty-act", "person": "Mahmood Ali"},
            questions.SignedBy(kind="signed_by", party="BGD", instrument="almaty-act", person={"en": "Mahmood Ali"}),
        ),
    ],
)
def test_question_is_read_by_its_kind(given, read):
    assert QUESTION.validate_python(given) == read


@pytest.mark.parametrize("question", [COUNT, KIND, {"kind": "each", "parts": [COUNT, KIND]}])
def test_claimed_value_survives_storage(question):
    read = QUESTION.validate_python(question)
    claimed = Claimed(acts=(7,), claim="c-1", source="S1", says={"en": "So"}, question=read, why={"en": "It is"})
    assert Claimed.model_validate_json(claimed.model_dump_json()) == claimed


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "guess"},
        {"kind": "count", "status": "member", "on": "2010-06-31", "number": 22},
        {"kind": "count", "status": "member", "on": "2010-06-08", "number": 22, "more": 1},
        {"kind": "joined_day", "party": "QAT", "status": "member", "day": 32},
        {"kind": "each", "parts": [COUNT]},
        {"kind": "each", "parts": [COUNT, {"kind": "each", "parts": [COUNT, COUNT]}]},
        {"kind": "list", "of": "everything"},
    ],
)
def test_question_out_of_shape_is_refused(given):
    with pytest.raises(ValidationError):
        QUESTION.validate_python(given)
