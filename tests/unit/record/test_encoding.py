from __future__ import annotations

import pytest

from comity.record.encoding import decode_base64, decode_decimal, decode_hash, encode_base64, encode_base64url
from comity.record.errors import Malformed, RecordError, RecordFault
from comity.record.wire import Reader, ssh_mpint, ssh_string


@pytest.mark.parametrize("data", [b"", b"a", b"ab", b"abc", b"\xff\xfe\xfd\xfc"])
def test_base64_round_trip(data):
    assert decode_base64(encode_base64(data)) == data


@pytest.mark.parametrize("text", ["YQ", "YQ=", "YR==", "Y Q==", "YQ==\n", "YQ==YQ==", "_w==", "=", "ж"])
def test_decode_base64_refuses_another_spelling(text):
    with pytest.raises(Malformed) as caught:
        decode_base64(text)
    assert caught.value.code == "base64"


@pytest.mark.parametrize(("data", "text"), [(b"", ""), (b"\xfb\xff", "-_8"), (b"ab", "YWI"), (b"abc", "YWJj")])
def test_base64url_has_no_padding(data, text):
    assert encode_base64url(data) == text


def test_decode_hash_refuses_another_length():
    with pytest.raises(Malformed) as caught:
        decode_hash(encode_base64(b"x" * 31))
    assert str(caught.value) == "a SHA-256 hash has 32 bytes, this has 31"


@pytest.mark.parametrize(("text", "value"), [("0", 0), ("10", 10), ("9" * 19, 10**19 - 1)])
def test_decode_decimal_reads(text, value):
    assert decode_decimal(text) == value


@pytest.mark.parametrize("text", ["", "00", "01", "+1", "-1", " 1", "1\n", "1_0", "٣", "9" * 20, "0x1"])
def test_decode_decimal_refuses_another_spelling(text):
    with pytest.raises(Malformed) as caught:
        decode_decimal(text)
    assert caught.value.code == "decimal"


def test_reader_reads_what_was_written():
    reader = Reader(ssh_string(b"one") + (7).to_bytes(4, "big") + b"xyz")
    assert (reader.string(), reader.uint32(), reader.take(3)) == (b"one", 7, b"xyz")
    reader.end()


# The examples of RFC 4251 §5.
@pytest.mark.parametrize(
    ("number", "data"),
    [
        (0, b"\0\0\0\0"),
        (0x9A378F9B2E332A7, b"\0\0\0\x08\x09\xa3\x78\xf9\xb2\xe3\x32\xa7"),
        (0x80, b"\0\0\0\2\0\x80"),
        (0x7F, b"\0\0\0\1\x7f"),
    ],
)
def test_mpint_has_its_shortest_form(number, data):
    assert ssh_mpint(number) == data
    assert Reader(data).mpint() == number


@pytest.mark.parametrize("data", [b"\0", b"\0\0", b"\0\x7f", b"\x80", b"\xff\xff"])
def test_mpint_of_another_form_is_refused(data):
    with pytest.raises(Malformed) as caught:
        Reader(ssh_string(data)).mpint()
    assert caught.value.code == "wire.mpint"


@pytest.mark.parametrize("data", [b"", b"\0\0\0", b"\0\0\0\2a", b"\xff\xff\xff\xffa"])
def test_reader_refuses_data_cut_short(data):
    with pytest.raises(Malformed) as caught:
        Reader(data).string()
    assert caught.value.code == "wire.short"


def test_reader_refuses_data_after_the_end():
    with pytest.raises(Malformed) as caught:
        Reader(b"x").end()
    assert caught.value.code == "wire.trailing"


def test_record_fault_says_where():
    fault = RecordFault("tile.leaf", "the hash differs", "tile/0/000", 7)
    assert isinstance(fault, RecordError)
    assert (str(fault), fault.path, fault.index) == ("tile/0/000, entry 7: the hash differs", "tile/0/000", 7)
    assert str(RecordFault("file.missing", "gone", "policy")) == "policy: gone"
