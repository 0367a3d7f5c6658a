from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0004_meeting_host")]

    operations = [
        migrations.AlterField("meeting", "body", models.CharField(max_length=80)),
        migrations.AddIndex("meeting", models.Index(fields=["body", "first_day"], name="meeting_by_body")),
    ]
