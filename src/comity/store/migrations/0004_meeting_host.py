from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import migrations, models

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the host of each meeting out of its value."""
    rows = apps.get_model("store", "Meeting")._default_manager.using(editor.connection.alias)
    for key, value in rows.values_list("pk", "value").iterator():
        rows.filter(pk=key).update(host=json.loads(value)["host"])


class Migration(migrations.Migration):
    dependencies = [("store", "0003_citing")]

    operations = [
        migrations.AddField("meeting", "host", models.CharField(max_length=64, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex("meeting", models.Index(fields=["host", "first_day"], name="meeting_by_host")),
    ]
