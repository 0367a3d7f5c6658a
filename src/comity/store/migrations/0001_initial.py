from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ActCount",
            fields=[
                ("type", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("acts", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("value", models.TextField()),
                ("last", models.BigIntegerField(db_index=True)),
                ("born", models.BigIntegerField(db_index=True)),
                ("id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("source", models.CharField(db_index=True, max_length=64)),
                ("group", models.CharField(db_index=True, max_length=80, null=True)),
                ("line", models.IntegerField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("value", models.TextField()),
                ("last", models.BigIntegerField(db_index=True)),
                ("born", models.BigIntegerField(db_index=True)),
                ("id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("kind", models.CharField(db_index=True, max_length=20)),
                ("symbol", models.CharField(db_index=True, max_length=60, null=True)),
                ("body", models.CharField(db_index=True, max_length=80, null=True)),
                ("meeting", models.CharField(db_index=True, max_length=80, null=True)),
                ("first_day", models.DateField(db_index=True, null=True)),
                ("last_day", models.DateField(null=True)),
                ("year", models.IntegerField(db_index=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField()),
                ("note", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("value", models.TextField()),
                ("last", models.BigIntegerField(db_index=True)),
                ("born", models.BigIntegerField(db_index=True)),
                ("id", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("body", models.CharField(db_index=True, max_length=80)),
                ("kind", models.CharField(db_index=True, max_length=20)),
                ("number", models.IntegerField(null=True)),
                ("held", models.BooleanField()),
                ("first_day", models.DateField(db_index=True, null=True)),
                ("last_day", models.DateField(null=True)),
                ("year", models.IntegerField(db_index=True, null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Particular",
            fields=[
                ("value", models.TextField()),
                ("last", models.BigIntegerField(db_index=True)),
                ("born", models.BigIntegerField(db_index=True)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "of", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("of", models.CharField(max_length=20)),
                ("id", models.CharField(max_length=200)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("value", models.TextField()),
                ("last", models.BigIntegerField(db_index=True)),
                ("born", models.BigIntegerField(db_index=True)),
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                ("value", models.TextField()),
                ("last", models.BigIntegerField(db_index=True)),
                ("born", models.BigIntegerField(db_index=True)),
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("weight", models.CharField(db_index=True, max_length=20)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("value", models.TextField()),
                ("last", models.BigIntegerField(db_index=True)),
                ("born", models.BigIntegerField(db_index=True)),
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "of", "id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("of", models.CharField(max_length=20)),
                ("id", models.CharField(max_length=80)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("idx", models.BigIntegerField(primary_key=True, serialize=False)),
                ("leaf_hash", models.BinaryField(unique=True)),
                ("act_hash", models.BinaryField(unique=True)),
                ("bytes", models.BinaryField()),
                ("type", models.CharField(max_length=80)),
                ("party", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["type", "idx"], name="entry_by_type"),
                    models.Index(fields=["party", "idx"], name="entry_by_party"),
                ],
            },
        ),
    ]
