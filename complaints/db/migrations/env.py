"""Runs migrations on the connection that `complaints.db.upgrade` hands over."""

from alembic import context

import complaints.db.schema  # noqa: F401 - fills the metadata
from complaints.db.metadata import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
