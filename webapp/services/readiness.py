"""Is everything there that the program needs?"""

from __future__ import annotations

import logging
from collections.abc import Callable

log = logging.getLogger("lanestep")


class Readiness:
    """Named checks; each raises when what it looks at does not work."""

    def __init__(self, **checks: Callable[[], object]) -> None:
        self._checks = checks

    def words(self) -> dict[str, str]:
        """Return `ok` or what is wrong, by name. Never raises."""
        return {name: self._word(name, check) for name, check in self._checks.items()}

    def _word(self, name: str, check: Callable[[], object]) -> str:
        try:
            check()
        except Exception as error:
            # The answer is open to everybody: the kind of the fault only, its words go to the log.
            log.warning("not ready: %s: %s", name, error)
            return f"does not work ({type(error).__name__}); see the log"
        return "ok"
