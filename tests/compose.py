"""Reads docker-compose.yml as Compose does: merges, then values from the environment."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from tests.servers import CHECKOUT

FILE = CHECKOUT / "docker-compose.yml"
OUR_IMAGE = "aryz"
VARIABLE = re.compile(r"\$(?:(?P<dollar>\$)|\{(?P<name>\w+)(?:(?P<kind>:[-?])(?P<words>[^}]*))?\})")


class MissingVariable(Exception):
    """A variable that the file requires is not set; the text is the file's own message."""


def load() -> dict[str, Any]:
    """Read the file, variables as written."""
    read: dict[str, Any] = yaml.safe_load(FILE.read_text())
    return read


def services() -> dict[str, dict[str, Any]]:
    """Give the services by name."""
    found: dict[str, dict[str, Any]] = load()["services"]
    return found


def ours() -> dict[str, dict[str, Any]]:
    """Give the services that run this project's image."""
    return {name: service for name, service in services().items() if service["image"] == OUR_IMAGE}


def interpolate(value: Any, variables: Mapping[str, str]) -> Any:
    """Put the environment's values into a part of the file; raises MissingVariable as Compose refuses to start."""
    if isinstance(value, dict):
        return {key: interpolate(each, variables) for key, each in value.items()}
    if isinstance(value, list):
        return [interpolate(each, variables) for each in value]
    return VARIABLE.sub(lambda found: _value(found, variables), value) if isinstance(value, str) else value


def _value(found: "re.Match[str]", variables: Mapping[str, str]) -> str:
    if found["dollar"]:
        return "$"
    given = variables.get(found["name"], "")
    if given or found["kind"] is None:
        return given
    if found["kind"] == ":?":
        raise MissingVariable(f"{found['name']}: {found['words']}")
    return str(found["words"])


def queues(service: Mapping[str, Any]) -> list[str]:
    """Name the queues a service listens to: none where it is not a worker."""
    command = service.get("command", [])
    if command[:2] != ["aryz", "worker"]:
        return []
    listed: str = command[command.index("--queues") + 1]
    return listed.split(",")
