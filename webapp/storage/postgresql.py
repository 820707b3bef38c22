"""Opening PostgreSQL: one that hangs is found out within seconds, also when its machine still answers the network."""

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

# A request that meets a server that hangs waits for a connection and then for one answer: together below six seconds.
POOL_SECONDS = 1.0
ANSWER_SECONDS = 4.0
# The server itself gives up a little earlier, where it can: the connection is then of use to others.
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
    """Return the engine's options."""
    return {"pool_pre_ping": True, "pool_timeout": POOL_SECONDS}


def attach(engine: Engine) -> None:
    """Make the engine open connections that do not wait for ever; the network options of its address go before ours."""

    @event.listens_for(engine, "do_connect")
    def connect(_dialect: Any, _record: Any, cargs: tuple[Any, ...], cparams: dict[str, Any]) -> Any:
        connection = _connection_class().connect(*cargs, **{**NETWORK, **cparams})
        connection.execute(f"SET statement_timeout = {STATEMENT_MILLISECONDS}")
        connection.commit()
        return connection

    @event.listens_for(engine, "handle_error")
    def give_up(context: ExceptionContext) -> None:
        # A connection that was lost is opened anew, which to a server that hangs would only take more time.
        if context.is_pre_ping and getattr(context.original_exception, "hangs", False):
            context.is_disconnect = False


@contextmanager
def unhurried(connection: Connection) -> Iterator[None]:
    """Let the transaction that is open wait as long as it takes."""
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
    # Where the data is in SQLite, the driver need not be installed.
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
    seconds: float | None, steps: Generator[Any, Any, Result], late: type[Exception]
) -> Generator[Any, Any, Result]:
    # The driver resumes its steps when something has come, and several times a second when nothing has.
    until = None if seconds is None else monotonic() + seconds
    came = None
    try:
        while True:
            came = yield steps.send(came)
            if not came and until is not None and monotonic() > until:
                steps.close()
                raise late("the server hangs: no answer has come in time")
    except StopIteration as end:
        result: Result = end.value
        return result
