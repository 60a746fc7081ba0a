"""Keeping a worker's memory small although many threads take and give back megabytes."""

import contextlib
import ctypes
import gc
import sys
from typing import Final

M_ARENA_MAX: Final = -8  # mallopt(3) of glibc
ARENAS: Final = 1
YOUNG: Final = 20_000  # objects made and kept before the youngest are looked through for rings


def share_one_arena() -> None:
    """Let all threads of this process take memory from one heap; call before any thread starts.

    By default glibc gives threads heaps of their own, which keep what was freed: on hostile pages a worker of four
    threads grew to 235 MB that way, and stays under 160 MB with one heap. Elsewhere than on glibc nothing is done.
    """
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def settle_garbage() -> None:
    """Leave what was loaded out of every later search for garbage, and search less often; call when all is loaded.

    One capture makes several hundred objects, nearly all of which go by themselves: by default the whole of the young
    ones is searched with each.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG)
