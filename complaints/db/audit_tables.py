"""The log's tables: what happened, the words it was about, and the sealed tree over it."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from complaints.db.metadata import Instant, metadata

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
    Column("subject_case", Integer),
    Column("subject_complaint", Integer),
    Column("subject_reporter", Integer),
    Column("subject_staff", Integer),
    *(
        Index(f"ix_audit_log_{name}", name, "id")
        for name in ("subject_case", "subject_complaint", "subject_reporter", "subject_staff", "actor")
    ),
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
