"""Every setting and every command stands in the reference, and nothing else does."""

import ast
import re
from pathlib import Path

import click

from complaints.cli import cli

CHECKOUT = Path(__file__).resolve().parents[2]
REFERENCE = (CHECKOUT / "docs" / "reference.md").read_text()


def settings_read() -> set[str]:
    """List the names that settings.py reads from the environment."""
    tree = ast.parse((CHECKOUT / "complaints" / "settings.py").read_text())
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {word for word in words if re.fullmatch(r"ARYZ_[A-Z_]+|PORT", word)}


def commands(group: click.Group, before: str = "aryz") -> set[str]:
    """List every command with its groups before it."""
    found: set[str] = set()
    for name, command in group.commands.items():
        found |= commands(command, f"{before} {name}") if isinstance(command, click.Group) else {f"{before} {name}"}
    return found


def test_every_setting_is_in_the_reference() -> None:
    table = REFERENCE.partition("## Settings")[2].partition("## Commands")[0]
    named = set(
        re.findall(
            r"`(ARYZ_[A-Z_]+|PORT)`",
            "\n".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `")),
        )
    )
    assert named == settings_read()


def test_every_command_is_in_the_reference() -> None:
    assert set(re.findall(r"^\| `(aryz [a-z -]+)` \|", REFERENCE, re.MULTILINE)) == commands(cli)


def test_only_settings_read_the_environment() -> None:
    for path in sorted((CHECKOUT / "complaints").rglob("*.py")) + sorted((CHECKOUT / "workers").rglob("*.py")):
        if path.name == "settings.py":
            continue
        found = re.findall(r"os\.getenv|os\.environ\[|os\.environ\.get", path.read_text())
        assert not found, f"{path} reads the environment: add a field to Settings instead"
