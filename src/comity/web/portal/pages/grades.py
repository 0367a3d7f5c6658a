"""How far facts are borne out: the grades of confidence, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _


def grade_names() -> dict[str, str]:
    """Return what the grades of confidence are called."""
    return {
        "high": _("high confidence"),
        "medium": _("medium confidence"),
        "low": _("low confidence"),
        "own": _("not verified"),
    }


def grade_meanings() -> dict[str, str]:
    """Return what each grade of confidence means."""
    return {
        "high": _("An official source says it, or two sources that do not depend on each other."),
        "medium": _("One decent source says it."),
        "low": _("The source is weak, or others contradict it."),
        "own": _("The compilers believe it to be so and have found no source. It is to be replaced by one."),
    }


def doubt(confidence: str) -> str:
    """Return the words for a grade below high, and nothing for a high one: only doubt needs saying."""
    return "" if confidence in {"", "high"} else grade_names()[confidence]
