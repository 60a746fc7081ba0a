"""Starts the product's own workers loaded already: `aryz worker` as a process of its own, without the seconds it loads.

For every line on standard input a worker is forked and its process id printed; another line is read once it has gone.
"""

import os
import sys

import celery.apps.worker
import celery.bin.worker
import celery.concurrency.thread
import celery.worker
import celery.worker.consumer
import kombu.transport.redis

from complaints.domain.checks import steps
from workers import parts, tasks

# Everything that a worker loads, so that forking is all it takes.
LOADED = (celery.apps, celery.bin, celery.concurrency, celery.worker, kombu.transport, steps, tasks)


def main() -> None:
    """Fork and bury until standard input ends."""
    assert LOADED
    sys.argv = ["workers.parts", "worker", "--queues", "intake,checks"]
    print(os.getpid(), flush=True)
    for _ in iter(sys.stdin.readline, ""):
        child = os.fork()
        if child == 0:
            parts.main()
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
        print(child, flush=True)


if __name__ == "__main__":
    main()
