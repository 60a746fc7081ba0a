"""What the web server loads."""

from flask import Flask

from complaints.bootstrap import build
from complaints.settings import Settings
from complaints.web.factory import create_app


def application() -> Flask:
    """Make the pages from the environment's settings."""
    return create_app(build(Settings.from_environment()))
