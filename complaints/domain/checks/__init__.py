"""Automated checks: what a step is given, what it finds, and the steps themselves."""

from complaints.domain.checks.findings import (
    WEIGHTS,
    Before,
    Capture,
    Finding,
    Hop,
    Near,
    Piece,
    Result,
    Seen,
    Subject,
    weigh,
)

__all__ = ["WEIGHTS", "Before", "Capture", "Finding", "Hop", "Near", "Piece", "Result", "Seen", "Subject", "weigh"]
