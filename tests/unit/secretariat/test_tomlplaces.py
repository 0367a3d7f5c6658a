from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from comity import forums
from comity.secretariat.tomlplaces import line_of, places

TRICKY = """\
# a comment with a "quote" and [brackets]
plain = "text with # and ] and }"  # after
literal = 'C:\\path'
a.dotted."quoted key" = 1
many = [ # first
  [1, 2], "two, [3]",

  { x = { y = '''
multi
line''', z = [ ] } }, # trailing
]
empty = {}
long = \"\"\"
with "quotes" inside \\\\ and \\\" escapes
[not.a.header]
\"\"\"\"
ends = true

[table]
key = 1979-05-27T07:32:00Z
[table.'inner.most']
'''quoted''' = 0
[[list]]
name = "first"
[list.part]
of = "first"
[[list.deep]]
number = 1.5e3
[[list.deep]]
number = 0x1f
[[list]]
name = "second"
[[list.deep]]
[x.y]
z = 1
[x]
v = 2
"""
TRICKY = TRICKY.replace("'''quoted'''", "'quoted'")


def paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return ([path] if path else []) + [found for name, part in parts for found in paths(part, (*path, name))]


def files() -> list[Path]:
    return sorted(Path(forums.__path__[0]).rglob("*.toml"))


@pytest.mark.parametrize(
    "text",
    [TRICKY, *(file.read_text(encoding="utf-8") for file in files())],
    ids=["tricky", *(file.name for file in files())],
)
def test_every_value_that_the_parser_reads_has_its_place(text):
    assert set(places(text)) == set(paths(tomllib.loads(text)))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("plain",), 2),
        (("a", "dotted", "quoted key"), 4),
        (("many",), 5),
        (("many", 0, 1), 6),
        (("many", 2), 8),
        (("many", 2, "x", "y"), 8),
        (("many", 2, "x", "z"), 10),
        (("empty",), 12),
        (("ends",), 17),
        (("table", "key"), 20),
        (("table", "inner.most", "quoted"), 22),
        (("list",), 23),
        (("list", 0, "part", "of"), 26),
        (("list", 0, "deep", 1, "number"), 30),
        (("list", 1, "name"), 32),
        (("list", 1, "deep", 0), 33),
        (("x", "y", "z"), 35),
        (("x", "v"), 37),
        # What is not there is looked for where it belongs.
        (("list", 1, "missing", "part"), 31),
        (("missing",), 1),
    ],
)
def test_place_is_the_line_of_the_value_or_of_what_it_belongs_in(path, line):
    assert line_of(path, places(TRICKY)) == line
