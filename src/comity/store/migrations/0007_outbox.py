from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0006_desks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correspondence",
            fields=[
                ("mark", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Looked",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("size", models.BigIntegerField()),
            ],
            options={
                "abstract": False,
            },
        ),
        # Nothing has written to this table yet, so that it is made anew instead of changed.
        migrations.DeleteModel(
            name="Mail",
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("state", models.CharField(max_length=10)),
                ("reason", models.CharField(max_length=40)),
                ("sealed", models.BinaryField()),
                ("created", models.DateTimeField()),
                ("after", models.DateTimeField()),
                ("sent", models.DateTimeField(null=True)),
                ("tries", models.IntegerField()),
                ("fault", models.TextField()),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(fields=["state", "after"], name="mail_by_state"),
                    models.Index(fields=["created"], name="mail_by_time"),
                ],
            },
        ),
    ]
