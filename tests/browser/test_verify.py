"""The button that verifies an act: it says that everything holds only where everything does."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.support.axe import axe_findings
from tests.support.commands import Served, own_place, serving

ACT = 220
HOLDS = "Everything holds, as this browser has computed it."
BROKEN = "This act does not verify. Do not rely on it, and tell whoever keeps the record what failed."
CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CHECKS = ("bytes", "inclusion", "checkpoint", "signature", "office")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with own_place(tmp_path_factory.mktemp("verify")) as place:
        done = place.run("init")
        assert done.returncode == 0, done.stderr
        with serving(place) as served:
            yield served


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 900})
    yield context.new_page()
    context.close()


def verified(page: Page, site: Served, language: str = "en") -> tuple[str, dict[str, str]]:
    """What the page says in the end, and of each check what it came to."""
    page.goto(site.url(f"/{language}/record/{ACT}/"))
    section = page.locator("section[data-act]")
    section.get_by_role("button").click()
    section.locator("button:enabled").wait_for()
    verdicts = {}
    for name in CHECKS:
        shown = section.locator(f"[data-check={name}] .verdict")
        verdicts[name] = str(shown.get_attribute("class")).removeprefix("verdict ") if shown.count() else ""
    return section.get_by_role("status").inner_text(), verdicts


def change(page: Page, address: str, alter: Callable[[bytes], bytes]) -> None:
    """Let the browser receive a file otherwise than the host sent it."""

    def fulfil(route: Route) -> None:
        answer = route.fetch()
        body = alter(answer.body())
        assert body != answer.body()
        headers = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
        route.fulfill(status=200, headers=headers | {"content-type": answer.headers["content-type"]}, body=body)

    page.route(re.compile(re.escape(address) + "$"), fulfil)


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda body: body.replace(old, new, 1)


def flipped_base64(pattern: bytes) -> Callable[[bytes], bytes]:
    """Change one bit in the middle of the base64 that `pattern` finds as its first group."""

    def alter(body: bytes) -> bytes:
        found = re.search(pattern, body)
        assert found
        data = bytearray(base64.b64decode(found[1]))
        data[len(data) // 2] ^= 1
        return body[: found.start(1)] + base64.b64encode(data) + body[found.end(1) :]

    return alter


ENTRY, PROOF, CHECKPOINT = f"/{ACT}.entry", f"/{ACT}.tlog-proof", "/record/checkpoint"
POLICY, SIGNERS, HTML = "/record/policy", "/record/allowed_signers", f"/record/{ACT}/"
LAST_OF_SIGNATURE = rb'"sig":"([^"]+)"'
TAMPERINGS = {
    "another word in the act": (
        ENTRY,
        replaced(b'"forum":"cica"', b'"forum":"kica"'),
        "bytes inclusion signature office",
    ),
    "the act not in canonical form": (ENTRY, replaced(b'{"at":', b'{ "at":'), "bytes inclusion signature office"),
    "another time of entry": (ENTRY, replaced(b'{"entered":"2', b'{"entered":"3'), "inclusion"),
    "another signature of the act": (ENTRY, flipped_base64(LAST_OF_SIGNATURE), "inclusion signature office"),
    "a signature said to be by another key": (
        ENTRY,
        replaced(b'"key":"SHA256:', b'"key":"SHA256:A'),
        "inclusion signature office",
    ),
    "a signature line too many": (ENTRY, replaced(b'\n{"key"', b'\n{}\n{"key"'), "inclusion signature"),
    "another word on the page": (HTML, replaced(b'</span>:"cica"', b'</span>:"kica"'), "bytes"),
    "another digest in the proof": (PROOF, flipped_base64(rb"index \d+\n([^\n]+)\n"), "inclusion"),
    "a digest too few": (PROOF, lambda body: re.sub(rb"(index \d+\n)[^\n]+\n", rb"\1", body, count=1), "inclusion"),
    "a digest too many": (
        PROOF,
        lambda body: re.sub(rb"(index \d+\n[^\n]+\n)", rb"\1" + b"A" * 43 + b"=\n", body, count=1),
        "inclusion",
    ),
    "the proof of another place": (
        PROOF,
        replaced(f"index {ACT}\n".encode(), f"index {ACT + 1}\n".encode()),
        "inclusion",
    ),
    "another root in the proof": (PROOF, flipped_base64(rb"\n\n[^\n]+\n\d+\n([^\n]+)\n"), "inclusion checkpoint"),
    "another signature of the log": (PROOF, flipped_base64("\n— \\S+ (\\S{92,100})\n".encode()), "checkpoint"),
    "another root published": (CHECKPOINT, flipped_base64(rb"^[^\n]+\n\d+\n([^\n]+)\n"), "checkpoint"),
    "the checkpoint of another record": (CHECKPOINT, replaced(b"record.cica", b"record.kica"), "checkpoint"),
    "another key of the log": (POLICY, lambda _: OTHER_POLICY, "checkpoint"),
    "the log's key under another's id": (
        POLICY,
        lambda body: re.sub(rb"\+[0-9a-f]{8}\+", b"+00000000+", body),
        "checkpoint",
    ),
    "no key of the log": (POLICY, lambda _: b"quorum none\n", "checkpoint"),
    "the key of another office": (SIGNERS, replaced(b"SECRETARIAT/registrar", b"SECRETARIAT/librarian"), "office"),
    "no keys of offices": (SIGNERS, lambda _: b"", "office"),
}
# A good key, and a log of this name; but it is not the one that signed.
OTHER_POLICY = b"log record.cica.example+75e1d9f2+AbahKpFMuGFMcVSF1bLeJXlKOFjKzOYLB9i7zDV9uLQz\nquorum none\n"


def test_good_act_holds_in_every_check(page, site):
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda fault: heard.append(str(fault)))
    assert verified(page, site) == (HOLDS, dict.fromkeys(CHECKS, "agrees"))
    assert heard == []


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampering_fails_visibly_in_the_checks_it_touches(page, site, tampering):
    address, alter, failing = TAMPERINGS[tampering]
    change(page, address, alter)
    expected = {name: "differs" if name in failing.split() else "agrees" for name in CHECKS}
    assert verified(page, site) == (BROKEN, expected)


def test_failing_check_says_why_and_shows_nothing_computed(page, site):
    change(page, PROOF, TAMPERINGS["another digest in the proof"][1])
    verified(page, site)
    row = page.locator("[data-check=inclusion]")
    assert row.inner_text().splitlines()[1:] == ["The digests do not lead from this entry to the root.", "fails"]


def test_file_that_cannot_be_fetched_decides_nothing(page, site):
    page.route("**/record/policy", lambda route: route.fulfill(status=503))
    said, verdicts = verified(page, site)
    assert (said, set(verdicts.values())) == ("Nothing is decided: a file could not be fetched. /record/policy", {""})


def test_browser_without_ed25519_says_so_and_checks_the_rest(page, site):
    page.add_init_script("""
        const original = SubtleCrypto.prototype.generateKey;
        SubtleCrypto.prototype.generateKey = function (algorithm, ...rest) {
          if (algorithm.name === "Ed25519") return Promise.reject(new DOMException("no", "NotSupportedError"));
          return original.call(this, algorithm, ...rest);
        };
    """)
    said, verdicts = verified(page, site)
    expected = {name: "agrees" if name in {"bytes", "inclusion"} else "undecidable" for name in CHECKS}
    assert (said.split(".")[0], verdicts) == ("What could be checked holds", expected)


def test_page_that_did_not_come_by_https_says_what_to_do(page, site):
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });")
    said, verdicts = verified(page, site)
    assert (said.split(".")[0], set(verdicts.values())) == (
        "Browsers compute hashes and signatures only on pages that came by https",
        {""},
    )


def test_without_script_the_page_offers_openssh_and_no_button(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url(f"/en/record/{ACT}/"))
    shown = (page.locator("main button").count(), page.get_by_text("ssh-keygen -Y verify").count())
    context.close()
    assert shown == (0, 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_verified_act_is_readable_by_everybody(page, site, scheme, width):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    verified(page, site)
    wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert (axe_findings(page), wider) == ([], False)


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_act_verifies_in_every_language(page, site, language):
    assert verified(page, site, language)[1] == dict.fromkeys(CHECKS, "agrees")
