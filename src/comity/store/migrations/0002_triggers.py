from __future__ import annotations

from django.db import migrations

from comity.store.triggers import create


class Migration(migrations.Migration):
    dependencies = [("store", "0001_initial")]
    operations = [migrations.RunPython(create)]
