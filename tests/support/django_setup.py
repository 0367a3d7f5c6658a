"""Sets Django up for the test groups that need it: the conftest.py of such a folder calls it before importing models.

Tests of the core never come here: they run without Django (see scripts/run_tests.py).
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from django.conf import settings


def set_up_django() -> None:
    """Configure Django with a data folder of this process's own, so that no test touches anybody's data.

    The variables are taken back once the settings are read: worker processes inherit the environment, and each must
    make a folder for itself. COMITY_DATABASE_URL is left alone; it is how the run chooses PostgreSQL.
    """
    if settings.configured:
        return
    import django  # noqa: PLC0415 - setup only in a process that needs it

    # An undefined variable in a template fails the test that renders it.
    os.environ["FAIL_INVALID_TEMPLATE_VARS"] = "true"
    folder = tempfile.mkdtemp(prefix="comity-data-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    wanted = {"DJANGO_SETTINGS_MODULE": "comity.config.settings", "COMITY_DATA": folder}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        django.setup()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
