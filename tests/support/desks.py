"""A small forum whose parties have officers with passkeys, each enrolled by an act through the door.

The charter's rules of who enters what are CICA's. In the register: KAZ, MNG, CHN and UZB, members, of which CHN is in
the chair and UZB has no officers yet; BLR, an observer; OSCE, a partner.

- `staffed(path)` begins the data folder; `house.open_house(path)` opens it as ever.
- `enter(house, hat, kind, **said)` enters an act that an officer signs with her passkey.
- `seat(house, party, officer)` begins a session and gives the secret of its cookie; `at_desk(…)` a browser that has it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.test import Client

from comity.forum.kernel.names import CHAIR, SECRETARIAT
from comity.forum.registry import ACT_TYPES
from comity.record.encoding import encode_base64url
from comity.record.entry import Signature, namespace
from comity.secretariat.batch import Submission
from comity.secretariat.composing import Drawer, Drawn, Hat
from comity.store import house as houses
from comity.store import people, sessions
from comity.store.living import host_now
from comity.store.people import Passkey, Profile
from comity.web.desk.presence import COOKIE, now
from tests.support.authenticator import Authenticator
from tests.support.small_forum import Act, act, fact, forum_data

if TYPE_CHECKING:
    from pathlib import Path

    from comity.forum.openings.opening import Audience
    from comity.secretariat.enter import Receipt
    from comity.store.house import House, World

HOST = "localhost:8000"
WEB_ORIGIN = f"http://{HOST}"
RP_ID = "localhost"

EVERYTHING = ("administrator", "authoriser", "drafter")
DELEGATION = {
    "administrator": ("administrator",),
    "ambassador": ("authoriser", "drafter"),
    "counsellor": ("authoriser", "drafter"),
    "attache": ("drafter",),
}
OFFICERS: dict[str, dict[str, tuple[str, ...]]] = {
    SECRETARIAT: {"head": EVERYTHING, "clerk": ("drafter",)},
    "KAZ": DELEGATION,
    "MNG": DELEGATION,
    "CHN": DELEGATION,
    "BLR": {"administrator": EVERYTHING},
    "OSCE": {"administrator": EVERYTHING},
}
"""The officers of each party and their functions. The chair's are those of CHN."""

NOTE = {"reference": "No. 12", "on": "2026-01-12"}
"""The note verbale on which the secretariat enters a party's first administrator."""

_ASSUMED = {"assumed": True}
_ACT_RULES = (
    {"act": "officers.*", "by": ["secretariat", "party"], "own": True, "function": "administrator"},
    {"act": "officers.contest", "by": ["secretariat"], "function": "administrator"},
    {"act": "officers.settle", "by": ["secretariat"], "function": "administrator"},
    {"act": "membership.sign", "by": ["secretariat"]},
    {"act": "membership.sign", "by": ["party"], "own": True, "signatures": 2},
    {
        "act": "notices.*",
        "by": ["secretariat", "chair", "member", "observer", "partner"],
        "own": True,
        "audience": "participants",
        "narrowed": True,
    },
    {"act": "notices.register_paper", "by": ["secretariat"], "audience": "participants", "narrowed": True},
    {"act": "openings.*", "by": ["secretariat", "chair", "party"]},
)


def charter(**further: Any) -> Act:
    """The charter; what `further` says is added to it."""
    status = {"sources": ["S1"], "holders": ["state", "organisation"]}
    first = next(body for kind, body in forum_data_acts() if kind == "charter.adopt")
    said = first.model_dump(mode="json", exclude_unset=True)
    said["version"] = 2
    said["statuses"] += [status | {"status": name, "name": name} for name in ("observer", "partner")]
    said["admissions"] += [
        {"sources": ["S1"], "status": name, "text": "by decision", "decision": True} for name in ("observer", "partner")
    ]
    said["acts"] = [_ASSUMED | rule for rule in _ACT_RULES]
    said["contested"] = [_ASSUMED | {"acts": "suspended", "text": "Its acts are suspended."}]
    for name, rules in further.items():
        said[name] = [*said.get(name, ()), *rules]
    return act("charter.adopt", **said)


def forum_data_acts() -> list[Act]:
    return [(each.type, each.body) for each in forum_data().acts]


def _register() -> list[Act]:
    joined = {"instrument": "founding-act", "on": "2002-06-04"}
    decided = {"on": "2002-06-04", "body": "summit", "path": "meeting"}
    return [
        *(fact("membership.enter_party", party=code, kind="state", iso=code) for code in ("CHN", "UZB", "BLR")),
        fact("membership.enter_party", party="OSCE", kind="organisation", name="OSCE"),
        *(fact("membership.sign", party=code, **joined) for code in ("MNG", "CHN", "UZB")),
        fact("membership.accept", party="BLR", status="observer", **decided),
        fact("membership.accept", party="OSCE", status="partner", **decided),
        fact("offices.elect_chair", term="chn-2014", state="CHN", since="2014-05-21"),
        fact("offices.take_chair", term="chn-2014", on="2014-05-21"),
    ]


