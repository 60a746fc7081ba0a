"""The tasks: five lines each; ids cross queues, all judgement is in the use cases."""

from collections.abc import Callable
from functools import cache
from typing import Any

from celery import shared_task

from complaints.bootstrap import Application, build
from complaints.settings import Settings
from workers.topics import TOPICS

RETRIES = {"autoretry_for": (Exception,), "retry_backoff": 2, "retry_backoff_max": 300, "max_retries": 5}


@cache
def application() -> Application:
    """Wire this process's use cases, once."""
    return build(Settings.from_environment())


def _task(topic: str) -> Callable[..., None]:
    def run(**payload: int) -> None:
        application().handlers[topic](**payload)

    run.__doc__ = f"Answer {topic}."
    task: Any = shared_task(name=TOPICS[topic].task, **RETRIES)(run)
    return task  # type: ignore[no-any-return]  # Celery's task proxy is callable


TASKS = {topic: _task(topic) for topic in TOPICS}
