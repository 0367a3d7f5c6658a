"""Papers: the files of documents, their texts by numbered paragraphs, texts compared, which language is missing."""

from __future__ import annotations
