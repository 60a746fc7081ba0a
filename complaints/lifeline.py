"""Ties the life of a child process to its parent's, so that a parent killed outright leaves no orphans."""

import contextlib
import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # prctl(2)


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent, the process `parent`, ends in whatever way.

    Linux only (prctl(2)); elsewhere parts still end with a supervisor that stops in good order. The setting survives
    exec, not fork, so each generation calls it anew.
    """
    if sys.platform != "linux":
        return
    # A C library without prctl is not Linux as we know it: then only orderly stops are covered, as elsewhere.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the kernel was told
        os.kill(os.getpid(), signal.SIGKILL)
