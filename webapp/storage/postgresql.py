"""Connects to PostgreSQL. A server that hangs is detected within seconds, even if its machine still answers."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import ExceptionContext

if TYPE_CHECKING:
    import psycopg

Result = TypeVar("Result")

# If the server hangs, a request waits for a connection and then for one answer, which is less than six seconds.
POOL_SECONDS = 1.0
ANSWER_SECONDS = 4.0
# The server cancels a statement a little earlier, if it can, so that the connection stays usable.
STATEMENT_MILLISECONDS = 3500
MIGRATION_LOCK = 7_205_759_403
NETWORK = {
    "connect_timeout": 2,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": int(ANSWER_SECONDS * 1000),
}


def options() -> dict[str, Any]:
    """Return the options of the engine."""
    return {"pool_pre_ping": True, "pool_timeout": POOL_SECONDS}


def attach(engine: Engine) -> None:
    """Make the engine open connections with time limits; options in the address take precedence over ours."""

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, cargs: tuple[Any, ...], cparams: dict[str, Any]) -> Any:
        connection = _connection_class().connect(*cargs, **{**NETWORK, **cparams})
        connection.execute(f"SET statement_timeout = {STATEMENT_MILLISECONDS}")
        connection.commit()
        return connection

    @event.listens_for(engine, "handle_error")
    def give_up(context: ExceptionContext) -> None:
        # SQLAlchemy would reconnect, which takes more time if the server hangs.
        if context.is_pre_ping and getattr(context.original_exception, "hangs", False):
            context.is_disconnect = False


@contextmanager
def unhurried(connection: Connection) -> Iterator[None]:
    """Remove the time limits of the current transaction."""
    if connection.dialect.name != "postgresql":
        yield
        return
    driver: Any = connection.connection.driver_connection
    driver.patience = None
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    try:
        yield
    finally:
        driver.patience = ANSWER_SECONDS


@lru_cache(maxsize=1)
def _connection_class() -> type[psycopg.Connection[Any]]:
    # With SQLite, the driver need not be installed.
    import psycopg

    class Hangs(psycopg.OperationalError):
        hangs = True

    class Bounded(psycopg.Connection[Any]):
        patience: float | None = ANSWER_SECONDS

        def wait(self, gen: Any, *more: Any, **named: Any) -> Any:
            try:
                return super().wait(_within(self.patience, gen, Hangs), *more, **named)
            except Hangs:
                self.close()
                raise

    return Bounded


def _within(
    seconds: float | None, waiting: Generator[Any, Any, Result], late: type[Exception]
) -> Generator[Any, Any, Result]:
    # The driver resumes its generator when data arrives, and several times a second when none does.
    until = None if seconds is None else monotonic() + seconds
    ready = None
    try:
        while True:
            ready = yield waiting.send(ready)
            if not ready and until is not None and monotonic() > until:
                waiting.close()
                raise late("the server hangs: no answer has come in time")
    except StopIteration as end:
        result: Result = end.value
        return result
