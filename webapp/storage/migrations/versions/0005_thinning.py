"""An index for the autosaves that are thinned."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_versions_kind", "versions", ["kind", "document", "changed_at", "number"])


def downgrade() -> None:
    op.drop_index("ix_versions_kind", "versions")
