from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0011_treaties"),
    ]

    operations = [
        # What is kept here follows from the entries, and is folded anew after this.
        migrations.AddField(
            model_name="decision",
            name="sought",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
    ]
