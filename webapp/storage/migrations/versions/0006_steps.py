"""Steps of live texts, and which versions they became."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("documents", sa.Column("steps", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("versions", sa.Column("live", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("client", sa.String(length=64), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("companion", sa.JSON(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_steps_document_documents"),
        sa.PrimaryKeyConstraint("id", name="pk_steps"),
        sa.UniqueConstraint("document", "number", name="uq_steps_document"),
    )


def downgrade() -> None:
    op.drop_table("steps")
    op.drop_column("versions", "live")
    op.drop_column("documents", "steps")
