"""From an empty desk to an act that a stranger verifies, in a real browser, as first users would do it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.support.commands import Place, free_port, own_place, serving
from tests.support.officials import ID, Official

NOTE = "No. 07/112"
RECEIPT = re.compile(r"/desk/receipts/(\d+)/")


@dataclass
class Story:
    """What has happened so far, told from one test to the next."""

    place: Place
    site: str
    port: int
    secretariat: Official
    administrator: Official
    drafter: Official
    authoriser: Official
    sent: int = 0


def receipt(who: Official) -> int:
    """The number of the act whose receipt is shown."""
    who.page.wait_for_url(RECEIPT)
    return int(RECEIPT.findall(who.page.url)[0])


def signed(who: Official) -> int:
    """Sign the act that the page shows; return its number."""
    who.sign()
    return receipt(who)


def enrol(by: Official, start: str, office: str, *functions: str, note: str = "") -> None:
    """Fill in the form of an enrolment, and sign the act."""
    by.open(start)
    by.follow("Enrol an officer")
    by.page.fill("[name=office_en]", office)
    for box in by.page.locator("[name=functions]").all():
        box.set_checked(box.get_attribute("value") in functions)
    if note:
        by.page.fill("[name=note-reference]", note)
        by.page.fill("[name=note-on]", "2026-11-20")
    by.press("Look at it as it will be signed")
    by.says(office)
    signed(by)


def row(by: Official, office: str) -> Locator:
    return by.page.locator("tr", has_text=office).first


def invite(by: Official, start: str, office: str) -> str:
    """Make an invitation for the officer with that office, and return its link, which is shown once."""
    by.open(start)
    row(by, office).get_by_role("link", name=re.compile("Invite to make")).click()
    if by.page.locator("[name=note-reference]").count():
        by.page.fill("[name=note-reference]", NOTE)
        by.page.fill("[name=note-on]", "2026-11-20")
    by.press("Make the link")
    by.page.wait_for_function("() => /invitation\\//.test(document.querySelector('main').innerText)")
    shown = re.search(r"http://localhost:\d+/\S*invitation/\S+", by.page.inner_text("main"))
    assert shown is not None
    return shown[0]


def confirm(by: Official, start: str, fingerprint: str) -> int:
    """Sign the act that adds a key which waits, once its words have been compared."""
    by.open(start)
    waiting = by.page.locator("li", has_text=fingerprint)
    expect(waiting.locator(".digest li")).to_have_count(6)
    waiting.get_by_role("link", name="Look at the act and sign").click()
    by.says(fingerprint)
    return signed(by)


def write(by: Official, subject: str) -> str:
    """Draft a note to the Secretariat; return the address of the page where it is signed."""
    by.open("desk/write/")
    by.page.get_by_label("The Secretariat", exact=True).check()
    by.page.fill("[name=subject_en]", subject)
    by.page.fill("[name=text_en]", "The Embassy presents its compliments.")
    by.press("Look at it as it will be signed")
    by.page.wait_for_url(re.compile("/sign/"))
    return by.page.url


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory, begun: Place, chrome: Browser) -> Iterator[Story]:
    """The secretariat's first officer at its desk: enrolled, invited and confirmed from the server's console."""
    port = free_port()
    site = f"http://localhost:{port}"
    with own_place(tmp_path_factory.mktemp("done"), begun) as place:
        functions = "administrator,authoriser,drafter"
        done = place.run("officer", "enrol", "--office", "Desk officer", "--functions", functions)
        officer = ID.findall(done.stdout)[0]
        people = [
            Official.at(chrome, site, name) for name in ("Aigerim Desk", "Dana Admin", "Erlan Draft", "Madina Sign")
        ]
        with serving(place, port):
            link = re.search(r"http\S+", place.run("officer", "invite", officer, "--port", port).stdout)
            assert link is not None
            fingerprint = people[0].accept(link[0])
        assert "signs with" in place.run("officer", "confirm", fingerprint).stdout
        with serving(place, port):
            people[0].sign_in()
            yield Story(place, site, port, *people)
        for each in people:
            each.page.context.close()


def secretariat_enrols_the_first_administrator_of_a_party(story: Story) -> None:
    secretariat, party = story.secretariat, "desk/parties/KAZ/"
    enrol(secretariat, party, "Counsellor, Embassy in Astana", "administrator", note=NOTE)
    fingerprint = story.administrator.accept(invite(secretariat, party, "Counsellor"))
    confirm(secretariat, party, fingerprint)
    story.administrator.sign_in()
    story.administrator.says("Kazakhstan")


def administrator_enrols_an_officer_of_her_own(story: Story, name: str, office: str, function: str) -> None:
    officer: Official = getattr(story, name)
    enrol(story.administrator, "desk/officers/", office, function)
    fingerprint = officer.accept(invite(story.administrator, "desk/officers/", office))
    confirm(story.administrator, "desk/officers/", fingerprint)
    officer.sign_in()
    officer.says("Kazakhstan")


def one_drafts_and_the_other_signs(story: Story) -> None:
    page = write(story.drafter, "Nomination of an expert")
    story.drafter.says("May sign it")
    expect(story.drafter.page.get_by_role("button", name="Sign with a passkey")).to_have_count(0)
    story.authoriser.page.goto(page)
    story.authoriser.says("Nomination of an expert")
    story.sent = signed(story.authoriser)
    story.authoriser.says("Nomination of an expert")


def entry_of(copy: Path, act: int) -> bytes:
    """An entry out of an exported copy, read by its published format and with nothing of ours."""
    folder = copy / "tile" / "entries"
    number, place = divmod(act, 256)
    whole = folder / f"{number:03}"
    bundle = (whole if whole.is_file() else max((folder / f"{number:03}.p").iterdir())).read_bytes()
    for _ in range(place):
        bundle = bundle[2 + int.from_bytes(bundle[:2], "big") :]
    return bundle[2 : 2 + int.from_bytes(bundle[:2], "big")]


def verify(copy: Path, line: bytes, signature: dict[str, str]) -> int:
    """Check an act's signature as a stranger does: with OpenSSH, and the keys that the copy holds."""
    armoured = copy.parent / "act.sig"
    armoured.write_text(f"-----BEGIN SSH SIGNATURE-----\n{signature['sig']}\n-----END SSH SIGNATURE-----\n")
    command = ["ssh-keygen", "-Y", "verify", "-f", copy / "allowed_signers", "-I", signature["signer"]]
    scope = ["-n", "act.v1@record.cica.example", "-s", armoured]
    return subprocess.run([*command, *scope], input=line, capture_output=True, check=False).returncode


