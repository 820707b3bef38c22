"""Run the migrations: all in one transaction, one process at a time."""

from alembic import context
from flask import current_app
from sqlalchemy import text

from webapp.storage.postgresql import MIGRATION_LOCK, unhurried

migrate = current_app.extensions["migrate"]
options = {"target_metadata": migrate.db.metadata, "transactional_ddl": True, **migrate.configure_args}

with migrate.db.engine.connect() as connection:
    context.configure(connection=connection.execution_options(lanestep_begin="IMMEDIATE"), **options)
    with context.begin_transaction(), unhurried(connection):
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
        context.run_migrations()
