"""`comity act …` as officers use it: drawn up, signed by OpenSSH, handed in, and verified by strangers."""

from __future__ import annotations

from tests.support.django_setup import set_up_django

set_up_django()

import os  # noqa: E402 - Django is set up before anything that needs it
from collections.abc import Iterator  # noqa: E402
from pathlib import Path  # noqa: E402
from urllib.parse import urlsplit, urlunsplit  # noqa: E402

import pytest  # noqa: E402
from django.db import connection  # noqa: E402
from pytest_django.plugin import DjangoDbBlocker  # noqa: E402

from comity.record.entry import namespace, parse_entry  # noqa: E402
from comity.record.policy import parse_policy  # noqa: E402
from comity.record.tlogproof import parse_tlog_proof, verify_tlog_proof  # noqa: E402
from comity.secretariat.composing import Hat  # noqa: E402
from comity.store import house as houses  # noqa: E402
from tests.support import desks  # noqa: E402
from tests.support.commands import Place  # noqa: E402
from tests.support.house import own_database  # noqa: E402
from tests.support.openssh import SshKey, verified  # noqa: E402
from tests.support.small_forum import ORIGIN  # noqa: E402

SCOPE = namespace(ORIGIN)
NOTE = ["notice=kaz-1", "to=CHN", "to=BLR", "subject.en=A visit", "text.en=The delegation arrives on Monday."]


@pytest.fixture
def place(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[Place]:
    """The data folder of a forum whose parties have officers."""
    data = tmp_path / "var"
    with django_db_blocker.unblock(), own_database(data):
        desks.staffed(data)
        server = os.environ.get("COMITY_DATABASE_URL", "")
        name = connection.settings_dict["NAME"]
        connection.close()
        yield Place(data, urlunsplit(urlsplit(server)._replace(path=f"/{name}")) if server else "")


@pytest.fixture
def key(place: Place, tmp_path: Path) -> SshKey:
    """A key that OpenSSH made, entered for Kazakhstan's ambassador."""
    made = SshKey.made(tmp_path)
    with houses.open_house(place.data) as house:
        who = {"party": "KAZ", "officer": "ambassador"}
        desks.enter(house, Hat("KAZ", "administrator"), "officers.add_key", key=made.public, **who)
    connection.close()
    return made


def draft(place: Place, kind: str, *words: str, sets: list[str], out: str = "act.json", party: str = "KAZ") -> Path:
    fields = [word for each in sets for word in ("--set", each)]
    done = place.run("act", "draft", kind, "--party", party, "--office", "ambassador", *fields, "-o", out, *words)
    assert (done.returncode, done.stderr) == (0, "")
    return place.data.parent / out


def test_act_drawn_up_and_signed_by_openssh_is_entered_and_verified_by_strangers(place, key):
    act = draft(place, "notices.send", "--data", str(place.data), sets=NOTE)
    line, signature = act.read_bytes(), key.sign(act, SCOPE)
    done = place.run("act", "submit", act, signature, "--data", place.data)
    assert (done.returncode, done.stderr, "Entered as act" in done.stdout) == (0, "", True)
    assert place.run("record", "verify", place.data).returncode == 0
    entry = parse_entry((place.data.parent / "act.json.entry").read_bytes())
    proof = parse_tlog_proof((place.data.parent / "act.json.tlog-proof").read_bytes())
    policy = parse_policy((place.data / "record" / "policy").read_bytes())
    assert verify_tlog_proof(proof, entry.leaf_hash, policy).size == proof.index + 1
    signers = place.data / "record" / "allowed_signers"
    assert verified(line, signature, signers, "KAZ/ambassador", SCOPE).startswith(f'Good "{SCOPE}" signature')
    assert entry.line == line
