"""How a version came to be, who made it, and how long its text is; from now on texts are compressed."""

import zlib

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PACKED = b"\x78\x9c"


def upgrade() -> None:
    op.add_column("versions", sa.Column("kind", sa.String(length=16), nullable=False, server_default="saved"))
    op.add_column("versions", sa.Column("author", sa.String(length=60), nullable=False, server_default=""))
    op.add_column("versions", sa.Column("size", sa.Integer(), nullable=False, server_default="0"))
    versions = _versions()
    op.execute(versions.update().where(versions.c.autosave).values(kind="autosave"))
    op.execute(versions.update().values(size=sa.func.length(versions.c.text)))
    op.drop_column("versions", "autosave")


def downgrade() -> None:
    op.add_column("versions", sa.Column("autosave", sa.Boolean(), nullable=False, server_default=sa.false()))
    versions = _versions()
    op.execute(versions.update().where(versions.c.kind == "autosave").values(autosave=sa.true()))
    # The earlier version knows neither compressed texts nor versions that were never current.
    op.execute(versions.delete().where(versions.c.kind == "set-aside"))
    connection = op.get_bind()
    for (number,) in connection.execute(sa.select(versions.c.id)).all():
        row = versions.c.id == number
        text = connection.execute(sa.select(versions.c.text).where(row)).scalar_one()
        if text.startswith(PACKED):
            connection.execute(versions.update().where(row).values(text=zlib.decompress(text)))
    for name in ("kind", "author", "size"):
        op.drop_column("versions", name)


def _versions() -> sa.TableClause:
    names = {"id": sa.Integer, "text": sa.LargeBinary, "autosave": sa.Boolean, "kind": sa.String, "size": sa.Integer}
    return sa.table("versions", *(sa.column(name, of) for name, of in names.items()))
