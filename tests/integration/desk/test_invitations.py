"""Invitations: a link by which an officer makes a passkey, once, and not for long."""

from __future__ import annotations

import os
import re
from datetime import timedelta

import pytest
from webauthn.helpers import base64url_to_bytes

from comity.cli.officeracts import confirm_key, waiting_in
from comity.forum.officers.acts import AddKey, Paper
from comity.secretariat.composing import Hat
from comity.secretariat.keynames import key_words
from comity.store import drafts, invitations, people
from comity.store import house as houses
from comity.store.living import living_in
from comity.store.models import Invitation
from comity.web.desk.presence import now
from tests.support import desks
from tests.support.authenticator import Authenticator
from tests.support.ceremonies import PROFILE, asked, follow, proof, registration, sign_in

ADMINISTRATOR, ATTACHE, HEAD = Hat("KAZ", "administrator"), Hat("KAZ", "attache"), Hat("SECRETARIAT", "head")
COUNSELLOR = Hat("KAZ", "o-new")
KEY, OTHER = Authenticator("localhost", "a new one"), Authenticator("localhost", "another one")


@pytest.fixture
def newcomer(house):
    """An officer of KAZ who is enrolled and has no key yet."""
    said = {"party": "KAZ", "officer": "o-new", "office": "Counsellor", "functions": ["authoriser"]}
    desks.enter(house, ADMINISTRATOR, "officers.enrol", **said)
    return COUNSELLOR


@pytest.fixture
def address(house, newcomer):
    """Where her invitation leads."""
    return address_of(house, newcomer)


def address_of(house, hat, by=ADMINISTRATOR, **said):
    return f"/en/invitation/{invitations.invite(house.vault, hat, by, now=now(), **said)}/"


def said(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def nothing_kept(house):
    return (people.wearer(COUNSELLOR), drafts.listed(house.vault, "KAZ")) == (None, [])


def test_officer_who_is_invited_makes_a_passkey_that_her_administrator_is_asked_to_sign_for(house, address):
    browser = desks.visitor()
    page = said(browser.get(address))
    assert all(word in page for word in ("To act for Kazakhstan", "Counsellor", "Kazakhstan, Administrator"))
    done = follow(browser, address, KEY)
    assert (done.status_code, done.headers["Location"]) == (302, address)
    draft = drafts.listed(house.vault, "KAZ")[0]
    body = AddKey.model_validate(draft.fields)
    found = (draft.hat, draft.kind, body.officer, body.key, body.origins)
    assert found == (ADMINISTRATOR, "officers.add_key", "o-new", KEY.public.openssh, (desks.WEB_ORIGIN,))
    person = people.find(house.vault, people.wearer(COUNSELLOR))
    assert (person.profile.name, person.profile.languages) == (PROFILE["name"], ("en", "ru"))
    (passkey,) = people.passkeys_of(person.id)
    assert (passkey.fingerprint, passkey.transports) == (KEY.public.fingerprint, ("hybrid", "internal"))


def test_key_is_shown_in_words_of_the_readers_language_and_in_english(house, address):
    follow(desks.visitor(), address, KEY)
    page = desks.visitor().get(address.replace("/en/", "/ru/")).content.decode()
    russian, english = (key_words(KEY.public.fingerprint, language) for language in ("ru", "en"))
    assert re.findall(r"<li>(\w+)</li>", page)[-6:] == russian
    assert (" ".join(english) in page, KEY.public.fingerprint in page) == (True, True)


def test_passkey_opens_the_desk_once_the_act_is_entered(house, address):
    follow(desks.visitor(), address, KEY)
    before = sign_in(desks.visitor(), KEY)
    assert (before.status_code, "has not signed for it yet: Kazakhstan" in said(before)) == (403, True)
    draft = drafts.listed(house.vault, "KAZ")[0]
    desks.enter(house, ADMINISTRATOR, draft.kind, **draft.fields)
    assert sign_in(desks.visitor(), KEY).status_code == 302
    assert "Your passkey is in the record" in said(desks.visitor().get(address))
    who = {"party": "KAZ", "officer": "o-new"}
    desks.enter(house, ADMINISTRATOR, "officers.revoke_key", fingerprint=KEY.public.fingerprint, reason="lost", **who)
    assert "Your passkey was revoked" in said(desks.visitor().get(address))


def test_browser_is_asked_for_a_discoverable_verified_passkey_of_one_algorithm(house, address):
    options = asked(desks.visitor(), f"{address}question/", PROFILE)
    assert options["pubKeyCredParams"] == [{"type": "public-key", "alg": -7}]
    assert (options["attestation"], options["rp"]) == ("none", {"id": "localhost", "name": "SF"})
    wanted = {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"}
    assert options["authenticatorSelection"] == wanted
    user = options["user"]
    assert (user["name"], user["displayName"]) == ("Counsellor, Kazakhstan", "Aigerim")
    assert PROFILE["name"].encode() not in base64url_to_bytes(user["id"])


def test_invitation_works_once(house, address):
    follow(desks.visitor(), address, KEY)
    again = desks.visitor().post(f"{address}question/", PROFILE)
    posted = desks.visitor().post(address, {**PROFILE, "credential": registration(OTHER, b"x" * 32)})
    assert (again.status_code, posted.status_code) == (422, 200)
    assert len(drafts.listed(house.vault, "KAZ")) == 1
    assert len(people.passkeys_of(people.wearer(COUNSELLOR))) == 1


def test_of_two_who_follow_an_invitation_at_once_only_one_is_let_in(house, address):
    late = desks.visitor()
    challenge = base64url_to_bytes(asked(late, f"{address}question/", PROFILE)["challenge"])
    follow(desks.visitor(), address, KEY)
    late.post(address, {**PROFILE, "credential": registration(OTHER, challenge)})
    assert [each.fingerprint for each in people.passkeys_of(people.wearer(COUNSELLOR))] == [KEY.public.fingerprint]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"expires": now() - timedelta(days=1), "created": now() - timedelta(days=4)}, "This invitation has expired"),
        (
            {"expires": now() - timedelta(days=4), "created": now() - timedelta(days=4)},
            "This invitation was withdrawn.",
        ),
    ],
)
def test_invitation_that_has_ended_leads_nowhere(house, address, change, words):
    browser = desks.visitor()
    challenge = base64url_to_bytes(asked(browser, f"{address}question/", PROFILE)["challenge"])
    Invitation.objects.update(**change)
    response = browser.get(address)
    assert (response.status_code, words in said(response)) == (410, True)
    posted = browser.post(address, {**PROFILE, "credential": registration(KEY, challenge)})
    asked_again = browser.post(f"{address}question/", PROFILE)
    assert (posted.status_code, asked_again.status_code, nothing_kept(house)) == (410, 422, True)


