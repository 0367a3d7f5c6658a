"""Links to acts. A long page has hundreds of them, and the same ones again: each is made once in each language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.template import Library
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from comity.web.portal.framework.data import Link

register = Library()


@register.filter
def act(link: Link) -> SafeString:
    """Return a link to an act as it stands within a sentence: “act 12”."""
    return _act(link.url, link.text, get_language())


@register.filter
def act_number(link: Link) -> SafeString:
    """Return a link to an act as it stands in a column of numbers; who hears the page hears what the number is of."""
    return _act_number(link.url, link.text, get_language())


@lru_cache(maxsize=4096)
def _act(url: str, text: str, _language: str | None) -> SafeString:
    return format_html('<a href="{}">{}</a>', url, _("act %(act)s") % {"act": text})


@lru_cache(maxsize=4096)
def _act_number(url: str, text: str, _language: str | None) -> SafeString:
    return format_html('<a href="{}"><span class="vh">{} </span>{}</a>', url, _("Act"), text)
