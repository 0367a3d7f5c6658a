"""A real SMTP server on this machine, that takes mails and shows what came over the wire; it can be made difficult.

`with SmtpServer() as server:` gives `server.port`, and `server.taken`, every message as it came, in the order in which
they were taken. `answers` gives what is answered to a recipient instead of 250, or to the data of a mail to him.
"""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Taken:
    """A mail that was taken: the envelope's sender and recipients, its bytes; who had signed in, and whether by TLS."""

    sender: str
    recipients: list[str]
    raw: bytes
    user: str
    by_tls: bool

    @property
    def message(self) -> EmailMessage:
        return cast("EmailMessage", message_from_bytes(self.raw, policy=default))

    @property
    def text(self) -> str:
        return self.message.get_content()


@dataclass
class _Handler:
    answers: Mapping[str, str]
    to_data: Mapping[str, str]
    taken: list[Taken] = field(default_factory=list)
    greeted: list[str] = field(default_factory=list)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self.greeted.append(hostname)
        return responses

    async def handle_RCPT(  # noqa: N802 - as above
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - as above
        for address in envelope.rcpt_tos:
            if address in self.to_data:
                return self.to_data[address]
        login = session.auth_data.login.decode() if session.auth_data else ""
        by_tls = server.transport.get_extra_info("ssl_object") is not None
        content = cast("bytes", envelope.original_content)
        self.taken.append(Taken(envelope.mail_from or "", list(envelope.rcpt_tos), content, login, by_tls))
        return f"250 OK queued as {len(self.taken)}"


class _OnAnyPort(Controller):
    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class SmtpServer:
    """The server, up within a `with`.

    `certificate` gives it TLS: from the beginning with `security="tls"`, else by STARTTLS, and then nobody is let in
    without the password that `users` gives him.
    """

    def __init__(
        self,
        *,
        certificate: Path | None = None,
        security: str = "starttls",
        users: Mapping[str, str] | None = None,
        answers: Mapping[str, str] | None = None,
        to_data: Mapping[str, str] | None = None,
        port: int = 0,
    ) -> None:
        self._handler = _Handler(answers or {}, to_data or {})
        self._users = users
        context = _context(certificate) if certificate else None
        # The server knows of no TLS but what it has itself begun, and demands no password where it knows of none.
        guarded = security == "starttls" and certificate is not None
        options: dict[str, Any] = {"authenticator": self._let_in, "auth_require_tls": guarded}
        options["auth_required"] = users is not None and guarded
        if context and security == "starttls":
            options |= {"tls_context": context, "require_starttls": True}
        self._controller = _OnAnyPort(
            self._handler,
            hostname=HOST,
            port=port,
            ssl_context=context if context and security == "tls" else None,
            server_hostname="localhost",
            **options,
        )

    @property
    def port(self) -> int:
        return int(self._controller.port)

    @property
    def taken(self) -> list[Taken]:
        return self._handler.taken

    @property
    def greeted(self) -> list[str]:
        """By what name those who came called themselves."""
        return self._handler.greeted

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._controller.stop()

    def _let_in(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: LoginPassword
    ) -> AuthResult:
        right = (self._users or {}).get(given.login.decode()) == given.password.decode()
        return AuthResult(success=right, handled=False, auth_data=given)


def make_certificate(folder: Path, name: str = "localhost") -> Path:
    """Make a certificate for `name` that nobody but itself vouches for, with its key, in one file."""
    key = generate_private_key(SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    names: list[x509.GeneralName] = [x509.DNSName(name)]
    if name == "localhost":
        names.append(x509.IPAddress(ipaddress.ip_address(HOST)))
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(secret + made.public_bytes(Encoding.PEM))
    return file


def _context(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
