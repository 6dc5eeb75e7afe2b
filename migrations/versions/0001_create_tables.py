"""Create the tables, and beside them what events and articles are searched and counted by.

Tables of earlier rows (``past_...``) have the columns and indexes of their tables. Indexes of points and words and
counts by month are databases' own; ``migrations/sqlite.sql`` and ``migrations/postgresql.sql`` make them.
"""

from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION_ID = 0x494E4344  # "INCD", in the header of a SQLite file, says that it is ours
TABLES = (  # parents before children
    "outlet",
    "article",
    "intake",
    "page",
    "visit",
    "article_print",
    "article_band",
    "article_twin",
    "report",
    "evidence",
    "dataset",
    "imported_file",
    "imported_row",
    "event",
    "report_event",
    "counter",
    "actor",
    "actor_alias",
    "event_weapon",
    "event_actor",
    "event_target",
    "event_casualty",
    "event_claim",
    "member",
    "coding",
    "coding_event",
    "assignment",
    "query",
    "recheck",
    "verdict",
    "trial",
    "effort",
    "user_place",
    "user_place_name",
    "geocode_cache",
    "revision",
    "change",
)
PAST = (
    "article",
    "intake",
    "report",
    "evidence",
    "imported_file",
    "imported_row",
    "event",
    "report_event",
    "event_weapon",
    "event_actor",
    "event_target",
    "event_casualty",
    "event_claim",
    "member",
    "coding",
    "coding_event",
    "assignment",
    "query",
    "recheck",
)


def upgrade() -> None:
    create_articles()
    create_reports()
    create_events()
    create_actors()
    create_facets()
    create_team()
    create_decisions()
    create_places()
    create_log()
    for table in PAST:
        create_past(table)
    run_script("create")
    mark(APPLICATION_ID)


def downgrade() -> None:
    run_script("drop")
    for table in reversed(PAST):
        op.drop_table(f"past_{table}")
    for table in reversed(TABLES):
        op.drop_table(table)
    mark(0)


def mark(application_id: int) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {application_id}")


def run_script(part: str) -> None:
    """Run the statements of one part of the database's own script."""
    connection = op.get_bind()
    is_server = connection.dialect.name == "postgresql"
    schema = connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one() if is_server else ""
    for statement in read_statements(connection.dialect.name, part):
        connection.exec_driver_sql(statement.replace("@schema@", schema))


def read_statements(dialect: str, part: str) -> Iterator[str]:
    """The statements of ``DIALECT.sql`` under the line ``-- part: PART``, each of which ends in a blank line."""
    text = Path(__file__).parents[1].joinpath(f"{dialect}.sql").read_text(encoding="utf-8")
    parts = dict(each.split("\n", 1) for each in text.split("-- part: ")[1:])
    yield from parts[part].strip().split("\n\n")


