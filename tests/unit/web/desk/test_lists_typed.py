"""Lists that are typed into one field: with the commas of the reader's own script."""

from __future__ import annotations

import pytest

from comity.web.desk.notices.forms import listed


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("KAZ, MNG", ["KAZ", "MNG"]),
        ("KAZ\u3001MNG", ["KAZ", "MNG"]),
        ("12\uff0c5(2)", ["12", "5(2)"]),
        ("1;2\uff1b3", ["1", "2", "3"]),
        (" , KAZ ,, ", ["KAZ"]),
        ("", []),
    ],
)
def test_commas_of_any_script_divide_a_list(typed, meant):
    assert listed(typed) == meant
