"""What a thief of the database, of the data folder or of the logs learns of a restricted act, and what the public does.

Nothing but that an act of its type was entered, when, and by whom: not its words, its files' names, its addressees.
"""

from __future__ import annotations

import base64
import io
import logging
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import override_settings

from comity.secretariat.composing import Hat
from comity.store import drafts, filestore, mailroom, people, readings
from comity.store import house as houses
from comity.store.house import House
from comity.store.living import living_in
from comity.store.people import Profile
from comity.witness.copy import Copy, write_copy
from comity.witness.sources import FolderSource
from tests.support.memory_house import KEYS
from tests.support.site import ask, made_of, without_fragment
from tests.support.small_forum import act, fact, forum_data
from tests.support.small_parties import KAZ, LAST, MNG, PARTIES, answer, enter, send, withdraw

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
CODE = "QVX"
"""An organisation: it stands in the register, and its code nowhere else."""

SUBJECT, NUMBER, TEXT, FILE = "Wolframite", "kaz-kumquat-1", "Zabaglione", "Quetzalcoatl.pdf"
DRAFT, ANSWER, REASON = "Ornithopter", "Gyroscopic", "Bathyscaphe"
REFERENCE, PAPER = "Ytterbium", "Kazachok"
NAME, EMAIL, TELEPHONE = "Weihnachtsstollen", "jacaranda@example.org", "+39 06 5550123"
OPENLY, LATE = "Xylophonist", "Terpsichore"
WORDS = (SUBJECT, NUMBER, TEXT, FILE, DRAFT, ANSWER, REASON, REFERENCE, PAPER, NAME, EMAIL, TELEPHONE, LATE)
CONTENT = b"Hippopotamus " * 100
FIRST = LAST + 2


@pytest.fixture
def house(path: Path) -> Iterator[House]:
    """The parties, QVX among them; the house is lived in, as when it is served."""
    entered = fact("membership.enter_party", party=CODE, kind="organisation", name="Quartz Vortex")
    houses.begin(path, forum_data(*PARTIES, entered), key=KEYS.secretariat)
    with houses.open_house(path) as opened, living_in(opened), override_settings(COMITY_DATA=path):
        yield opened


def tell_secrets(house: House) -> None:
    """All that a delegation does around a restricted notice: write, attach, send, be read, be answered, withdraw."""
    file = filestore.keep(house, "KAZ", io.BytesIO(CONTENT))
    attached = {"name": FILE, "sha256": file.sha256, "size": file.size, "media_type": "application/pdf"}
    said = send("KAZ", NUMBER, "MNG", CODE, subject=SUBJECT, text=TEXT, files=[attached], reply="answer")
    drafts.begin(house.vault, KAZ, "notices.send", {"subject": DRAFT, "to": [CODE]}, now=NOW, audience=(CODE,))
    index = enter(house, KAZ, said, ("MNG", CODE)).index
    assert index == FIRST
    enter(house, MNG, answer("MNG", NUMBER, text=ANSWER), ("KAZ",))
    kept = act("notices.withdraw", party="KAZ", notice=NUMBER, to=["MNG", CODE], reason=REASON)
    enter(house, KAZ, kept, ("MNG", CODE))
    paper = {"reference": REFERENCE, "on": "2026-01-02"}
    received = {"notice": "paper-1", "sender": CODE, "received": "2026-01-02T09:00:00Z", "subject": PAPER}
    enter(house, Hat("SECRETARIAT", "registrar"), act("notices.register_paper", paper=paper, **received), "members")
    person = people.enter(house.vault, Profile(NAME, EMAIL, TELEPHONE, ("en",)), now=NOW)
    people.give_hat(person, MNG)
    readings.note(house, index, MNG, NOW)
    mailroom.compose_for(house, NOW, "http://localhost:8000")


def test_secret_is_read_by_whoever_holds_its_opening(house):
    # What follows shows nothing unless the words are there to be found.
    tell_secrets(house)
    opened = [house.ledger.opened(index).body.model_dump_json() for index in range(FIRST, FIRST + 4)]
    said = (SUBJECT, NUMBER, TEXT, FILE, ANSWER, REASON, REFERENCE, PAPER)
    assert [word for word in said if not any(word in each for each in opened)] == []
    assert all(CODE in opened[place] for place in (0, 2, 3))
    digest = house.ledger.opened(FIRST).body.files[0].sha256
    assert b"".join(filestore.read(house, "KAZ", digest)) == CONTENT


def spellings(word: str) -> list[bytes]:
    """How a word may be written: as it is, in capitals, and within base64 wherever it begins there."""
    plain = word.encode()
    within = [base64.b64encode(b"x" * shift + plain)[shift + 2 : -4] for shift in range(3)]
    return [plain, plain.lower(), plain.upper(), plain.hex().encode(), *(each for each in within if len(each) >= 6)]


def found_in(data: bytes, words: tuple[str, ...]) -> set[str]:
    return {word for word in words if any(each in data for each in spellings(word))}


def everything_stored() -> dict[str, bytes]:
    """Every row of every table of the database, whether of the program or not."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        found = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names from the database
            found[table] = b"\n".join(as_bytes(value) for row in cursor.fetchall() for value in row)
    return found


def as_bytes(value: Any) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of the data folder but for the keys, by its name, which is looked through too."""
    return {
        str(file.relative_to(folder)): str(file).encode() + file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and "keys" not in file.relative_to(folder).parts
    }


