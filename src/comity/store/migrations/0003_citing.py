from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0002_triggers")]

    operations = [
        migrations.CreateModel(
            name="Citing",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "source", "idx", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source", models.CharField(max_length=64)),
                ("idx", models.BigIntegerField()),
            ],
        ),
    ]
