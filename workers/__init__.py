"""Background work: the Celery application, the relay from outbox to queues, the tasks and their schedule."""
