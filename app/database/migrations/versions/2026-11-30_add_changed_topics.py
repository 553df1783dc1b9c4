"""add changed topics."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_changed_topics"
down_revision = "0003_directory"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "changed_topic",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_changed_topic_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("revision", "topic_id", name=op.f("pk_changed_topic")),
    )


def downgrade() -> None:
    op.drop_table("changed_topic")
