"""Setting Django up for a data folder, once a process, and only for the commands that need it."""

from __future__ import annotations

import os
from pathlib import Path


def use_folder(data: Path) -> None:
    """Make the settings those of this data folder and load the apps."""
    os.environ["COMITY_DATA"] = str(data.absolute())
    os.environ["DJANGO_SETTINGS_MODULE"] = "comity.config.settings"
    import django

    django.setup()