def create_past(table: str) -> None:
    """A table for earlier rows of *table*, and the revisions between which each of them stood."""
    inspector = sa.inspect(op.get_bind())
    key = inspector.get_pk_constraint(table)["constrained_columns"]
    columns = [
        sa.Column(column["name"], column["type"], nullable=column["nullable"], autoincrement=False)
        for column in inspector.get_columns(table)
        if column["name"] != "revision_id"
    ]
    name = f"past_{table}"
    op.create_table(
        name,
        *columns,
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("until_revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint(*key, "until_revision", name=f"pk_{name}"),
    )
    indexed = [[str(column) for column in index["column_names"]] for index in inspector.get_indexes(table)]
    for columns_of in [*sorted(indexed), ["until_revision", "revision_id"]]:
        op.create_index(f"ix_{name}_{'_'.join(columns_of)}", name, columns_of)


def create_articles() -> None:
    """Outlets and their articles, how these came in, and their fingerprints."""
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
        sa.Column("erased_at", sa.String()),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_article_sha256")),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlet.id"], name="fk_article_outlet_id_outlet"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        sa.UniqueConstraint("sha256", name="uq_article_sha256"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_article_outlet_id", "article", ["outlet_id"])
    op.create_table(
        "intake",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("url", sa.String()),
        sa.Column("page", sa.String()),
        sa.Column("decided_by", sa.String()),
        sa.Column("revision_id", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_intake_article_id_article"),
        sa.PrimaryKeyConstraint("article_id", name="pk_intake"),
    )
    op.create_index("ix_intake_state", "intake", ["state"])
    op.create_table(
        "page",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary()),
        sa.Column("kept_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_page"),
    )
    op.create_table(
        "visit",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("article", sa.String()),
        sa.Column("note", sa.String()),
        sa.Column("visited_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_visit"),
    )
    op.create_table(
        "article_print",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("digits", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_print_article_id_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", name="pk_article_print"),
    )
    op.create_table(
        "article_band",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_band_article_id_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("band", "article_id", name="pk_article_band"),
    )
    op.create_index("ix_article_band_article_id", "article_band", ["article_id"])
    op.create_table(
        "article_twin",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("overlap", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_article_twin_article_id_article", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["article.id"], name="fk_article_twin_other_id_article", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("article_id", "other_id", name="pk_article_twin"),
    )
    op.create_index("ix_article_twin_other_id", "article_twin", ["other_id"])


def create_reports() -> None:
    """What each article says about one event, the words behind it, and the rows of imported files."""
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
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_report_article_id_article"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sqlite_autoincrement=True,
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
        sa.CheckConstraint("0 <= start_offset AND start_offset <= end_offset", name=op.f("ck_evidence_offsets")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_evidence_report_id_report"),
        sa.PrimaryKeyConstraint("report_id", "position", name="pk_evidence"),
    )
    op.create_table(
        "dataset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("may_be_shared", sa.Boolean(), nullable=False),
        sa.Column("citation", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_dataset"),
        sa.UniqueConstraint("name", name="uq_dataset_name"),
    )
    op.create_table(
        "imported_file",
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("profile", sa.String(), nullable=False),
        sa.Column("header", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_imported_file_article_id_article"),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name="fk_imported_file_dataset_id_dataset"),
        sa.PrimaryKeyConstraint("article_id", name="pk_imported_file"),
    )
    op.create_index("ix_imported_file_dataset_id", "imported_file", ["dataset_id"])
    op.create_table(
        "imported_row",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.Integer(), nullable=False),
        sa.Column("identifier", sa.String(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("cells", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["dataset_id"], ["dataset.id"], name="fk_imported_row_dataset_id_dataset"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_imported_row_report_id_report"),
        sa.PrimaryKeyConstraint("report_id", name="pk_imported_row"),
    )
    op.create_index(
        "ix_imported_row_dataset_id_identifier_report_id", "imported_row", ["dataset_id", "identifier", "report_id"]
    )


def create_events() -> None:
    """Events, the reports that they rest on, and the last number given out for each prefix."""
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
        sa.Column("place_layer", sa.String()),
        sa.Column("place_match", sa.String()),
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
        sa.Column("judgements", sa.String()),
        sa.Column("merged_into", sa.String()),
        sa.Column("tombstone", sa.String()),
        sa.Column("apart", sa.String()),
        sa.Column("revision_id", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint(
            "(end_date IS NULL) = (date(end_date) IS NULL) AND end_date = date(end_date)",
            name=op.f("ck_event_end_date"),
        ),
        sa.CheckConstraint(
            "(event_date IS NULL) = (date(event_date) IS NULL) AND event_date = date(event_date)",
            name=op.f("ck_event_event_date"),
        ),
        sa.CheckConstraint("(event_date IS NULL) = (end_date IS NULL)", name=op.f("ck_event_both_ends")),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_event_point")),
        sa.CheckConstraint("event_date <= end_date", name=op.f("ck_event_interval")),
        sa.CheckConstraint("event_id = prefix || number", name=op.f("ck_event_event_id")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_event_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_event_longitude")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_event_version")),
        sa.PrimaryKeyConstraint("event_id", name="pk_event"),
    )
    op.create_index("ix_event_country_event_date_end_date", "event", ["country", "event_date", "end_date"])
    op.create_index("ix_event_event_date", "event", ["event_date"])
    op.create_index("ix_event_event_type_event_date", "event", ["event_type", "event_date"])
    op.create_index("ix_event_latitude_longitude", "event", ["latitude", "longitude"])
    op.create_index(
        "ix_event_merged_into",
        "event",
        ["merged_into"],
        sqlite_where=sa.text("merged_into IS NOT NULL"),
        postgresql_where=sa.text("merged_into IS NOT NULL"),
    )
    op.create_index("ix_event_sub_event_type_event_date", "event", ["sub_event_type", "event_date"])
    op.create_table(
        "report_event",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("linked_at", sa.String(), nullable=False),
        sa.Column("linked_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_report_event_event_id_event"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_report_event_report_id_report"),
        sa.PrimaryKeyConstraint("report_id", "event_id", name="pk_report_event"),
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
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_actor_alias_actor_id_actor"),
        sa.PrimaryKeyConstraint("actor_id", "alias", name="pk_actor_alias"),
    )


def create_facets() -> None:
    """What hangs on an event."""
    op.create_table(
        "event_weapon",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weapon", sa.String(), nullable=False),
        sa.Column("launched", sa.Integer()),
        sa.Column("intercepted", sa.Integer()),
        sa.Column("failed", sa.Integer()),
        sa.Column("impacted", sa.Integer()),
        sa.CheckConstraint(
            "launched >= 0 AND intercepted >= 0 AND failed >= 0 AND impacted >= 0", name=op.f("ck_event_weapon_devices")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_weapon_event_id_event"),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_weapon"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_weapon_weapon_event_id", "event_weapon", ["weapon", "event_id"])
    op.create_table(
        "event_actor",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("type", sa.String()),
        sa.Column("country", sa.String()),
        sa.Column("attribution", sa.String()),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_event_actor_actor_id_actor"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_actor_event_id_event"),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_actor"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_actor_actor_id_event_id", "event_actor", ["actor_id", "event_id"])
    op.create_table(
        "event_target",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("name", sa.String()),
        sa.Column("outcome", sa.String()),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_target_event_id_event"),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_target"),
        sqlite_with_rowid=False,
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
        sa.CheckConstraint("low >= 0 AND best >= 0 AND high >= 0", name=op.f("ck_event_casualty_people")),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_casualty_event_id_event"),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_casualty"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_claim",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("actor_id", sa.Integer()),
        sa.Column("mode", sa.String()),
        sa.Column("source", sa.String()),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_event_claim_actor_id_actor"),
        sa.ForeignKeyConstraint(["event_id"], ["event.event_id"], name="fk_event_claim_event_id_event"),
        sa.PrimaryKeyConstraint("event_id", "position", name="pk_event_claim"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_event_claim_actor_id_event_id", "event_claim", ["actor_id", "event_id"])


def create_team() -> None:
    """Members, codings, assignments and questions."""
    op.create_table(
        "member",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_member"),
    )
    op.create_table(
        "coding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("coded_at", sa.String(), nullable=False),
        sa.Column("codebook_version", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("revision_id", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_coding_article_id_article"),
        sa.PrimaryKeyConstraint("id", name="pk_coding"),
        sa.UniqueConstraint("article_id", "coder", "turn", name="uq_coding_article_id_coder_turn"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "coding_event",
        sa.Column("coding_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["coding_id"], ["coding.id"], name="fk_coding_event_coding_id_coding"),
        sa.PrimaryKeyConstraint("coding_id", "position", name="pk_coding_event"),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("coder", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("stratum", sa.String()),
        sa.Column("seed", sa.Integer()),
        sa.Column("due_at", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_assignment_article_id_article"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_assignment_article_id", "assignment", ["article_id"])
    op.create_table(
        "query",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("event_id", sa.String()),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("asked_at", sa.String(), nullable=False),
        sa.Column("answer", sa.String()),
        sa.Column("answered_by", sa.String()),
        sa.Column("answered_at", sa.String()),
        sa.Column("revision_id", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_query"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "recheck",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("codebook_version", sa.String(), nullable=False),
        sa.Column("checked_by", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recheck"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_recheck_event_id", "recheck", ["event_id"])


def create_decisions() -> None:
    """What was decided on suggestions, and what items cost."""
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("confidence", sa.String(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("proposed_type", sa.String()),
        sa.Column("final_type", sa.String()),
        sa.Column("features", sa.String(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("codebook_version", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
    )
    op.create_table(
        "trial",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("arm", sa.String(), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("kept", sa.String(), nullable=False),
        sa.Column("planted", sa.String()),
        sa.Column("caught", sa.Boolean()),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("decided_at", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_trial"),
    )
    op.create_table(
        "effort",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("task", sa.String(), nullable=False),
        sa.Column("keys", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("untouched", sa.Integer(), nullable=False),
        sa.Column("done_at", sa.String(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_effort"),
    )


def create_places() -> None:
    """Places that users list, and answers of geocoding services."""
    op.create_table(
        "user_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String()),
        sa.Column("admin1", sa.String()),
        sa.Column("latitude", sa.Float(), nullable=False),
        sa.Column("longitude", sa.Float(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("population", sa.Integer()),
        sa.Column("code", sa.String()),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("added_at", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_user_place_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_user_place_longitude")),
        sa.CheckConstraint("population >= 0", name=op.f("ck_user_place_population")),
        sa.PrimaryKeyConstraint("id", name="pk_user_place"),
    )
    op.create_index("ix_user_place_source_code", "user_place", ["source", "code"])
    op.create_table(
        "user_place_name",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("match", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["user_place.id"], name="fk_user_place_name_place_id_user_place"),
        sa.PrimaryKeyConstraint("name", "place_id", name="pk_user_place_name"),
    )
    op.create_index("ix_user_place_name_place_id", "user_place_name", ["place_id"])
    op.create_table(
        "geocode_cache",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.String()),
        sa.Column("latitude", sa.Float()),
        sa.Column("longitude", sa.Float()),
        sa.Column("country", sa.String()),
        sa.Column("asked_at", sa.String(), nullable=False),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_geocode_cache_point")),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_geocode_cache_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_geocode_cache_longitude")),
        sa.PrimaryKeyConstraint("provider", "query", "position", name="pk_geocode_cache"),
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
        sa.Column("undoes", sa.Integer()),
        sa.Column("salt", sa.String()),
        sa.Column("digest", sa.String()),
        sa.Column("hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_revision"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("field", sa.String()),
        sa.Column("old", sa.String()),
        sa.Column("new", sa.String()),
        sa.Column("salt", sa.String()),
        sa.Column("digest", sa.String()),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name="fk_change_revision_id_revision"),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("ix_change_kind_key", "change", ["kind", "key"])
    op.create_index("ix_change_revision_id", "change", ["revision_id"])
