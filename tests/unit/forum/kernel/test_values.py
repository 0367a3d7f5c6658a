from __future__ import annotations

import pytest

from comity.forum.kernel.values import Key
from tests.support.stage import Stage, Step, opening

UNSOURCED: list[tuple[Step, Key]] = [
    (("membership.enter_party", {"party": "THA", "kind": "state", "iso": "THA"}), Key("party", "THA")),
    (
        ("membership.sign", {"party": "KAZ", "instrument": "declaration", "on": "2026-01-01"}),
        Key("document", "declaration"),
    ),
]


@pytest.mark.parametrize(("step", "key"), UNSOURCED)
def test_value_of_what_is_told_without_sources_can_be_written_and_read_again(step: Step, key: Key) -> None:
    stage: Stage = opening().play(step)
    value = stage.values[key]
    assert type(value).model_validate_json(value.model_dump_json()) == value
