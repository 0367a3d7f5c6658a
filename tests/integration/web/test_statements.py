"""How many SQL statements a page takes. A page that takes more than these has begun to ask row by row."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

MOST = {
    "/en/": 10,
    "/en/?on=2014-05-21": 9,
    "/en/participants/": 3,
    "/en/participants/?on=2011-06-01": 4,
    "/en/participants/KAZ/": 10,
    "/en/participants/KWT/": 10,
    "/en/meetings/": 4,
    "/en/meetings/?body=soc&year=2024": 4,
    "/en/meetings/summit-4/": 9,
    "/en/meetings/summit-6/": 9,
    "/en/meetings/ministerial-7/": 9,
    "/en/documents/": 4,
    "/en/documents/declaration-1999/": 7,
    "/en/documents/convention-privileges/": 8,
    "/en/documents/languages/": 5,
    "/en/treaties/": 7,
    "/en/treaties/convention-privileges/": 8,
    "/en/treaties/convention-privileges/?on=2012-01-01": 9,
    "/en/treaties/notifications/": 5,
    "/en/decisions/": 5,
    "/en/decisions/?part=earlier": 5,
    "/en/decisions/?state=decided&body=soc&q=chair": 5,
    "/en/decisions/silences/": 4,
    "/en/decisions/undertakings/": 4,
    "/en/chair/": 10,
    "/en/charter/": 10,
    "/en/article/": 10,
    "/en/sources/": 10,
    "/en/sources/ARTICLE/": 10,
    "/en/record/": 10,
    "/en/record/424/": 10,
    "/en/about/": 10,
    "/en/participants.json": 3,
    "/en/meetings/summit-4.ics": 9,
    "/en/no-such-page/": 4,
}


@pytest.mark.parametrize("path", MOST)
def test_page_takes_few_statements(cica, path):
    client = Client(headers={"host": "localhost"})
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    statements = [one["sql"][:150] for one in asked.captured_queries]
    assert (len(statements) <= MOST[path], statements) == (True, statements)


def test_long_list_takes_no_more_statements_than_a_short_one(cica):
    counts = []
    for path in ("/en/meetings/", "/en/meetings/?from=50", "/en/meetings/?from=50&kind=regular"):
        with CaptureQueriesContext(connection) as asked:
            Client(headers={"host": "localhost"}).get(path)
        counts.append(len(asked))
    assert max(counts) <= counts[0]
