"""Every fault in a forum's data is told with its file, line and field; until there is none, nothing is read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from comity.secretariat.forumdata import DataFault, read_forum

FILES = {
    "forum.toml": """\
forum = "small"
origin = "record.small.example"
languages = ["en"]

[names]
en = "Small Forum"

[short]
en = "SF"
""",
    "sources.toml": """\
# Where everything is from.

[[source]]
source = "S1"
title = { en = "Gazette", ru = "Вестник" }
weight = "official"

[[source]]
source = "S2"
title = "Yearbook"
weight = "reference"
""",
    "charter.toml": """\
version = 1
in_force = "1999-09-14"
sources = ["S1"]
confidence = "high"

[[statuses]]
status = "member"
name = "member"
holders = ["state"]
sources = ["S1"]

[[statuses]]
status = "observer"
name = "observer"
holders = ["state", "organisation"]
sources = ["S1"]

[[admissions]]
status = "member"
signatures = ["founding-act"]
decision = false
text = "by signature"
assumed = true

[[bodies]]
body = "summit"
level = "summit"
names = [
  { name = { en = "Summit" } },
  { name = { en = "Council" }, since = "2022-10-13" },
]
rhythm = "4 years"
function = "leads"
sources = ["S1"]

[[decisions]]
rule = "consensus"
text = "by consensus"
sources = ["S1"]

[[quorum]]
numerator = 2
denominator = 3
text = "two thirds"
sources = ["S1"]

[[chair]]
text = "one state"
sources = ["S1"]
""",
    "history/10-parties.toml": """\
[[act]]
type = "membership.enter_party"
label = "kazakhstan"
party = "KAZ"
kind = "state"
iso = "KAZ"
sources = ["S1"]
confidence = "high"

[[act]]
type = "documents.register"
document = "founding-act"
title = "Founding Act"
kind = "founding"
on = "1999-09-14"
sources = ["S1", "S2"]
confidence = "high"
""",
    "history/20-later.toml": """\
[[act]]
type = "membership.sign"
party = "KAZ"
instrument = "founding-act"
on = "1999-09-14"
at = { en = "Almaty", ru = "Алма-Ата" }
sources = ["S1"]
confidence = "high"

[[act]]
type = "membership.attest"
party = "KAZ"
status = "member"
since = "1999-09-14"
sources = ["S1"]
confidence = "high"

[[act]]
type = "sources.correct"
act = "kazakhstan"
reason = "left out"
sources = ["S1"]
confidence = "high"
[act.body]
party = "KAZ"
kind = "state"
iso = "KAZ"
in_asia = true
sources = ["S1"]
confidence = "high"
""",
    "claims.toml": """\
