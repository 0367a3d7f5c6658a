from __future__ import annotations

from django.utils import translation

from comity.web.portal.framework.links import act_link
from comity.web.portal.templatetags.acts import act, act_number


def test_links_to_acts_are_in_the_language_of_the_moment():
    said = []
    for language in ("en", "ru", "en"):
        with translation.override(language):
            said.append((act(act_link(12)), act_number(act_link(12))))
    english, russian, again = said
    assert (
        english
        == again
        == (
            '<a href="/en/record/12/">act 12</a>',
            '<a href="/en/record/12/"><span class="vh">Act </span>12</a>',
        )
    )
    assert russian == (
        '<a href="/ru/record/12/">акт 12</a>',
        '<a href="/ru/record/12/"><span class="vh">Акт </span>12</a>',
    )
