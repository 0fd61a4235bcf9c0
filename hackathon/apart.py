"""Reading what strangers send in a process of its own: it has so much memory and time, and its end is nobody else's.

Readers of foreign formats are other people's code, and a file of some kilobytes can ask them for gigabytes. Checking its
sizes first refuses the ways that are known; this holds for the others.
"""

import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from multiprocessing.context import ForkServerContext
from typing import TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True)
class Bounds:
    """What one reading may take: bytes of memory, the interpreter's own among them, and seconds of a processor."""

    memory: int = 1_500_000_000
    seconds: int = 900


class TookTooMuch(Exception):
    """The reading wanted more memory or time than it has."""


def apart(read: Callable[..., Found], *arguments: object, bounds: Bounds | None = None) -> Found:
    """What `read`, a function of a module, makes of these; raises what it raises, and TookTooMuch."""
    with ProcessPoolExecutor(1, _server(read.__module__), _bound, (bounds or Bounds(),)) as readers:
        try:
            return readers.submit(read, *arguments).result()
        except (BrokenProcessPool, MemoryError) as ended:
            raise TookTooMuch from ended


@cache
def _server(module: str) -> ForkServerContext:
    """Where readers come from: not from a process that has threads, for a fork would keep whatever they have locked."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])  # once, so that a reader begins at once
    return context


def _bound(bounds: Bounds) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (bounds.memory, bounds.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (bounds.seconds, bounds.seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
