"""People in a real browser, each with an authenticator of her own: what an officer's telephone is to her."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, expect

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
ID = re.compile(r"o-[a-z0-9]{6,}")
FINGERPRINT = re.compile(r"SHA256:[A-Za-z0-9+/]{43}")


@dataclass
class Official:
    """Somebody at a browser; `site` is the address of the desk, as browsers write an origin."""

    page: Page
    session: CDPSession
    site: str
    name: str
    authenticator: str = ""

    @classmethod
    def at(cls, browser: Browser, site: str, name: str) -> Official:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        made = cls(page, session, site, name)
        made.new_telephone()
        return made

    def new_telephone(self) -> None:
        """What was on the old one is gone with it."""
        if self.authenticator:
            self.session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.authenticator})
        added = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
        self.authenticator = str(added["authenticatorId"])

    def open(self, path: str) -> None:
        self.page.goto(f"{self.site}/en/{path}")

    def says(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def accept(self, link: str) -> str:
        """Follow an invitation, make the passkey; return its fingerprint, as the page shows it."""
        self.page.goto(link)
        if self.page.locator("[name=name]").count():
            self.page.fill("[name=name]", self.name)
            self.page.fill("[name=email]", f"{self.name.lower().replace(' ', '.')}@ministry.example")
        self.press("Make the passkey")
        self.says("Your passkey is made")
        return FINGERPRINT.findall(self.page.inner_text("main"))[0]

    def sign_in(self) -> None:
        self.open("sign-in/")
        self.press("Sign in with a passkey")
        self.page.wait_for_url(re.compile(r"/en/desk/"))

    def sign(self) -> None:
        """Sign the act that the page shows, with the passkey."""
        self.press("Sign with a passkey")
        self.page.wait_for_url(re.compile(r"/desk/receipts/"))