def test_secret_is_in_no_table(house):
    before = everything_stored()
    tell_secrets(house)
    after = everything_stored()
    assert {table: found_in(content, WORDS) for table, content in after.items()} == {table: set() for table in after}
    assert {model._meta.db_table for model in apps.get_app_config("store").get_models()} <= set(after)
    # Nor the addressee in plain letters, in any table that was not of the register before.
    plain = {table for table, content in after.items() if plain_code(content) > plain_code(before[table])}
    assert plain == set()
    # The search finds what is there to be found.
    enter(house, KAZ, send("KAZ", "kaz-open-1", CODE, text=OPENLY))
    stored = everything_stored()
    assert {table for table, content in stored.items() if found_in(content, (OPENLY,))} == {"store_entry"}
    assert plain_code(stored["store_due"]) > plain_code(after["store_due"])


def plain_code(content: bytes) -> int:
    """How often the code stands as a word of its own: in quotes, or as the whole of a column or of an id."""
    return sum(content.count(form) for form in (f'"{CODE}"'.encode(), f"\n{CODE}\n".encode(), f"{CODE}/".encode()))


def test_secret_is_in_no_file_of_the_folder(house):
    tell_secrets(house)
    found = {name: found_in(content, WORDS) for name, content in files_of(house.folder.path).items()}
    assert {name for name, words in found.items() if words} == set()
    assert not any(b"Hippopotamus" in content for content in files_of(house.folder.path).values())
    if connection.vendor == "sqlite":
        assert {name for name in found if name.startswith("store.sqlite3")} >= {"store.sqlite3", "store.sqlite3-wal"}
    enter(house, KAZ, send("KAZ", "kaz-open-1", CODE, text=OPENLY))
    there = {name for name, content in files_of(house.folder.path).items() if found_in(content, (OPENLY,))}
    assert {name for name in there if name.startswith("record/tile/entries")} != set()


def test_secret_is_in_no_copy_of_the_record(house, tmp_path):
    tell_secrets(house)
    write_copy(Copy(FolderSource(house.folder.record), house.policy), tmp_path / "copy", lambda *_done: None)
    copied = files_of(tmp_path / "copy")
    assert {name: words for name, content in copied.items() if (words := found_in(content, WORDS))} == {}
    assert len(copied) > 4


@dataclass
class Walk:
    """Every page, file, feed and twin of the site that a link leads to."""

    answers: dict[str, bytes] = field(default_factory=dict)

    def go(self, application: Any) -> dict[str, bytes]:
        # In the other languages the same is said.
        queue = deque(["/en/", "/api/v1/openapi.json"])
        while queue:
            address = queue.popleft()
            if address in self.answers or address.startswith(("/ru/", "/zh-hans/")):
                continue
            answer = ask(application, address)
            self.answers[address] = answer.body
            if answer.headers.get("content-type", "").startswith("text/html"):
                queue += sorted(without_fragment(link)[0] for link in made_of(address, answer).links)
        return self.answers


def test_secret_is_on_no_page_and_in_no_file_of_the_site(house):
    from comity.config.wsgi import build  # noqa: PLC0415 - the settings come first

    before = Walk().go(build(house.folder.path))
    tell_secrets(house)
    after = Walk().go(build(house.folder.path))
    assert {address: words for address, body in after.items() if (words := found_in(body, WORDS))} == {}
    # Pages that were there name the addressee no more often than before; those of the acts name it not at all.
    named = {address: body.count(CODE.encode()) for address, body in before.items()}
    assert {address for address, body in after.items() if body.count(CODE.encode()) > named.get(address, 0)} == set()
    acts = {f"/en/record/{index}/" for index in range(FIRST, FIRST + 4)}
    assert acts <= set(after)
    assert all(b"notices." in after[address] for address in acts)
    kinds = {address.partition("?")[0].rpartition(".")[2] for address in after if str(FIRST) in address}
    assert kinds >= {"json", "act", "sig", "entry", "tlog-proof"}
    assert {address.partition("?")[0].rpartition(".")[2] for address in after} >= {"csv", "atom", "ics"}
    # What is said openly is found.
    enter(house, KAZ, send("KAZ", "kaz-open-1", CODE, text=OPENLY))
    openly = Walk().go(build(house.folder.path))
    assert found_in(openly[f"/en/record/{FIRST + 4}/"], (OPENLY,))


def test_secret_is_in_no_log(house, caplog):
    caplog.set_level(logging.DEBUG)
    with override_settings(DEBUG=False):
        tell_secrets(house)
        from comity.config.wsgi import build  # noqa: PLC0415 - the settings come first

        application = build(house.folder.path)
        for address in (f"/en/record/{FIRST}/", "/en/record/", "/en/nothing-here/", f"/en/record/{FIRST + 99}/"):
            ask(application, address)
        with pytest.raises(Exception, match="withdrawn"):
            enter(house, MNG, answer("MNG", NUMBER, text=LATE), ("KAZ",))
        withdraw("KAZ", NUMBER, "MNG")
    assert found_in(caplog.text.encode(), WORDS) == set()


def test_number_of_sealed_rows_is_all_that_grows(house):
    """Of a restricted act the database tells what the record tells, and how many rows were sealed for it."""
    tables = everything_stored()
    tell_secrets(house)
    changed = {table for table, content in everything_stored().items() if content != tables[table]}
    assert changed == {
        *("store_entry", "store_head", "store_actcount", "store_particular", "store_opening", "store_sealed"),
        *(
            "store_person",
            "store_hat",
            "store_draft",
            "store_reading",
            "store_mail",
            "store_correspondence",
            "store_looked",
        ),
    }
