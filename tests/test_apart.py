"""A process of its own for what strangers send: its end is nobody else's."""

import os
import resource
import signal
import threading

import pytest

from hackathon.apart import Bounds, ReaderLost, TookTooMuch, _bound, apart

ROOM = 1_000_000_000


def process() -> int:
    return os.getpid()


def joined(*words: str) -> str:
    return " ".join(words)


def filling(size: int) -> int:
    return len(bytearray(size))


def ending() -> None:
    os.abort()  # as a reader does that is not written in Python and gets no memory


def struck(by: int) -> None:
    os.kill(os.getpid(), by)


def bounded_twice() -> tuple[int, int]:
    """The limits of memory after a wish for more than the system's owner left."""
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))
    _bound(Bounds(memory=2 * ROOM))
    return resource.getrlimit(resource.RLIMIT_AS)


def turning() -> None:
    while True:
        pass


def refusing() -> None:
    raise ValueError("not this")


def test_it_is_read_in_another_process_with_what_it_is_given() -> None:
    assert apart(process) != os.getpid()
    assert apart(joined, "a", "b") == "a b"


def test_what_the_reader_raises_is_raised_here() -> None:
    with pytest.raises(ValueError, match="not this"):
        apart(refusing)


def test_more_memory_than_it_has_is_too_much() -> None:
    assert apart(filling, ROOM // 4, bounds=Bounds(memory=ROOM)) == ROOM // 4
    with pytest.raises(TookTooMuch):
        apart(filling, 2 * ROOM, bounds=Bounds(memory=ROOM))


def test_a_reader_that_ends_midway_is_too_much() -> None:
    with pytest.raises(TookTooMuch):
        apart(ending)


@pytest.mark.parametrize("by", [signal.SIGTERM, signal.SIGKILL])
def test_a_reader_that_somebody_else_ends_says_nothing_of_what_it_read(by: int) -> None:
    with pytest.raises(ReaderLost):
        apart(struck, by)


def test_no_limit_is_above_the_one_that_the_system_has_set() -> None:
    assert apart(bounded_twice) == (ROOM, ROOM)


def test_more_time_than_it_has_is_too_much() -> None:
    with pytest.raises(TookTooMuch):
        apart(turning, bounds=Bounds(seconds=1))


def test_two_readers_at_once_do_not_wait_for_one_another() -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(apart(filling, 10))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [10] * 4
