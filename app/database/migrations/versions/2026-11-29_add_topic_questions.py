"""add topic questions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_topic_questions"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "topic_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("topic_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("draft", "in_review", "published", name="editingstate", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topic.id"], name=op.f("fk_topic_question_topic_id_topic"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_question")),
        sa.UniqueConstraint("topic_id", "language", "text", name=op.f("uq_topic_question_topic_id_language_text")),
    )


def downgrade() -> None:
    op.drop_table("topic_question")