@pytest.mark.parametrize("token", ["x", "x" * 43, "../sign-in", "%00"])
def test_address_of_no_invitation_says_so(house, token):
    response = desks.visitor().get(f"/en/invitation/{token}/")
    assert response.status_code in {404, 410}
    assert PROFILE["name"] not in response.content.decode()


def test_invitation_of_an_officer_who_was_dismissed_leads_nowhere(house, address):
    desks.enter(house, ADMINISTRATOR, "officers.dismiss", party="KAZ", officer="o-new")
    response = desks.visitor().get(address)
    assert (response.status_code, "is held no more" in said(response)) == (410, True)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"user_verified": False}, "without verifying who used it"),
        ({"origin": "http://localhost:9999"}, "does not hold for this page"),
        ({"origin": "https://desk.forum.example"}, "does not hold for this page"),
        ({"members": {"crossOrigin": True}}, "does not hold for this page"),
        ({"members": {"topOrigin": "https://elsewhere.example"}}, "does not hold for this page"),
        ({"members": {"type": "webauthn.get"}}, "does not hold for this page"),
        ({"members": {"challenge": "AAAA"}}, "does not hold for this page"),
        ({"shown": OTHER}, "is not the one that the passkey has"),
    ],
)
def test_passkey_that_was_not_made_here_and_now_is_not_taken(house, address, wrong, words):
    response = follow(desks.visitor(), address, KEY, **wrong)
    page = response.content.decode()
    assert (response.status_code, words in page, nothing_kept(house)) == (403, True, True)
    assert f'value="{PROFILE["email"]}"' in page


@pytest.mark.parametrize("key", [Authenticator("elsewhere.example", "a new one"), Authenticator("host", "a new one")])
def test_passkey_of_another_site_is_not_taken(house, address, key):
    assert (follow(desks.visitor(), address, key).status_code, nothing_kept(house)) == (403, True)


def test_passkey_that_somebody_has_already_is_not_taken(house, address):
    response = follow(desks.visitor(), address, desks.passkey(ATTACHE))
    assert (response.status_code, nothing_kept(house)) == (403, True)
    assert people.passkey(desks.credential_of(desks.passkey(ATTACHE))).person == desks.person_of(ATTACHE)


def test_question_is_answered_once_and_in_the_browser_that_was_asked(house, address):
    browser = desks.visitor()
    challenge = base64url_to_bytes(asked(browser, f"{address}question/", PROFILE)["challenge"])
    elsewhere = desks.visitor().post(address, {**PROFILE, "credential": registration(KEY, challenge)})
    first = browser.post(address, {**PROFILE, "credential": registration(KEY, challenge, user_verified=False)})
    second = browser.post(address, {**PROFILE, "credential": registration(KEY, challenge)})
    assert ([elsewhere.status_code, first.status_code, second.status_code], nothing_kept(house)) == ([403] * 3, True)


