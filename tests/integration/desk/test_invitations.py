"""Invitations: a link by which an officer makes a passkey, once, and not for long."""

from __future__ import annotations

import os

import pytest

from comity.cli.officeracts import confirm_key, waiting_in
from comity.forum.officers.acts import AddKey
from comity.secretariat.composing import Hat
from comity.secretariat.keynames import key_words
from comity.store import drafts, invitations, people
from comity.store import house as houses
from comity.store.living import living_in
from comity.web.desk.presence import now
from tests.support import desks
from tests.support.authenticator import Authenticator
from tests.support.ceremonies import PROFILE, follow, sign_in

ATTACHE, ADMINISTRATOR, HEAD = Hat("KAZ", "attache"), Hat("KAZ", "administrator"), Hat("SECRETARIAT", "head")
KEY = Authenticator("localhost", "a new one")


@pytest.fixture
def counsellor(house):
    """An officer of KAZ who is enrolled and has no key yet."""
    said = {"party": "KAZ", "officer": "o-new", "office": "Counsellor", "functions": ["authoriser"]}
    desks.enter(house, ADMINISTRATOR, "officers.enrol", **said)
    return Hat("KAZ", "o-new")


def address_of(house, hat, by=ADMINISTRATOR, **said):
    return f"/en/invitation/{invitations.invite(house.vault, hat, by, now=now(), **said)}/"


def test_officer_who_is_invited_makes_a_passkey_that_her_administrator_is_asked_to_sign_for(house, counsellor):
    browser, address = desks.visitor(), address_of(house, counsellor)
    assert "To act for Kazakhstan" in browser.get(address).content.decode()
    done = follow(browser, address, KEY)
    assert (done.status_code, done.headers["Location"]) == (302, address)
    draft = drafts.listed(house.vault, "KAZ")[0]
    body = AddKey.model_validate(draft.fields)
    said = (draft.hat, draft.kind, body.officer, body.key, body.origins)
    assert said == (ADMINISTRATOR, "officers.add_key", "o-new", KEY.public.openssh, (desks.WEB_ORIGIN,))
    person = people.find(house.vault, people.wearer(counsellor))
    assert (person.profile.name, person.profile.languages) == (PROFILE["name"], ("en", "ru"))
    page = browser.get(address).content.decode()
    assert KEY.public.fingerprint in page


def test_passkey_opens_the_desk_once_the_act_is_entered(house, counsellor):
    address = address_of(house, counsellor)
    follow(desks.visitor(), address, KEY)
    before = sign_in(desks.visitor(), KEY)
    assert (before.status_code, "has not signed for it yet: Kazakhstan" in before.content.decode()) == (403, True)
    draft = drafts.listed(house.vault, "KAZ")[0]
    desks.enter(house, ADMINISTRATOR, draft.kind, **draft.fields)
    assert sign_in(desks.visitor(), KEY).status_code == 302
    page = desks.visitor().get(address).content.decode()
    assert "Your passkey is in the record" in page


def test_passkey_of_the_secretariat_is_confirmed_at_the_console(path, monkeypatch):
    for name in ("COMITY_DATA", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    with houses.open_house(path) as house, living_in(house):
        registrar = Hat("SECRETARIAT", "registrar")
        follow(desks.visitor(), address_of(house, Hat("SECRETARIAT", "clerk"), registrar), KEY)
    ((party, officer, fingerprint, words),) = waiting_in(path)
    assert (party, officer, fingerprint) == ("SECRETARIAT", "clerk", KEY.public.fingerprint)
    assert words.split() == key_words(fingerprint, "en")
    index, *_who = confirm_key(path, fingerprint)
    assert waiting_in(path) == []
    with houses.open_house(path) as house, living_in(house):
        assert house.ledger.act(index).office == "registrar"
        assert sign_in(desks.visitor(), KEY).status_code == 302
