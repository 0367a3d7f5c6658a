from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0012_sought"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="decision",
            name="decision_by_body",
        ),
        migrations.RemoveIndex(
            model_name="decision",
            name="decision_by_year",
        ),
        migrations.RemoveIndex(
            model_name="decision",
            name="decision_by_matter",
        ),
        migrations.AlterField(
            model_name="decision",
            name="at",
            field=models.CharField(max_length=24),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["at", "born"], name="decision_newest"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["state", "at", "born"], name="decision_newest_by_state"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["body", "at", "born"], name="decision_newest_by_body"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["year", "at", "born"], name="decision_newest_by_year"),
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["matter", "at", "born"], name="decision_newest_by_matter"),
        ),
    ]
