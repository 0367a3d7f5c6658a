from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0010_decisions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notification",
            fields=[
                ("value", models.TextField()),
                ("last", models.BigIntegerField(db_index=True)),
                ("born", models.BigIntegerField(db_index=True)),
                ("id", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("treaty", models.CharField(max_length=80)),
                ("at", models.CharField(db_index=True, max_length=24)),
            ],
            options={
                "indexes": [models.Index(fields=["treaty", "at"], name="notification_by_treaty")],
            },
        ),
        migrations.CreateModel(
            name="Treaty",
            fields=[
                ("value", models.TextField()),
                ("last", models.BigIntegerField(db_index=True)),
                ("born", models.BigIntegerField(db_index=True)),
                ("id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("first_day", models.DateField(db_index=True, null=True)),
                ("last_day", models.DateField(null=True)),
                ("year", models.IntegerField(db_index=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
