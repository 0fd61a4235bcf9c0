"""Reading what strangers send in a process of its own: it has so much memory and time, and its end is nobody else's.

Readers of foreign formats are other people's code, and a file of some kilobytes can ask them for gigabytes. Checking its
sizes first refuses the ways that are known; this holds for the others.
"""

import multiprocessing
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from typing import Any, TypeVar

Found = TypeVar("Found")
NO_MEMORY = 77  # the exit code of a reader that got no more memory
TOO_MUCH = {NO_MEMORY, -signal.SIGXCPU, -signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS}
"""How a reader ends by what it reads. A library that gets no memory aborts, or writes where it has none: nobody else sends
these. SIGKILL and SIGTERM come from outside (the machine's own memory, a deploy), and say nothing of the file."""
GRACE = 5  # seconds between the limit of time, which has a signal of its own, and the one that only kills


@dataclass(frozen=True)
class Bounds:
    """What one reading may take: bytes of memory, the interpreter's own among them, and seconds of a processor."""

    memory: int = 1_500_000_000
    seconds: int = 900


class TookTooMuch(Exception):
    """The reading wanted more memory or time than it has, or its reader broke on what it read."""


class ReaderLost(Exception):
    """The reader was ended from outside: what it read may be read again."""


def apart(read: Callable[..., Found], *arguments: object, bounds: Bounds | None = None) -> Found:
    """What `read`, a function of a module, makes of these; raises what it raises, TookTooMuch and ReaderLost."""
    context = _server(read.__module__)
    ours, theirs = context.Pipe(duplex=False)
    reader = context.Process(target=_answer, args=(theirs, bounds or Bounds(), read, arguments), daemon=True)
    with ours:
        with theirs:
            reader.start()
        try:
            found, failure = ours.recv()
        except EOFError as ended:
            reader.join()
            raise (TookTooMuch if reader.exitcode in TOO_MUCH else ReaderLost)(reader.exitcode) from ended
        finally:
            reader.kill()  # it has answered, or nobody waits for it any more
            reader.join()
    if failure is not None:
        raise failure
    return found


@cache
def _server(module: str) -> ForkServerContext:
    """Where readers come from: not from a process that has threads, for a fork would keep whatever they have locked."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])  # once, so that a reader begins at once
    return context


def _answer(out: Connection, bounds: Bounds, read: Callable[..., Any], arguments: tuple[object, ...]) -> None:
    try:
        _bound(bounds)
        out.send(_made(read, arguments))
    except MemoryError:
        raise SystemExit(NO_MEMORY) from None


def _made(read: Callable[..., Any], arguments: tuple[object, ...]) -> tuple[Any, Exception | None]:
    try:
        return read(*arguments), None
    except MemoryError:
        raise
    except Exception as failure:  # noqa: BLE001  # whatever it is, it is raised where somebody asked
        return None, failure


def _bound(bounds: Bounds) -> None:
    _limit(resource.RLIMIT_AS, bounds.memory, bounds.memory)
    _limit(resource.RLIMIT_CPU, bounds.seconds, bounds.seconds + GRACE)
    _limit(resource.RLIMIT_CORE, 0, 0)


def _limit(kind: int, soft: int, hard: int) -> None:
    """Never more than this process may have anyway: nobody but the system's owner raises a hard limit."""
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), min(hard, most)
    resource.setrlimit(kind, (soft, hard))
