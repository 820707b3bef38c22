"""The settings, read once from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

MIB = 1024 * 1024
WHOLE_NUMBER = re.compile("[0-9]{1,16}")
ORIGIN = re.compile(r"https?://([a-z0-9_.-]{1,253}|\[[0-9a-f:.]{2,45}\])(:[0-9]{1,5})?")

FOLD_WIDTHS = (320, 20_000)
"""The smallest and the largest width, in CSS pixels, at which a drawing can be folded into rows."""

PNG_SCALES = (0.1, 8)
"""The smallest and the largest number of pixels per CSS pixel of a PNG requested over HTTP."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of an operator; the README lists their environment variables.

    `engine` is `auto` (native Graphviz if it is on the PATH), `dot` or `pure`. Times are in seconds, sizes in bytes.
    `cache` is empty, a folder or `redis://...`. `public_urls` are addresses without a path; links use the first.
    `offline` lets editor and home page open without the server. What it leaves in a browser outlives the server, so
    only the environment turns it on.
    """

    data_folder: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    engine: str = "auto"
    text_limit: int = MIB
    render_timeout: float = 10.0
    render_workers: int = 2
    cache: str = ""
    rate_limit: str = "1200 per minute"
    trusted_proxies: int = 0
    public_urls: tuple[str, ...] = ()
    offline: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings.

        Raises:
            ValueError: a variable has an invalid value; the message names it.
        """
        env = os.environ if environment is None else environment
        home = Path(env.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        folder = Path(env.get("LANESTEP_DATA") or home / "lanestep")
        url = env.get("DATABASE_URL") or f"sqlite:///{folder / 'lanestep.db'}"
        if url.startswith(("postgres://", "postgresql://")):
            url = "postgresql+psycopg://" + url.split("://", 1)[1]
        engine = env.get("LANESTEP_ENGINE", "auto")
        if engine not in {"auto", "dot", "pure"}:
            raise ValueError(f"LANESTEP_ENGINE is {engine!r}; it must be auto, dot or pure")
        return cls(
            data_folder=folder,
            database_url=url,
            host=env.get("LANESTEP_HOST", "127.0.0.1"),
            port=_number(env, "LANESTEP_PORT", 8000, most=65_535),
            threads=_number(env, "LANESTEP_THREADS", 8),
            engine=engine,
            text_limit=_number(env, "LANESTEP_TEXT_LIMIT", MIB),
            render_timeout=float(_number(env, "LANESTEP_RENDER_TIMEOUT", 10)),
            render_workers=_number(env, "LANESTEP_RENDER_WORKERS", 2),
            cache=env.get("LANESTEP_CACHE", ""),
            rate_limit=env.get("LANESTEP_RATE_LIMIT", "1200 per minute"),
            trusted_proxies=_number(env, "LANESTEP_TRUSTED_PROXIES", 0, least=0),
            public_urls=_addresses(env, "LANESTEP_PUBLIC_URL"),
            offline=_switch(env, "LANESTEP_OFFLINE"),
        )


def _number(env: Mapping[str, str], name: str, default: int, *, least: int = 1, most: int = 10**9) -> int:
    value = env.get(name, "")
    if not value:
        return default
    # `int` also accepts other digits, and its error for very long numbers does not name the variable.
    number = int(value) if WHOLE_NUMBER.fullmatch(value) else -1
    if not least <= number <= most:
        raise ValueError(f"{name} is {value!r}; it must be a whole number from {least} to {most:,}")
    return number


def _switch(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name) or "on"
    if value not in {"on", "off"}:
        raise ValueError(f"{name} is {value!r}; it must be on or off")
    return value == "on"


def _addresses(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    addresses = [part.strip().rstrip("/").lower() for part in env.get(name, "").split(",") if part.strip()]
    if not all(map(_is_origin, addresses)):
        raise ValueError(
            f"{name} is {env[name]!r}; it must be an address without a path, such as https://flow.example.org, "
            "or several with commas between them"
        )
    return tuple(addresses)


def _is_origin(address: str) -> bool:
    try:
        return bool(ORIGIN.fullmatch(address) and urlsplit(address).port != 0)
    except ValueError:
        return False


def shipped_folder(name: str) -> Path:
    """Return a folder that comes with the program (`static`, `templates`, `samples`).

    It is inside the package if that was installed from a wheel, and next to it in a checkout.
    """
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parent.parent / name
