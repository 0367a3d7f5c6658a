"""What the environment may say, and what is said where it cannot be meant."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from comity.config import environment


def test_secret_is_read_from_the_file_that_is_named(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("hush\n")
    monkeypatch.setenv("THING_FILE", str(tmp_path / "secret"))
    assert environment.text("THING") == "hush"


def test_file_that_cannot_be_read_stops_the_start(monkeypatch):
    monkeypatch.setenv("THING_FILE", "/no/such/file")
    with pytest.raises(ImproperlyConfigured, match="THING_FILE names /no/such/file, which cannot be read"):
        environment.text("THING")


@pytest.mark.parametrize(("given", "expected"), [("", False), ("0", False), ("no", False), ("1", True), ("True", True)])
def test_yes_or_no_is_read(monkeypatch, given, expected):
    monkeypatch.setenv("THING", given)
    assert environment.yes("THING") is expected


def test_what_is_neither_yes_nor_no_stops_the_start(monkeypatch):
    monkeypatch.setenv("THING", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="THING must be 1 or 0, not perhaps"):
        environment.yes("THING")


@pytest.mark.parametrize(("given", "expected"), [("", ["a"]), ("x", ["x"]), (" x, y ,,", ["x", "y"])])
def test_list_is_written_with_commas(monkeypatch, given, expected):
    monkeypatch.setenv("THING", given)
    assert environment.words("THING", ("a",)) == expected


def test_folder_is_whole_from_the_root(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("THING", "data")
    assert environment.folder("THING", "var") == tmp_path / "data"


def test_database_is_a_file_in_the_data_folder_unless_a_url_is_given(monkeypatch, tmp_path):
    monkeypatch.delenv("THING", raising=False)
    found = environment.database("THING", tmp_path)
    wanted = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
    pragmas = found["OPTIONS"]["init_command"]
    assert (found["NAME"], found["OPTIONS"]["transaction_mode"], [each for each in wanted if each not in pragmas]) == (
        tmp_path / "store.sqlite3",
        "IMMEDIATE",
        [],
    )


def test_database_url_is_taken_apart(monkeypatch, tmp_path):
    monkeypatch.setenv("THING", "postgresql://us%40er:p%2Fw@db.example:5433/comity?sslmode=require")
    found = environment.database("THING", tmp_path)
    names = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    assert [found[name] for name in names] == [
        "django.db.backends.postgresql",
        "comity",
        "us@er",
        "p/w",
        "db.example",
        "5433",
        {"options": "-c synchronous_commit=on", "sslmode": "require"},
    ]


@pytest.mark.parametrize("url", ["mysql://h/d", "postgresql://h", "nonsense", "postgresql://h:99999/d"])
def test_database_url_that_is_none_stops_the_start(monkeypatch, tmp_path, url):
    monkeypatch.setenv("THING", url)
    with pytest.raises(ImproperlyConfigured, match=r"^THING "):
        environment.database("THING", tmp_path)


def test_secret_key_is_made_once_and_kept_for_its_owner(monkeypatch, tmp_path):
    monkeypatch.delenv("THING", raising=False)
    (tmp_path / "keys").mkdir()
    first, second = environment.secret_key("THING", tmp_path), environment.secret_key("THING", tmp_path)
    mode = (tmp_path / environment.SECRET_KEY_FILE).stat().st_mode & 0o777
    assert (first == second, len(first) >= 50, mode) == (True, True, 0o600)


def test_secret_key_is_kept_nowhere_where_there_is_no_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("THING", raising=False)
    first, second = environment.secret_key("THING", tmp_path / "no"), environment.secret_key("THING", tmp_path / "no")
    assert (first != second, list(tmp_path.iterdir())) == (True, [])


@pytest.mark.parametrize(("given", "expected"), [("", 20), ("1", 1), ("200", 200)])
def test_whole_number_is_read(monkeypatch, given, expected):
    monkeypatch.setenv("COMITY_LARGEST_FILE_MB", given)
    assert environment.number("COMITY_LARGEST_FILE_MB", 20, 200) == expected


@pytest.mark.parametrize("given", ["0", "201", "-1", "1.5", "20 MB", "٣"])
def test_what_is_no_number_in_its_bounds_stops_the_start(monkeypatch, given):
    monkeypatch.setenv("COMITY_LARGEST_FILE_MB", given)
    with pytest.raises(ImproperlyConfigured, match="COMITY_LARGEST_FILE_MB must be a whole number from 1 to 200"):
        environment.number("COMITY_LARGEST_FILE_MB", 20, 200)