def test_question_of_one_invitation_is_not_answered_for_another(house, address):
    browser, other = desks.visitor(), address_of(house, COUNSELLOR)
    challenge = base64url_to_bytes(asked(browser, f"{other}question/", PROFILE)["challenge"])
    response = browser.post(address, {**PROFILE, "credential": registration(KEY, challenge)})
    assert (response.status_code, nothing_kept(house)) == (403, True)


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "A\u202eB"}, {"email": "none"}, {"languages": []}, {"time_zone": "Mars/Olympus"}]
)
def test_what_was_typed_wrongly_is_asked_again_before_any_passkey_is_made(house, address, wrong):
    browser, typed = desks.visitor(), {**PROFILE, **wrong}
    assert browser.post(f"{address}question/", typed).status_code == 422
    response = browser.post(address, typed)
    assert (response.status_code, "One thing to look at" in said(response), nothing_kept(house)) == (422, True, True)


@pytest.mark.parametrize("answer", ["", "nothing", "[]", "{}", '{"response": []}', '{"response": {}}', "{" * 30_000])
def test_answer_that_is_none_is_refused_with_a_reason(house, address, answer):
    browser = desks.visitor()
    asked(browser, f"{address}question/", PROFILE)
    response = browser.post(address, {**PROFILE, "credential": answer})
    assert (response.status_code, nothing_kept(house)) == (403, True)
    assert 'class="summary" role="alert"' in response.content.decode()


def test_officer_who_is_known_makes_a_further_passkey_and_a_thief_of_the_link_learns_nothing_of_her(house):
    address = address_of(house, ATTACHE, person=desks.person_of(ATTACHE))
    page = desks.visitor().get(address).content.decode()
    assert ("attache@kaz.example" in page, "Attache of KAZ" in page, 'name="email"' in page) == (False, False, False)
    options = asked(desks.visitor(), f"{address}question/")
    assert [each["id"] for each in options["excludeCredentials"]] == [desks.credential_of(desks.passkey(ATTACHE))]
    follow(desks.visitor(), address, KEY, {"mails": "keys"})
    assert len(people.passkeys_of(desks.person_of(ATTACHE))) == 2
    assert people.find(house.vault, desks.person_of(ATTACHE)).profile.email == "attache@kaz.example"


def test_secretariat_names_the_note_verbale_in_the_act_that_adds_the_key(house):
    paper = Paper(reference="No. 77", on="2026-02-02")
    follow(desks.visitor(), address_of(house, ATTACHE, HEAD, credentials=paper), KEY)
    (draft,) = drafts.listed(house.vault, "SECRETARIAT")
    assert (draft.hat, draft.fields["credentials"]) == (HEAD, {"reference": "No. 77", "on": "2026-02-02"})
    assert drafts.listed(house.vault, "KAZ") == []


def test_person_who_serves_two_parties_takes_the_second_hat_with_the_passkey_that_she_has(house, sit):
    desks.enter(
        house,
        Hat("OSCE", "administrator"),
        "officers.enrol",
        party="OSCE",
        officer="o-two",
        office="Liaison",
        functions=["drafter"],
    )
    second, key, browser = Hat("OSCE", "o-two"), desks.passkey(ATTACHE), sit("KAZ", "attache")
    address = address_of(house, second, Hat("OSCE", "administrator"))
    assert "You are signed in as Attache of KAZ" in said(browser.get(address))
    challenge = base64url_to_bytes(asked(browser, f"{address}question/", {"mine": "1"})["challenge"])
    done = browser.post(address, {"mine": "1", "credential": proof(key, challenge)})
    assert (done.status_code, people.hats_of(desks.person_of(ATTACHE))) == (302, [ATTACHE, second])
    assert key.public.fingerprint in browser.get(address).content.decode()
    (draft,) = drafts.listed(house.vault, "OSCE")
    desks.enter(house, Hat("OSCE", "administrator"), draft.kind, **draft.fields)
    assert "Liaison" in said(browser.get("/en/desk/hat/"))


def test_hat_is_not_taken_with_a_passkey_of_somebody_else(house, sit, address):
    browser = sit("KAZ", "attache")
    challenge = base64url_to_bytes(asked(browser, f"{address}question/", {"mine": "1"})["challenge"])
    theirs = proof(desks.passkey(Hat("KAZ", "ambassador")), challenge)
    response = browser.post(address, {"mine": "1", "credential": theirs})
    assert (response.status_code, "not one of the person who is signed in" in said(response)) == (403, True)
    assert nothing_kept(house)


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


@pytest.mark.sqlite
def test_links_secret_is_nowhere_in_the_database(house, address, path):
    secret = address.split("/")[-2]
    assert all(secret.encode() not in file.read_bytes() for file in path.glob("store.sqlite3*"))
