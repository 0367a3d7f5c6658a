"""Files of openings: one a line, each opening what it names."""

from __future__ import annotations

import json

import pytest

from comity.forum.openings.opening import Opening, opening
from comity.record.encoding import encode_base64
from comity.record.errors import Malformed
from comity.secretariat.openingfile import opening_line, read_openings

ONE = opening(b"\1" * 32, "members", {"party": "KAZ"})
OTHER = opening(b"\2" * 32, ("CHN", "KAZ"), {"party": "KAZ", "text": {"zh": "见"}})


def test_files_of_openings_can_be_put_together():
    data = opening_line(ONE) + b"\n" + opening_line(OTHER).replace(b"\n", b"\r\n")
    assert read_openings(data) == {ONE.commitment: ONE, OTHER.commitment: OTHER}
    assert read_openings(b"") == {}


def changed(**members: object) -> bytes:
    return json.dumps(json.loads(opening_line(ONE)) | members, separators=(",", ":"), sort_keys=True).encode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"opening", "line 2: the line is not JSON"),
        (b'{"key":""}', "an opening has exactly the members commitment, content, key"),
        (changed(further=1), "an opening has exactly the members"),
        (changed(key=1), "are texts"),
        (changed(key="AAAA"), "has 32 bytes"),
        (changed(key=encode_base64(b"\3" * 32)), "its key and content do not open the commitment that it names"),
        (changed(commitment=OTHER.commitment), "do not open the commitment"),
        (opening_line(Opening(b"\1" * 32, b"{}")).rstrip(), "it has not the members audience and body"),
    ],
)
def test_line_that_opens_nothing_is_named(line, said):
    with pytest.raises(Malformed) as refused:
        read_openings(opening_line(ONE) + line)
    assert refused.value.message.startswith("line 2: ")
    assert said in refused.value.message
