"""The log's tables: what happened, the words it was about, what was erased of them, and the sealed tree over it."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, text

from complaints.db.columns import audited, identifier
from complaints.db.metadata import Instant, metadata

SUBJECTS = ("case", "complaint", "reporter", "staff")
LOG = {"excused": "the log itself; append-only by triggers of its own", "log": True}

audit_log = Table(
    "audit_log",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("tx", String(40), nullable=False),
    Column("actor", String(80), nullable=False),
    Column("action", String(80), nullable=False),
    Column("table_name", String(60), nullable=False),
    Column("row_id", String(200), nullable=False),
    Column("op", String(6), nullable=False),
    Column("before", Text),
    Column("after", Text),
    *(Column(f"subject_{kind}", Integer) for kind in SUBJECTS),
    # Most entries have one subject or two: an index holds only the entries that name its kind.
    *(
        Index(
            f"ix_audit_log_subject_{kind}",
            f"subject_{kind}",
            "id",
            sqlite_where=text(f"subject_{kind} IS NOT NULL"),
            postgresql_where=text(f"subject_{kind} IS NOT NULL"),
        )
        for kind in SUBJECTS
    ),
    Index("ix_audit_log_actor", "actor", "id"),
    Index("ix_audit_log_row", "table_name", "row_id", "id"),
    info=LOG,
)

audit_texts = Table(
    "audit_texts",
    metadata,
    Column("audit_id", ForeignKey("audit_log.id"), primary_key=True, autoincrement=False),
    Column("side", String(6), primary_key=True),
    Column("column_name", String(40), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("value", Text, nullable=False),
    info=LOG,
)

audit_seals = Table(
    "audit_seals",
    metadata,
    Column("table_name", String(60), primary_key=True),
    Column("row_id", String(200), primary_key=True),
    # What the seals of this row's sealed columns are salted with.
    Column("salt", LargeBinary, nullable=False),
    info=LOG,
)

audit_leaves = Table(
    "audit_leaves",
    metadata,
    Column("leaf_index", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("audit_id", ForeignKey("audit_log.id"), nullable=False, unique=True),
    Column("leaf_hash", LargeBinary, nullable=False),
    # The salted commitments to the entry's words, so that the leaf can be recomputed after the words were erased.
    Column("commitments", Text, nullable=False),
    info=LOG,
)

# Tombstones: which words were erased, and by what rule. The entry that logs one is the event verification names.
erasures = Table(
    "erasures",
    metadata,
    identifier(),
    Column("table_name", String(60), nullable=False),
    Column("row_id", String(200), nullable=False),
    # A column, or * for all words of the row.
    Column("column_name", String(40), nullable=False),
    Column("reason", String(80), nullable=False),
    Index("ix_erasures_row", "table_name", "row_id", "column_name"),
    info=audited(immutable=True),
)

audit_heads = Table(
    "audit_heads",
    metadata,
    Column("size", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("root", LargeBinary, nullable=False),
    # The roots of the perfect subtrees of the tree's right edge, largest first: what the next entries fold into.
    Column("frontier", LargeBinary, nullable=False),
    Column("sealed_at", Instant, nullable=False),
    info=LOG,
)

sequencer_place = Table(
    "sequencer_place",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    # Every entry up to this id is sealed, or will never come because its transaction was rolled back.
    Column("settled", BigInteger, nullable=False),
    # Up to this id all is settled as soon as no transaction older than `marker` runs any more.
    Column("seen", BigInteger, nullable=False),
    Column("marker", BigInteger, nullable=False),
    info={"excused": "where the sequencer goes on; a wrong value is found by verification, which looks at every entry"},
)
