from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0008_scrub"),
    ]

    operations = [
        # Made anew: which act a row was of is known by the vault's key alone from now on.
        migrations.DeleteModel(
            name="Reading",
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("mark", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("act", models.CharField(db_index=True, max_length=64)),
                ("sealed", models.BinaryField()),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
