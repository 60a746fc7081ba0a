"""Wires settings to adapters and adapters to use cases; the only place that knows concrete classes."""

from complaints.bootstrap.adapters import now
from complaints.bootstrap.application import Application, build, demonstration, running
from complaints.bootstrap.preparing import migrate, prepare, require_no_demo, require_servable, schema_faults

__all__ = [
    "Application",
    "build",
    "demonstration",
    "migrate",
    "now",
    "prepare",
    "require_no_demo",
    "require_servable",
    "running",
    "schema_faults",
]
