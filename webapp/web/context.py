"""What views need of the running application."""

from __future__ import annotations

from typing import cast

from flask import current_app

from webapp.config import Settings
from webapp.services.container import Services


def services() -> Services:
    """Return the services of the running application."""
    return cast(Services, current_app.extensions["lanestep"])


def settings() -> Settings:
    """Return the settings of the running application."""
    return services().settings