def stranger_verifies_the_act_from_the_export_alone(story: Story, tmp_path: Path) -> None:
    tmp_path.mkdir()
    copy = tmp_path / "copy"
    assert story.place.run("record", "export", copy).returncode == 0
    audit = story.place.run("record", "verify", copy)
    assert audit.returncode == 0, audit.stderr
    line, signature, _ = entry_of(copy, story.sent).decode().splitlines()
    assert json.loads(line)["type"] == "notices.send"
    assert verify(copy, line.encode(), json.loads(signature)) == 0
    assert verify(copy, line.replace("KAZ", "KGZ", 1).encode(), json.loads(signature)) != 0


def act_with_a_revoked_key_is_refused_and_the_old_one_stays(story: Story, tmp_path: Path) -> None:
    page = write(story.drafter, "A second note")
    story.authoriser.page.goto(page)
    story.authoriser.says("A second note")
    # The phone is lost while the act lies open on it.
    story.administrator.open("desk/officers/")
    row(story.administrator, "Minister-Counsellor").get_by_role("link", name=re.compile("Revoke")).first.click()
    story.administrator.page.check("[name=reason][value=lost]")
    story.administrator.press("Look at it as it will be signed")
    signed(story.administrator)
    story.authoriser.press("Sign with a passkey")
    story.authoriser.page.wait_for_url(re.compile("/sign-in/"))
    story.authoriser.open("sign-in/")
    story.authoriser.press("Sign in with a passkey")
    story.authoriser.says("revoked")
    stranger_verifies_the_act_from_the_export_alone(story, tmp_path)


def new_telephone_signs_what_the_lost_one_could_not(story: Story) -> None:
    story.authoriser.new_telephone()
    link = invite(story.administrator, "desk/officers/", "Minister-Counsellor")
    confirm(story.administrator, "desk/officers/", story.authoriser.accept(link))
    story.authoriser.sign_in()
    story.authoriser.open("desk/drafts/")
    row(story.authoriser, "A second note").get_by_role("link").first.click()
    story.authoriser.press("Look at it as it will be signed")
    assert signed(story.authoriser) > story.sent


def test_first_users_of_a_forum(story: Story, tmp_path: Path) -> None:
    secretariat_enrols_the_first_administrator_of_a_party(story)
    administrator_enrols_an_officer_of_her_own(story, "drafter", "Third Secretary", "drafter")
    administrator_enrols_an_officer_of_her_own(story, "authoriser", "Minister-Counsellor", "authoriser")
    one_drafts_and_the_other_signs(story)
    stranger_verifies_the_act_from_the_export_alone(story, tmp_path / "before")
    act_with_a_revoked_key_is_refused_and_the_old_one_stays(story, tmp_path / "after")
    new_telephone_signs_what_the_lost_one_could_not(story)
