"""Where facts are kept: schema, unit of work, stores, audit triggers, migrations."""