def staffed(path: Path, adopted: Act | None = None, world: World | None = None) -> Path:
    """Begin the forum's data folder at `path`, with every officer at her post; `adopted` is another charter."""
    houses.begin(path, forum_data(adopted or charter(), *_register()), world=world)
    with houses.open_house(path, world=world) as house:
        house.desk.enter_all(_of_secretariat())
        for party in OFFICERS.keys() - {SECRETARIAT}:
            house.desk.enter_all(_enrolled(party, next(iter(OFFICERS[party])), credentials=NOTE))
        for party in OFFICERS.keys() - {SECRETARIAT}:
            first, *others = OFFICERS[party]
            enter_all(house, Hat(party, first), [each for officer in others for each in _enrolled(party, officer)])
        for party, officers in OFFICERS.items():
            for officer in officers:
                _known(house, Hat(party, officer))
    return path


def _known(house: House, hat: Hat) -> None:
    """Enter who serves as an officer into the directory, with her passkey."""
    name = f"{hat.officer.capitalize()} of {hat.party}"
    profile = Profile(name, f"{hat.officer}@{hat.party.lower()}.example", languages=("en",))
    person, key = people.enter(house.vault, profile, now=now(), person=person_of(hat)), passkey(hat)
    people.give_hat(person, hat)
    people.add_passkey(
        Passkey(
            credential=credential_of(key),
            person=person,
            fingerprint=key.public.fingerprint,
            openssh=key.public.openssh,
            transports=("internal",),
            label="a browser",
            created=now(),
            used=None,
        )
    )


def person_of(hat: Hat) -> str:
    """The id in the directory of who wears a hat."""
    return f"person-{delegation(hat.party)}-{hat.officer}".lower()


def credential_of(key: Authenticator) -> str:
    """The id of the credential that a passkey is."""
    return encode_base64url(hashlib.sha256(key.public.blob).digest())


def _of_secretariat() -> list[Act]:
    return [each for officer in OFFICERS[SECRETARIAT] for each in _enrolled(SECRETARIAT, officer)]


def _enrolled(party: str, officer: str, **credentials: Any) -> list[Act]:
    who = {"party": party, "officer": officer, **credentials}
    functions = list(OFFICERS[party][officer])
    key = passkey(Hat(party, officer)).public.openssh
    return [
        act("officers.enrol", office=officer.capitalize(), functions=functions, **who),
        act("officers.add_key", key=key, origins=[WEB_ORIGIN], **who),
    ]


def delegation(party: str) -> str:
    """Whose officers act for a party."""
    return "CHN" if party == CHAIR else party


def passkey(hat: Hat) -> Authenticator:
    """The passkey of an officer: the same each time."""
    return Authenticator(RP_ID, f"{delegation(hat.party)}/{hat.officer}")


def drawer(house: House) -> Drawer:
    return Drawer(house.folder.forum, house.door, house.ledger, house.clock)


def signature(house: House, hat: Hat, line: bytes) -> Signature:
    """The signature of an officer's passkey, as if made in a browser at the desk."""
    key = passkey(hat)
    blob = key.sshsig(line, namespace(house.folder.origin), WEB_ORIGIN)
    return Signature(key.public.fingerprint, blob, f"{hat.party}/{hat.officer}")


def signed(house: House, hat: Hat, drawn: Drawn, *others: str) -> Submission:
    """The act signed by the officer who leads, and by others of the party."""
    hats = (hat, *(Hat(hat.party, other) for other in others))
    return Submission(drawn.line, tuple(signature(house, each, drawn.line) for each in hats), drawn.opening)


def enter_all(house: House, hat: Hat, acts: list[Act]) -> list[Receipt]:
    return house.door.enter_all([signed(house, hat, drawn) for drawn in drawer(house).draw_all(hat, acts)])


def enter(house: House, hat: Hat, kind: str, /, *others: str, audience: Audience | None = None, **said: Any) -> Receipt:
    """Enter an act, read by whom the charter says unless `audience` does.

    `others` are the officers of the party who sign beside the one who leads.
    """
    body, draws = ACT_TYPES[kind].body.model_validate(said), drawer(house)
    drawn = draws.draw(hat, kind, body, audience or draws.audience_of(hat, kind))
    return house.door.enter(signed(house, hat, drawn, *others))


def seat(house: House, party: str, officer: str) -> str:
    """Begin a session of an officer, as if she had signed in, and return the secret of its cookie."""
    hat = Hat(party, officer)
    key = passkey(hat).public.fingerprint
    return sessions.begin(house.vault, person_of(hat), hat, key, "a browser", now=host_now())


def at_desk(house: House, party: str, officer: str) -> Client:
    """A browser in which an officer is signed in."""
    browser = visitor()
    browser.cookies[COOKIE] = seat(house, party, officer)
    return browser


def visitor() -> Client:
    """A browser in which nobody is signed in."""
    return Client(headers={"host": HOST})
