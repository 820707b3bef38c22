"""Links that expire and count their uses, and where a document may be shown."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("keys") as keys:
        keys.add_column(sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))
        keys.add_column(sa.Column("uses", sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "sharing",
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("frames", sa.String(length=8), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("preview", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_sharing_document_documents"),
        sa.PrimaryKeyConstraint("document", name="pk_sharing"),
    )


def downgrade() -> None:
    op.drop_table("sharing")
    with op.batch_alter_table("keys") as keys:
        keys.drop_column("uses")
        keys.drop_column("expires_at")
