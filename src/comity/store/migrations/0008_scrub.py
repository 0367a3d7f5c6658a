from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0007_outbox"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scrub",
            fields=[
                ("idx", models.BigIntegerField(primary_key=True, serialize=False)),
                ("files", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
