"""What a log may not keep: the token in the address of an invitation lets whoever reads it take a seat."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"(/invitation/)[^/\s\"']+")
_HIDDEN = r"\1…"


class WithoutTokens(logging.Filter):
    """Writes “…” in a record for every invitation's token, in its words and in its stack trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record, and let it pass."""
        record.msg, record.args = _TOKEN.sub(_HIDDEN, record.getMessage()), ()
        if record.exc_info:
            record.exc_text = _TOKEN.sub(_HIDDEN, logging.Formatter().formatException(record.exc_info))
        return True
