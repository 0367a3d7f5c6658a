"""The log: no invitation's token is written into it, whoever writes."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.config import dictConfig
from typing import Any

import pytest
from granian.log import DEFAULT_ACCESSLOG_FMT, LOGGING_CONFIG

from comity.cli import server
from comity.config import settings

TOKEN = "QPH7yFGC-E2r_Xk1mN0aZg"
PATH = f"/en/invitation/{TOKEN}/question/"


@contextmanager
def written(config: dict[str, Any], name: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What a logger writes to standard error under a configuration."""
    logger, root = logging.getLogger(name), logging.getLogger()
    kept = (root.handlers[:], root.level, logger.handlers[:], logger.level, logger.propagate)
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    dictConfig(config)
    try:
        yield out
    finally:
        root.handlers[:], root.level, logger.handlers[:], logger.level, logger.propagate = kept


def failed() -> None:
    raise LookupError(f"no page at {PATH}")


def test_page_of_an_invitation_that_failed_is_logged_without_its_token(monkeypatch):
    with written(settings.LOGGING, "django.request", monkeypatch) as out:
        try:
            failed()
        except LookupError:
            logging.getLogger("django.request").exception("%s: %s", "Internal Server Error", PATH)
    told = out.getvalue()
    assert "Internal Server Error: /en/invitation/…/question/" in told
    assert ("LookupError: no page at /en/invitation/…/question/" in told, TOKEN in told) == (True, False)


def test_servers_own_log_names_no_token(monkeypatch):
    config = {**LOGGING_CONFIG, **server._LOG}
    said = {"time": "now", "addr": "::1", "method": "GET", "path": PATH, "protocol": "1.1", "status": 500, "dt_ms": 1.0}
    for name in ("granian.access", "_granian"):
        with written(config, name, monkeypatch) as out:
            logging.getLogger(name).error(DEFAULT_ACCESSLOG_FMT, said)
        assert ('"GET /en/invitation/…/question/ 1.1" 500' in out.getvalue(), TOKEN in out.getvalue()) == (True, False)


def test_what_names_no_token_is_logged_as_it_is(monkeypatch):
    with written(settings.LOGGING, "comity.audit", monkeypatch) as out:
        logging.getLogger("comity.audit").error("%s acts of %d%% of /en/documents/", 12, 5)
    assert out.getvalue().endswith("ERROR comity.audit: 12 acts of 5% of /en/documents/\n")
