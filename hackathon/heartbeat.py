"""A beat beside long work: while it goes on, something is done again and again in a thread of its own."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta


@contextmanager
def beating(beat: Callable[[], None], *, every: timedelta, most: int) -> Iterator[None]:
    """Call `beat` again and again until the block ends, `most` times: what hangs forever is not kept alive forever."""
    ended = threading.Event()

    def go() -> None:
        for _ in range(most):
            if ended.wait(every.total_seconds()):
                return
            beat()

    thread = threading.Thread(target=go, name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
