"""structure the directory."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003_directory"
down_revision = "0002_topic_questions"
branch_labels = None
depends_on = None

PURPOSES = ("ip_and_prepaid", "ip_and_abroad", "ntt_hikari", "women", "disaster_area", "office", "automatic")
OF_A_PHONE: dict[str, sa.types.TypeEngine[Any]] = {
    "purpose": sa.Enum(*PURPOSES, name="phonepurpose", native_enum=False, length=32),
    "languages": sa.JSON(none_as_null=True),
    "hours": sa.String(),
}
OF_A_SCHEDULE: dict[str, sa.types.TypeEngine[Any]] = {
    "freq": sa.String(),
    "byday": sa.String(),
    "bymonthday": sa.String(),
    "opens_at": sa.Time(),
    "closes_at": sa.Time(),
    "closed_on_holidays": sa.Boolean(),
    "attending_type": sa.Enum("visit", "phone", "chat", name="attendingtype", native_enum=False, length=32),
    "language": sa.String(),
}


def upgrade() -> None:
    op.create_table(
        "service_term",
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_term_service_id_service"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("service_id", "term", name=op.f("pk_service_term")),
    )
    op.add_column("service", sa.Column("service_area", sa.String(), nullable=True))
    with op.batch_alter_table("phone", schema=None) as batch_op:
        for name, kind in OF_A_PHONE.items():
            batch_op.add_column(sa.Column(name, kind, nullable=True))
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("position", sa.Integer(), nullable=False, server_default="0"))
        for name, kind in OF_A_SCHEDULE.items():
            batch_op.add_column(sa.Column(name, kind, nullable=True))
        batch_op.alter_column("description", existing_type=sa.String(), nullable=True)
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        # Only for the rows there were, and aside, since SQLite copies them at the end of a batch.
        batch_op.alter_column("position", existing_type=sa.Integer(), server_default=None)
    with op.batch_alter_table("location", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "precision",
                sa.Enum("address", "city", "prefecture", name="precision", native_enum=False, length=32),
                nullable=True,
            )
        )
    # What the files say in the new columns is not in the database, even if the same files were seeded before.
    op.execute("UPDATE knowledge_revision SET seed_digest = ''")


def downgrade() -> None:
    # Rules without words cannot be told in the older form.
    op.execute("DELETE FROM schedule WHERE description IS NULL")
    # Not in a batch: SQLite would drop the table, and with it the services at its locations.
    op.drop_column("location", "precision")
    op.drop_column("service", "service_area")
    with op.batch_alter_table("schedule", schema=None) as batch_op:
        batch_op.alter_column("description", existing_type=sa.String(), nullable=False)
        for name in (*OF_A_SCHEDULE, "position"):
            batch_op.drop_column(name)
    with op.batch_alter_table("phone", schema=None) as batch_op:
        for name in OF_A_PHONE:
            batch_op.drop_column(name)
    op.drop_table("service_term")
