"""A process of its own for what strangers send: its end is nobody else's."""

import os
import threading

import pytest

from hackathon.apart import Bounds, TookTooMuch, apart

ROOM = 1_000_000_000


def process() -> int:
    return os.getpid()


def joined(*words: str) -> str:
    return " ".join(words)


def filling(size: int) -> int:
    return len(bytearray(size))


def ending() -> None:
    os.abort()  # as a reader does that is not written in Python and gets no memory


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
