"""Which requests made which documents, so that one whose answer was lost can be sent again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "creations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", sa.Integer(), nullable=True),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["documents.id"], name="fk_creations_document_documents"),
        sa.PrimaryKeyConstraint("id", name="pk_creations"),
        sa.UniqueConstraint("digest", name="uq_creations_digest"),
    )
    op.create_index("ix_creations_created", "creations", ["created"])


def downgrade() -> None:
    op.drop_table("creations")
