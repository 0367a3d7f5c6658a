from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0009_readings"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="distribution",
            field=models.CharField(db_index=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="meeting",
            name="state",
            field=models.CharField(db_index=True, default="", max_length=20),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("value", models.TextField()),
                ("last", models.BigIntegerField(db_index=True)),
                ("born", models.BigIntegerField(db_index=True)),
                ("id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("matter", models.CharField(max_length=80)),
                ("body", models.CharField(max_length=80)),
                ("state", models.CharField(max_length=20)),
                ("party", models.CharField(db_index=True, max_length=64)),
                ("symbol", models.CharField(db_index=True, max_length=60)),
                ("year", models.IntegerField()),
                ("at", models.CharField(db_index=True, max_length=24)),
                ("expires", models.CharField(max_length=20)),
                ("undertaken", models.BooleanField(db_index=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "expires"], name="decision_by_state"),
                    models.Index(fields=["body", "at"], name="decision_by_body"),
                    models.Index(fields=["year", "at"], name="decision_by_year"),
                    models.Index(fields=["matter", "at"], name="decision_by_matter"),
                ],
            },
        ),
    ]