[[claim]]
claim = "one-member"
source = "S1"
says = "There is one member."
why = "Counted."
question = { kind = "count", status = "member", on = "2000", number = 1 }
""",
}
KAZ, LATER, CHARTER = "history/10-parties.toml", "history/20-later.toml", "charter.toml"
NO_DATE = " is not a date: write 2014, 2014-05, 2014-05-20, 2014-05-20/2014-05-21 or [2010..2011]"
UNKNOWN_FIELD = "no field of this name is known here"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


def edit(folder: Path, name: str, before: str, after: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert before in text
    (folder / name).write_text(text.replace(before, after, 1), encoding="utf-8")


def fault_of(folder: Path) -> tuple[str, int, str, str]:
    with pytest.raises(DataFault) as fault:
        read_forum(folder)
    found = fault.value
    return found.file, found.line, found.field, found.reason


def test_forum_without_fault_is_read_in_the_order_of_its_acts(folder):
    data = read_forum(folder)
    assert data.identity == {
        "forum": "small",
        "origin": "record.small.example",
        "languages": ["en"],
        "names": {"en": "Small Forum"},
        "short": {"en": "SF"},
    }
    assert [(act.type, act.file, act.line) for act in data.acts] == [
        ("sources.cite", "sources.toml", 3),
        ("sources.cite", "sources.toml", 8),
        ("charter.adopt", CHARTER, 1),
        ("membership.enter_party", KAZ, 1),
        ("documents.register", KAZ, 10),
        ("membership.sign", LATER, 1),
        ("membership.attest", LATER, 10),
        ("sources.correct", LATER, 18),
        ("sources.claim", "claims.toml", 1),
    ]
    assert data.acts[7].body.act == 4


def test_forum_without_claims_is_read(folder):
    (folder / "claims.toml").unlink()
    assert len(read_forum(folder).acts) == 8


FAULTS: dict[str, tuple[str, str, str, tuple[str, int, str, str]]] = {
    "unknown state": (
        LATER,
        'party = "KAZ"',
        'party = "THA"',
        (
            LATER,
            3,
            "party",
            (
                "The register knows no state or organisation THA. Enter it first by an act membership.enter_party; "
                "a state goes by its ISO 3166-1 code of three letters. [membership.party_unknown]"
            ),
        ),
    ),
    "state that is none": (KAZ, 'iso = "KAZ"', 'iso = "XXZ"', (KAZ, 6, "iso", "XXZ is no ISO 3166-1 code of a state")),
    "date that is none": (KAZ, 'on = "1999-09-14"', 'on = "14.09.1999"', (KAZ, 15, "on", "'14.09.1999'" + NO_DATE)),
    "day that is none": (
        KAZ,
        'on = "1999-09-14"',
        'on = "1999-02-30"',
        (KAZ, 15, "on", "day is out of range for month"),
    ),
    "date that is TOML's own": (KAZ, 'on = "1999-09-14"', "on = 1999-09-14", (KAZ, 15, "on", "it must be text")),
    "date in a nested table": (
        CHARTER,
        'since = "2022-10-13"',
        'since = "x"',
        (CHARTER, 30, "bodies.0.names.1.since", "'x'" + NO_DATE),
    ),
    "date in a question": (
        "claims.toml",
        'on = "2000"',
        'on = "x"',
        ("claims.toml", 6, "question.on", "'x'" + NO_DATE),
    ),
    "act out of order": (
        LATER,
        'instrument = "founding-act"',
        'instrument = "other-act"',
        (
            LATER,
            4,
            "instrument",
            "The register holds no document “other-act”. Enter it first, or name one that is there. [kernel.unknown]",
        ),
    ),
    "act at odds with an earlier one": (
        LATER,
        'since = "1999-09-14"',
        'since = "2000"',
        (
            LATER,
            12,
            "party",
            (
                "This would leave no day on which KAZ can have come to the status “member”: what the steps "
                "amount to and what sources attest contradict one another. Correct the earlier act by sources.correct, "
                "or give this date the bounds that its sources leave open. [membership.statements_conflict]"
            ),
        ),
    ),
    "source not registered": (
        KAZ,
        '"S2"',
        '"S9"',
        (
            KAZ,
            16,
            "sources.1",
            (
                "The source S9 is not in the register of sources. "
                "Register it first by an act sources.cite, or cite one that is registered. [sources.unknown]"
            ),
        ),
    ),
    "source of a provision not registered": (
        CHARTER,
        'text = "two thirds"\nsources = ["S1"]',
        'text = "two thirds"\nsources = ["S9"]',
        (
            CHARTER,
            45,
            "quorum.0.sources.0",
            (
                "The source S9 is not in the register of sources. "
                "Register it first by an act sources.cite, or cite one that is registered. [sources.unknown]"
            ),
        ),
    ),
    "no source": (
        KAZ,
        'sources = ["S1"]\n',
        "",
        (KAZ, 1, "", "sources, and how far they bear the fact out, are given together or not at all"),
    ),
    "provision without a source": (
        CHARTER,
        "assumed = true\n",
        "",
        (
            CHARTER,
            18,
            "admissions.0",
            "a provision names its sources, or else says assumed = true; one of the two, not both",
        ),
    ),
    "text not in NFC": (
        LATER,
        "Алма-Ата",
        "И\u0306ошкар-Ола",
        (LATER, 6, "at.ru", "the text is not in Unicode normal form C"),
    ),
    "text of a list not in NFC": (
        KAZ,
        '["S1", "S2"]',
        '["S1", "E\u0301"]',
        (KAZ, 16, "sources.1", "the text is not in Unicode normal form C"),
    ),
    "forum's name not in NFC": (
        "forum.toml",
        "Small",
        "Sma\u0301ll",
        ("forum.toml", 6, "names.en", "the text is not in Unicode normal form C"),
    ),
    "unknown field": (KAZ, 'kind = "state"', 'kind = "state"\nregion = "Asia"', (KAZ, 6, "region", UNKNOWN_FIELD)),
    "unknown field in a nested table": (
        CHARTER,
        'level = "summit"',
        'level = "summit"\nchair = "x"',
        (CHARTER, 28, "bodies.0.chair", UNKNOWN_FIELD),
    ),
    "unknown field of the forum": (
        "forum.toml",
        'forum = "small"',
        'forum = "small"\nseat = "x"',
        ("forum.toml", 2, "seat", UNKNOWN_FIELD),
    ),
    "language that is none": (
        "forum.toml",
        'languages = ["en"]',
        'languages = [\n  "en",\n  "xx",\n]',
        ("forum.toml", 5, "languages.1", "xx is no BCP 47 code of a language"),
    ),
    "unknown language of a name": (
        "forum.toml",
        '[short]\nen = "SF"',
        '[short]\nfr = "PF"',
        ("forum.toml", 8, "short", "'fr' is not a language of texts; use one of en, ru, zh"),
    ),
    "forum without an origin": (
        "forum.toml",
        'origin = "record.small.example"\n',
        "",
        ("forum.toml", 1, "origin", "it is missing"),
    ),
    "forum without names": (
        "forum.toml",
        '[names]\nen = "Small Forum"\n',
        "",
        ("forum.toml", 1, "names", "it is missing"),
    ),
    "unknown field of the charter": (
        CHARTER,
        "version = 1",
        "version = 1\nmotto = 1",
        (CHARTER, 2, "motto", UNKNOWN_FIELD),
    ),
    "unknown act type": (LATER, "membership.attest", "membership.invite", None),
    "act type that is no text": (LATER, '"membership.attest"', "[1]", None),
    "no act type": (
        LATER,
        'type = "membership.attest"\n',
        "",
        (LATER, 10, "type", "it is missing: each act says of which type it is"),
    ),
    "label not known": (
        LATER,
        'act = "kazakhstan"',
        'act = "mongolia"',
        (LATER, 20, "act", "no act before this one has the label 'mongolia'"),
    ),
    "label twice": (
        LATER,
        'status = "member"',
        'status = "member"\nlabel = "kazakhstan"',
        (LATER, 14, "label", "'kazakhstan' is no text, or labels an earlier act already"),
    ),
    "label that is no text": (
        KAZ,
        '"kazakhstan"',
        "1",
        (KAZ, 3, "label", "1 is no text, or labels an earlier act already"),
    ),
    "correction of the constitution": (
        LATER,
        'act = "kazakhstan"',
        "act = 0",
        (
            LATER,
            20,
            "act",
            (
                "Act 0 is of the type charter.constitute, which is not corrected in this way. A correction is "
                "itself corrected by correcting the same act again, a charter by its next version; what a party did "
                "itself is followed by another act of the same subject. [sources.not_correctable]"
            ),
        ),
    ),
    "correction of another shape": (
        LATER,
        "in_asia = true",
        'in_asia = "yes"',
        (
            LATER,
            19,
            "type",
            (
                "The field “in_asia” of membership.enter_party is not as it has to be: it must be true or false. "
                "Write it as the reference of act types describes. [kernel.body_malformed]"
            ),
        ),
    ),
    "number that the record cannot hold": (LATER, "in_asia = true", "in_asia = 1.5", None),
    "other tables": (
        "sources.toml",
        '[[source]]\nsource = "S2"',
        '[[origin]]\nsource = "S2"',
        ("sources.toml", 8, "origin", "only [[source]] tables are known here"),
    ),
    "one table for many": (KAZ, "[[act]]", "[act.first]", None),
    "text for tables": (
        "claims.toml",
        FILES["claims.toml"],
        'claim = "x"\n',
        ("claims.toml", 1, "claim", "write each as a table under [[claim]]"),
    ),
    "bad TOML": (KAZ, 'kind = "state"', "kind = state", None),
    "bad TOML at the end": (KAZ, '["S1", "S2"]\nconfidence = "high"\n', '["S1", "S2"', None),
    "text too long": (
        LATER,
        'reason = "left out"',
        f'reason = "{"x" * 4001}"',
        (LATER, 21, "reason", "the text in 'en' is empty or longer than 4000 characters"),
    ),
}


@pytest.mark.parametrize("name", [name for name, (*_, expected) in FAULTS.items() if expected])
def test_fault_is_told_with_file_line_field_and_reason(folder, name):
    file, before, after, expected = FAULTS[name]
    edit(folder, file, before, after)
    assert fault_of(folder) == expected
    place = f"{expected[0]}:{expected[1]}:" + (f" {expected[2]}:" if expected[2] else "")
    assert str(DataFault(*expected)) == f"{place} {expected[3]}"


@pytest.mark.parametrize(
    ("name", "place", "begins"),
    [
        ("unknown act type", (LATER, 11, "type"), "the forum knows no act type 'membership.invite'; it knows charter."),
        ("act type that is no text", (LATER, 11, "type"), "the forum knows no act type [1]; it knows charter."),
        ("number that the record cannot hold", (LATER, 18, ""), "the record cannot hold this: "),
        ("bad TOML", (KAZ, 5, ""), "this is no TOML: Invalid value (at line 5, column 8)"),
        ("bad TOML at the end", (KAZ, 16, ""), "this is no TOML: "),
        ("one table for many", (KAZ, 10, ""), "this is no TOML: "),
    ],
)
def test_fault_of_a_file_is_told_with_its_line(folder, name, place, begins):
    file, before, after, _ = FAULTS[name]
    edit(folder, file, before, after)
    found = fault_of(folder)
    assert (found[:3], found[3].startswith(begins)) == (place, True), found


@pytest.mark.parametrize("name", ["forum.toml", "sources.toml", "charter.toml"])
def test_missing_file_is_named(folder, name):
    (folder / name).unlink()
    assert fault_of(folder) == (name, 0, "", "the file is missing")
    assert str(DataFault(name, 0, "", "the file is missing")) == f"{name}: the file is missing"


def test_file_that_cannot_be_read_is_named(folder):
    (folder / "sources.toml").unlink()
    (folder / "sources.toml").mkdir()
    assert fault_of(folder) == ("sources.toml", 0, "", "the file cannot be read: Is a directory")


def test_file_that_is_not_utf_8_is_named_with_its_line(folder):
    file = folder / "sources.toml"
    file.write_bytes(file.read_bytes().replace("Вестник".encode(), "Вестник".encode("cp1251")))
    at = file.read_bytes().index(b"\xc2\xe5")
    assert fault_of(folder) == ("sources.toml", 5, "", f"this is not UTF-8, at byte {at} of the file")


def test_act_that_no_entry_can_hold_is_named_with_its_size(folder):
    text = dict.fromkeys(("en", "ru"), "ж" * 4000)
    tables = "".join(
        f'[[settings]]\nsetting = "s-{number}"\nassumed = true\nname = "n"\n'
        f'text = {{ en = "{text["en"]}", ru = "{text["ru"]}" }}\n'
        for number in range(5)
    )
    (folder / CHARTER).write_text(FILES[CHARTER] + tables, encoding="utf-8")
    file, line, field, reason = fault_of(folder)
    told = re.fullmatch(r"the act takes (\d+) bytes; an entry of the record leaves room for 63487", reason)
    assert (file, line, field, told is not None) == (CHARTER, 1, "", True)


def test_file_with_windows_line_ends_keeps_its_lines(folder):
    edit(folder, KAZ, 'on = "1999-09-14"', 'on = "x"')
    file = folder / KAZ
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert fault_of(folder)[:3] == (KAZ, 15, "on")


@pytest.mark.parametrize(("now", "refused"), [("", False), ("1999-09-13T00:00:00.000Z", False), ("1999-09-12", True)])
def test_day_to_come_is_refused_only_as_of_a_time(folder, now, refused):
    if not refused:
        assert len(read_forum(folder, now=now).acts) == 9
        return
    with pytest.raises(DataFault) as fault:
        read_forum(folder, now=now)
    found = fault.value
    assert (found.file, found.line, found.field, "[kernel.day_to_come]" in found.reason) == (KAZ, 15, "on", True)


@pytest.mark.parametrize("plain_file", [False, True])
def test_history_that_is_no_folder_is_named(folder, plain_file):
    shutil.rmtree(folder / "history")
    if plain_file:
        (folder / "history").write_text("")
    reason = "there is no such folder; it holds the forum's acts, in files named *.toml"
    assert fault_of(folder) == ("history", 0, "", reason)


@pytest.mark.parametrize("name", ["10.TOML", "30-more/x.toml", "30-folder.toml/x", "readme.md"])
def test_what_is_not_read_in_the_history_is_named(folder, name):
    (folder / "history" / name).parent.mkdir(exist_ok=True)
    (folder / "history" / name).write_text("")
    first = f"history/{name.split('/', maxsplit=1)[0]}"
    assert fault_of(folder) == (first, 0, "", "this is not read here; only files named *.toml are")


def test_hidden_file_in_the_history_is_left_alone(folder):
    (folder / "history" / ".10-parties.toml.swp").write_text("")
    assert len(read_forum(folder).acts) == 9


@pytest.mark.parametrize("depth", [60, 300, 3000])
@pytest.mark.parametrize(
    "nested",
    [
        lambda depth: f"note = {'[' * depth}{']' * depth}",
        lambda depth: f"note = {'{a=' * depth}1{'}' * depth}",
        lambda depth: f"note.{'.'.join('a' * depth)} = 1",
    ],
    ids=["lists", "tables", "dotted keys"],
)
def test_data_nested_too_deep_is_a_fault_of_the_file(folder, depth, nested):
    edit(folder, "claims.toml", "[[claim]]", f"[[claim]]\n{nested(depth)}")
    assert fault_of(folder) == ("claims.toml", 0, "", "its lists and tables lie too deep in one another to be read")


def test_number_too_long_to_be_read_is_a_fault_of_the_file(folder):
    edit(folder, CHARTER, "version = 1", f"version = {'1' * 5000}")
    assert fault_of(folder) == (CHARTER, 0, "", "a number in it has too many digits to be read")


def test_file_with_a_byte_order_mark_is_read_as_without(folder):
    plain = read_forum(folder)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8-sig")
    assert read_forum(folder) == plain
