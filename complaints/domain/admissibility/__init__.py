"""The policy on where the service may connect: pure rules, no network."""

from complaints.domain.admissibility.addresses import closed
from complaints.domain.admissibility.lines import UnreadableOption, admissible_lines
from complaints.domain.admissibility.links import (
    MAX_LINK,
    MAX_REDIRECTS,
    PORTS,
    Resolve,
    Verdict,
    follow,
    judge,
    judge_chain,
)

__all__ = [
    "MAX_LINK",
    "MAX_REDIRECTS",
    "PORTS",
    "Resolve",
    "UnreadableOption",
    "Verdict",
    "admissible_lines",
    "closed",
    "follow",
    "judge",
    "judge_chain",
]
