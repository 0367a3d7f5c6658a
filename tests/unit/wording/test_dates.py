from __future__ import annotations

from datetime import date

import pytest

from comity.secretariat.wording.dates import brief, day, locale_of, month, span, written


def as_it_is(message: str) -> str:
    return message


def readable(text: str) -> str:
    """Narrow and unbreakable spaces as plain ones, which an editor shows."""
    return text.replace("\u202f", " ").replace("\u2009", " ").replace("\u00a0", " ")


WRITTEN = {
    "2014": ("2014", "2014", "2014年"),
    "2014-05": ("May 2014", "май 2014 г.", "2014年5月"),
    "2014-05-20": ("20 May 2014", "20 мая 2014 г.", "2014年5月20日"),
    # Stretches of days: within a month, across months, across years, of one day.
    "2014-05-20/2014-05-21": ("20–21 May 2014", "20–21 мая 2014 г.", "2014年5月20日至21日"),
    "2014-05-30/2014-06-02": ("30 May – 2 June 2014", "30 мая – 2 июня 2014 г.", "2014年5月30日至6月2日"),
    "2013-12-30/2014-01-02": (
        "30 December 2013 – 2 January 2014",
        "30 декабря 2013 г. – 2 января 2014 г.",
        "2013年12月30日至2014年1月2日",
    ),
    "2014-05-20/2014-05-20": ("20 May 2014", "20 мая 2014 г.", "2014年5月20日"),
    # Stretches of months and years, and of ends that are not known alike.
    "2010/2012": ("2010 – 2012", "2010 – 2012", "2010年 – 2012年"),
    "2014-05/2014-06": ("May 2014 – June 2014", "май 2014 г. – июнь 2014 г.", "2014年5月 – 2014年6月"),
    "2014-05-20/2014-06": ("20 May 2014 – June 2014", "20 мая 2014 г. – июнь 2014 г.", "2014年5月20日 – 2014年6月"),
    "2014/..": ("from 1 January 2014 on", "from 1 января 2014 г. on", "from 2014年1月1日 on"),
    "../2010": ("by 31 December 2010", "by 31 декабря 2010 г.", "by 2010年12月31日"),
    "../..": ("date not known",) * 3,
    # One day within bounds.
    "[2010-06-09..2011-12-31]": (
        "between 9 June 2010 and 31 December 2011",
        "between 9 июня 2010 г. and 31 декабря 2011 г.",
        "between 2010年6月9日 and 2011年12月31日",
    ),
    "[2010..2011]": ("2010–2011", "2010–2011", "2010–2011年"),
    "[2010,2012]": ("2010–2012", "2010–2012", "2010–2012年"),
    "[..2002-06-04]": ("by 4 June 2002", "by 4 июня 2002 г.", "by 2002年6月4日"),
    "[2002-06-04..]": ("from 4 June 2002 on", "from 4 июня 2002 г. on", "from 2002年6月4日 on"),
    "201X": ("2010–2019", "2010–2019", "2010–2019年"),
    "2014-XX": ("2014", "2014", "2014年"),
    "2014-02-XX": ("February 2014", "февраль 2014 г.", "2014年2月"),
    "[2014-05-01..2014-05-30]": (
        "between 1 May 2014 and 30 May 2014",
        "between 1 мая 2014 г. and 30 мая 2014 г.",
        "between 2014年5月1日 and 2014年5月30日",
    ),
    # Approximate or uncertain.
    "2014~": ("about 2014", "about 2014", "about 2014年"),
    "2014-05?": ("about May 2014", "about май 2014 г.", "about 2014年5月"),
    "2022-10-11%": ("about 11 October 2022", "about 11 октября 2022 г.", "about 2022年10月11日"),
    "2014-05-20~/2014-05-21~": ("about 20–21 May 2014", "about 20–21 мая 2014 г.", "about 2014年5月20日至21日"),
    "2014-05-20~/2014-05-21": (
        "about 20 May 2014 – 21 May 2014",
        "about 20 мая 2014 г. – 21 мая 2014 г.",
        "about 2014年5月20日 – 2014年5月21日",
    ),
}

BRIEF = {
    "2014": ("2014", "2014", "2014年"),
    "2014-05": ("May 2014", "май 2014 г.", "2014年5月"),
    "2014-05-20": ("20 May 2014", "20 мая 2014 г.", "2014年5月20日"),
    "2014-10-20/2014-10-21": ("20–21 Oct 2014", "20–21 окт. 2014 г.", "2014年10月20日至21日"),
    "2014-10-20~/2014-10-21~": ("20–21 Oct 2014", "20–21 окт. 2014 г.", "2014年10月20日至21日"),
    "2022-10-11~": ("11 Oct 2022", "11 окт. 2022 г.", "2022年10月11日"),
    "2014~": ("2014", "2014", "2014"),
    "[2010-06-09..2011-12-31]": ("2010–2011", "2010–2011", "2010–2011"),
    "[2010-06-09..2010-12-31]": ("2010", "2010", "2010"),
    "2010/2012": ("2010–2012", "2010–2012", "2010–2012"),
    "[..2002-06-04]": ("by 2002", "by 2002", "by 2002"),
    "[2002-06-04..]": ("from 2002", "from 2002", "from 2002"),
    "../..": ("date not known",) * 3,
}


@pytest.mark.parametrize(("when", "expected"), WRITTEN.items())
def test_date_is_written_as_each_language_writes_it(when, expected):
    assert tuple(readable(written(when, language, as_it_is)) for language in ("en", "ru", "zh-hans")) == expected


@pytest.mark.parametrize(("when", "expected"), BRIEF.items())
def test_brief_date_is_as_short_as_it_can_be_said(when, expected):
    assert tuple(readable(brief(when, language, as_it_is)) for language in ("en", "ru", "zh")) == expected


def test_words_around_an_uncertain_date_are_translated():
    russian = {"by %(last)s": "не позднее %(last)s", "about %(day)s": "около %(day)s", "from %(year)s": "с %(year)s г."}
    said = [written("[..2002]", "ru", russian.__getitem__), written("2014~", "ru", russian.__getitem__)]
    assert [readable(text) for text in said] == ["не позднее 31 декабря 2002 г.", "около 2014"]
    assert brief("[2002..]", "ru", russian.__getitem__) == "с 2002 г."


def test_parts_of_dates():
    first, last = date(2014, 10, 20), date(2014, 11, 2)
    said = [
        day(first, "en"),
        day(first, "en", "medium"),
        month(2026, 10, "ru"),
        span(first, last, "en"),
        span(first, last, "en", "medium"),
        span(first, first, "en", "medium"),
    ]
    assert [readable(text) for text in said] == [
        "20 October 2014",
        "20 Oct 2014",
        "октябрь 2026 г.",
        "20 October – 2 November 2014",
        "20 Oct – 2 Nov 2014",
        "20 Oct 2014",
    ]


def test_language_of_no_catalogue_is_written_in_english():
    assert [str(locale_of(language)) for language in ("en", "ru", "zh", "zh-hans", "ar")] == [
        "en_GB",
        "ru",
        "zh_Hans",
        "zh_Hans",
        "en_GB",
    ]
