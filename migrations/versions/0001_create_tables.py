"""Create the tables: articles and reports below, events above, and the log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x494E4344  # "INCD", in the header of a SQLite file, says that it is ours
LAYERS = ("outlet", "article", "report", "evidence", "event", "report_event", "counter")
PARTS = ("actor", "actor_alias", "event_actor", "event_claim", "event_weapon", "event_target", "event_casualty")
TABLES = (*LAYERS, *PARTS, "revision", "change")  # parents before children


def upgrade() -> None:
    create_articles()
    create_reports()
    create_events()
    create_links()
    create_actors()
    create_parts()
    create_harms()
    create_log()
    mark(APPLICATION_ID)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    mark(0)


def mark(application_id: int) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {application_id}")


def create_articles() -> None:
    """The lower layer: outlets and their articles."""
    op.create_table(
        "outlet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("scale", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_outlet"),
        sa.UniqueConstraint("name", name="uq_outlet_name"),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("outlet_id", sa.Integer()),
        sa.Column("title", sa.String()),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("published_on", sa.Date()),
        sa.Column("language", sa.String()),
        sa.Column("path", sa.String()),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("sha256", name="uq_article_sha256"),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name="fk_article_outlet_id_outlet"),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_article_sha256")),
    )
    op.create_index("ix_article_outlet_id", "article", ["outlet_id"])


def create_reports() -> None:
    """What each article says about one event, and the words behind it."""
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("accepted_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("codebook_version", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_report_article_id_article"),
    )
    op.create_index("ix_report_article_id", "report", ["article_id"])
    op.create_table(
        "evidence",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String()),
        sa.Column("start_offset", sa.Integer(), nullable=False),
        sa.Column("end_offset", sa.Integer(), nullable=False),
        sa.Column("quote", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("accepted_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "position", name="pk_evidence"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_evidence_report_id_report"),
        sa.CheckConstraint("0 <= start_offset AND start_offset <= end_offset", name=op.f("ck_evidence_offsets")),
    )


def create_events() -> None:
    """The upper layer: events."""
    op.create_table(
        "event",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("event_date", sa.Date()),
        sa.Column("end_date", sa.Date()),
        sa.Column("date_precision", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("admin1", sa.String()),
        sa.Column("place", sa.String()),
        sa.Column("place_reported", sa.String()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("place_precision", sa.String()),
        sa.Column("event_type", sa.String()),
        sa.Column("sub_event_type", sa.String()),
        sa.Column("stage", sa.String()),
        sa.Column("summary", sa.String()),
        sa.Column("confidence", sa.String()),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("codebook_version", sa.String()),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("updated_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", name="pk_event"),
        sa.UniqueConstraint("prefix", "number", name="uq_event_prefix_number"),
        sa.CheckConstraint("(event_date IS NULL) = (end_date IS NULL)", name=op.f("ck_event_both_ends")),
        sa.CheckConstraint(
            "(end_date IS NULL) = (date(end_date) IS NULL) AND end_date = date(end_date)",
            name=op.f("ck_event_end_date"),
        ),
        sa.CheckConstraint(
            "(event_date IS NULL) = (date(event_date) IS NULL) AND event_date = date(event_date)",
            name=op.f("ck_event_event_date"),
        ),
        sa.CheckConstraint("event_date <= end_date", name=op.f("ck_event_interval")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_event_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_event_longitude")),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_event_point")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_event_version")),
    )
    op.create_index("ix_event_country_event_date", "event", ["country", "event_date"])
    op.create_index("ix_event_event_date", "event", ["event_date"])


def create_links() -> None:
    """Which reports an event rests on, and the last number given out for each prefix."""
    op.create_table(
        "report_event",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("linked_at", sa.String(), nullable=False),
        sa.Column("linked_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("report_id", "event_id", name="pk_report_event"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_report_event_event_id_event"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_report_event_report_id_report"),
    )
    op.create_index("ix_report_event_event_id", "report_event", ["event_id"])
    op.create_table(
        "counter",
        sa.Column("prefix", sa.String(), nullable=False),
        sa.Column("last_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", name="pk_counter"),
    )


def create_actors() -> None:
    """Actors and their other names."""
    op.create_table(
        "actor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_actor"),
        sa.UniqueConstraint("name", name="uq_actor_name"),
    )
    op.create_table(
        "actor_alias",
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("actor_id", "alias", name="pk_actor_alias"),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_actor_alias_actor_id_actor"),
    )


def create_parts() -> None:
    """Who took part in an event, and who said who did it."""
    op.create_table(
        "event_actor",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("type", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("attribution", sa.String()),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_actor"),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_event_actor_actor_id_actor"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_actor_event_id_event"),
    )
    op.create_index("ix_event_actor_actor_id_event_id", "event_actor", ["actor_id", "event_id"])
    op.create_table(
        "event_claim",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("mode", sa.String()),
        sa.Column("source", sa.String()),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_claim"),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_event_claim_actor_id_actor"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_claim_event_id_event"),
    )
    op.create_index("ix_event_claim_actor_id_event_id", "event_claim", ["actor_id", "event_id"])


def create_harms() -> None:
    """What was used in an event, against what, and what harm it did."""
    op.create_table(
        "event_weapon",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weapon", sa.String(), nullable=False),
        sa.Column("launched", sa.Integer()),
        sa.Column("intercepted", sa.Integer()),
        sa.Column("failed", sa.Integer()),
        sa.Column("impacted", sa.Integer()),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_weapon"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_weapon_event_id_event"),
        sa.CheckConstraint(
            "launched >= 0 AND intercepted >= 0 AND failed >= 0 AND impacted >= 0", name=op.f("ck_event_weapon_devices")
        ),
    )
    op.create_index("ix_event_weapon_weapon_event_id", "event_weapon", ["weapon", "event_id"])
    op.create_table(
        "event_target",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("name", sa.String()),
        sa.Column("outcome", sa.String()),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_target"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_target_event_id_event"),
    )
    op.create_table(
        "event_casualty",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("harm", sa.String(), nullable=False),
        sa.Column("casualty_group", sa.String(), nullable=False),
        sa.Column("low", sa.Integer()),
        sa.Column("best", sa.Integer()),
        sa.Column("high", sa.Integer()),
        sa.Column("status", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_casualty"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_casualty_event_id_event"),
        sa.CheckConstraint("low >= 0 AND best >= 0 AND high >= 0", name=op.f("ck_event_casualty_people")),
        sa.CheckConstraint("low <= best AND best <= high AND low <= high", name=op.f("ck_event_casualty_range")),
    )


def create_log() -> None:
    """Who changed what, when and why."""
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("command", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("field", sa.String()),
        sa.Column("old", sa.String()),
        sa.Column("new", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_change_revision_id_revision"),
    )
    op.create_index("ix_change_kind_key", "change", ["kind", "key"])
    op.create_index("ix_change_revision_id", "change", ["revision_id"])
