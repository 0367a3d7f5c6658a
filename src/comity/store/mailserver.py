"""A connection to the mail server, step by step, so that of each mail it is known what the server answered to which."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from types import TracebackType
from typing import Self

from comity.forum.kernel.errors import Reason
from comity.secretariat.mailing.addresses import MailServer
from comity.secretariat.mailing.hindrances import (
    AWAY,
    BROKEN,
    LATER,
    NOT_LET_IN,
    REFUSED,
    SENDER_REFUSED,
    UNPROTECTED,
    Hindered,
)

PATIENCE = 15
"""Seconds that the server may take for each answer."""

_OK = (250, 251)
_GO_ON = 354
_FOR_GOOD = 500


class Connection:
    """One connection for all mails of a round, made when the first is handed over.

    Where it could not be made, nobody waits for it again; once it broke, the round is over.
    """

    def __init__(self, server: MailServer, domain: str) -> None:
        """Speak to `server`, and greet it as the host `domain`."""
        self._server = server
        self._domain = domain
        self._smtp: smtplib.SMTP | None = None
        self._none: Hindered | None = None
        self.broke = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._smtp is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._smtp.quit()
            self._smtp.close()

    def hand_over(self, message: bytes, sender: str, recipient: str) -> str:
        """Hand a message over and return what the server answered when it took it.

        Raises Hindered.
        """
        smtp = self._opened()
        try:
            self._ask(smtp, smtp.mail(sender), SENDER_REFUSED)
            self._ask(smtp, smtp.rcpt(recipient), REFUSED)
            return self._ask(smtp, _data(smtp, message), REFUSED)
        except OSError as fault:
            self.broke = True
            raise Hindered(BROKEN, _words(fault)) from fault

    def _ask(self, smtp: smtplib.SMTP, answer: tuple[int, bytes], refused: Reason) -> str:
        code, words = answer
        said = f"{code} {words.decode('utf-8', 'replace')}"
        if code in _OK:
            return said
        try:
            smtp.rset()
        except OSError:  # it has hung up after its answer
            self.broke = True
        raise Hindered(refused if code >= _FOR_GOOD else LATER, said)

    def _opened(self) -> smtplib.SMTP:
        if self._none is not None:
            raise self._none
        if self._smtp is None:
            try:
                self._smtp = self._open()
            except Hindered as fault:
                self._none = fault
                raise
        return self._smtp

    def _open(self) -> smtplib.SMTP:
        smtp = self._connect()
        try:
            self._protect(smtp)
            self._sign_in(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _connect(self) -> smtplib.SMTP:
        where = (self._server.host, self._server.port, self._domain)
        try:
            if self._server.security == "tls":
                return smtplib.SMTP_SSL(*where, timeout=PATIENCE, context=ssl.create_default_context())
            return smtplib.SMTP(*where, timeout=PATIENCE)
        except ssl.SSLError as fault:
            raise Hindered(UNPROTECTED, _words(fault)) from fault
        except OSError as fault:
            raise Hindered(AWAY, _words(fault)) from fault

    def _protect(self, smtp: smtplib.SMTP) -> None:
        """Nothing goes over a connection that is not protected as was demanded: not the password, nor a mail."""
        if self._server.security == "starttls":
            try:
                smtp.starttls(context=ssl.create_default_context())
            except OSError as fault:
                raise Hindered(UNPROTECTED, _words(fault)) from fault

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        try:
            smtp.ehlo_or_helo_if_needed()
            if self._server.user:
                smtp.login(self._server.user, self._server.password)
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError, UnicodeError) as fault:
            raise Hindered(NOT_LET_IN, _words(fault)) from fault
        except OSError as fault:
            raise Hindered(AWAY, _words(fault)) from fault


def _data(smtp: smtplib.SMTP, message: bytes) -> tuple[int, bytes]:
    try:
        return smtp.data(message)
    except smtplib.SMTPDataError as refused:  # before the message was sent
        return refused.smtp_code, _bytes(refused.smtp_error)


def _words(fault: BaseException) -> str:
    """What the server answered, or what the machine met; never what we said to it."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"{fault.smtp_code} {_bytes(fault.smtp_error).decode('utf-8', 'replace')}"
    return str(fault) or type(fault).__name__


def _bytes(answer: bytes | str) -> bytes:
    return answer if isinstance(answer, bytes) else answer.encode()
