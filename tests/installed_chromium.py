"""The Chromium that browser tests and measurements start."""

from __future__ import annotations

import os
import shutil


def installed_chromium() -> str | None:
    """Return the path of the browser that CHROMIUM names, or else of an installed one."""
    known = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, known)), None)
