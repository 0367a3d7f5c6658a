"""An act in words, as the portal says it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from comity.cli.reading import open_register
from comity.forum.kernel.acts import Enacted
from comity.forum.registry import read_body
from comity.secretariat.wording.acts import in_words

if TYPE_CHECKING:
    from comity.record.entry import Entry


def act_in_words(data: Path, entry: Entry, index: int) -> str:
    stated = entry.act
    body = read_body(stated.type, stated.v, stated.body)
    sentence = in_words(Enacted(index, entry.entered, stated.type, stated.party, stated.office, body))
    return open_register(data)[1].said(sentence)
