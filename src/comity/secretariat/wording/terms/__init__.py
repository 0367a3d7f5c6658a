"""What each subject calls its types of acts, their fields and choices: English message ids, by stored word."""

from __future__ import annotations
