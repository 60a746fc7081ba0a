"""The Celery application: JSON only, at least once, nothing kept about results."""

from celery import Celery

from complaints.settings import Settings
from workers.topics import TOPICS

VISIBILITY_SECONDS = 300


def make_app(settings: Settings) -> Celery:
    """Make the application for a deployment's broker.

    A task that was taken and not finished comes back after `VISIBILITY_SECONDS`, or at once when its worker stops.
    """
    app = Celery("aryz", broker=broker_url(settings), include=["workers.tasks"])
    app.conf.update(
        task_serializer="json",
        accept_content=["json"],
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_enable_remote_control=False,
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=2,
        task_default_queue="upkeep",
        task_routes={route.task: {"queue": route.queue} for route in TOPICS.values()},
        broker_transport_options={
            "visibility_timeout": VISIBILITY_SECONDS,
            "unacked_restore_interval": 2,
            "unacked_restore_throttle": 1,
            "socket_connect_timeout": 2,
        },
        task_publish_retry=False,
        enable_utc=True,
        timezone="UTC",
    )
    return app


def broker_url(settings: Settings) -> str:
    """Write the broker's address as Celery reads it."""
    return settings.redis_url
