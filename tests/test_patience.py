"""How a host is asked: in turn among all processes, let alone when it says so, and at rest when it gives no answer."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from hackathon.errors import HostSilent, PortalBusy, PortalUnavailable, TurnTaken
from hackathon.net import Fetcher, Limits
from hackathon.patience import FAILURES_TO_REST, FIRST_REST, LONGEST_REST, Turns
from tests.machinery.network import way_out
from tests.portal.replay import Reply, Server

HOST = ("portal.example", 443)
ONCE = Limits(connect=1, read=1, total=2, attempts=1)


class Hours:
    """A clock that a test moves, in seconds."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hours() -> Hours:
    return Hours()


def turns_in(folder: Path) -> Turns:
    return Turns(folder, pause=0, sleep=lambda seconds: None, unhurried=frozenset(), now=lambda: 0.0)


def refused(way: Fetcher, server: Server, kind: type[PortalUnavailable]) -> PortalUnavailable:
    with pytest.raises(kind) as refusal:
        way.fetch(server.url, limits=ONCE)
    return refusal.value


def test_a_second_reader_of_a_host_waits_its_turn_and_not_for_ever(tmp_path):
    turns = turns_in(tmp_path)

    with (
        turns.turn("https://portal.example/", HOST, patience=1),
        pytest.raises(TurnTaken, match="under way") as taken,
        turns.turn("https://portal.example/", HOST, patience=0.01),
    ):
        pass
    assert taken.value.wait == 60

    with turns.turn("https://portal.example/", ("portal.example", 80), patience=0.01):
        pass  # another port is another host


def test_so_does_a_second_process(tmp_path):
    holding = (
        "import sys, pathlib; from tests.test_patience import HOST, turns_in\n"
        "with turns_in(pathlib.Path(sys.argv[1])).turn('https://portal.example/', HOST, patience=1):\n"
        "    print('mine', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "mine\n"
        with pytest.raises(TurnTaken), turns_in(tmp_path).turn("https://portal.example/", HOST, patience=0.05):
            pass
        other.stdin.close()
    with turns_in(tmp_path).turn("https://portal.example/", HOST, patience=1):
        pass


@pytest.mark.parametrize("torn", ["", "{", '{"failures": 3', '["a"]', '{"unknown": 1}'])
def test_a_file_that_was_torn_says_nothing_of_its_host(tmp_path, torn):
    with turns_in(tmp_path).turn("https://portal.example/", HOST, patience=1) as host:
        host.failures = 3
    [file] = tmp_path.iterdir()
    file.write_text(torn)

    with turns_in(tmp_path).turn("https://portal.example/", HOST, patience=1) as host:
        assert host.failures == 0


def test_a_host_that_gives_no_answer_again_and_again_is_left_alone_and_asked_again(hours):
    answers = [Reply(503)] * (FAILURES_TO_REST + 1)
    with Server(lambda ask: answers.pop(0) if answers else Reply(body=b"1")) as server:
        way = way_out(server, now=hours)
        for _ in range(FAILURES_TO_REST):
            refused(way, server, PortalBusy)
        silent = refused(way, server, HostSilent)
        assert (silent.values, len(server.hits)) == ({"times": 6, "minutes": 5}, FAILURES_TO_REST)

        hours.now += FIRST_REST + 1
        refused(way, server, PortalBusy)  # asked once, in vain: twice as long
        assert refused(way, server, HostSilent).values == {"times": 7, "minutes": 10}

        hours.now += 2 * FIRST_REST + 1
        for _ in range(2):
            way.fetch(server.url, limits=ONCE).body.close()
        assert len(server.hits) == FAILURES_TO_REST + 3


def test_a_rest_is_never_longer_than_an_hour(hours, tmp_path):
    turns = turns_in(tmp_path)
    with turns.turn("https://portal.example/", HOST, patience=1) as host:
        for _ in range(40):
            host.failed(hours.now)

    assert host.rests_until == hours.now + LONGEST_REST


def test_one_answer_among_failures_is_a_host_that_lives(hours):
    answers = [Reply(502 if number % FAILURES_TO_REST else 404) for number in range(20)]
    with Server(lambda ask: answers[len(server.hits) - 1]) as server:
        way = way_out(server, now=hours)
        for _ in answers:
            with suppress(PortalBusy):
                way.fetch(server.url, limits=ONCE).body.close()

        assert len(server.hits) == len(answers)


def test_an_answer_that_is_too_large_is_an_answer(hours):
    with Server(lambda ask: Reply(body=b"x" * 1000)) as server:
        way = way_out(server, now=hours)
        for _ in range(FAILURES_TO_REST + 2):
            with pytest.raises(PortalUnavailable):
                way.fetch(server.url, limits=Limits(most_bytes=10, attempts=1))

        assert len(server.hits) == FAILURES_TO_REST + 2


def test_who_asks_to_be_left_alone_is_whoever_of_us_asks_next(hours):
    answers = [Reply(429, b"", {"Retry-After": "600"})]
    with Server(lambda ask: answers.pop(0) if answers else Reply(body=b"1")) as server:
        way = way_out(server, now=hours)
        assert refused(way, server, PortalBusy).wait == 600
        hours.now += 200
        assert refused(way, server, PortalBusy).wait == 400
        assert len(server.hits) == 1

        hours.now += 401
        way.fetch(server.url, limits=ONCE).body.close()


def test_no_host_silences_itself_for_longer_than_an_hour(hours):
    answers = [Reply(429, b"", {"Retry-After": "999999"})]
    with Server(lambda ask: answers.pop(0) if answers else Reply(body=b"1")) as server:
        way = way_out(server, now=hours)
        refused(way, server, PortalBusy)

        hours.now += 3601
        way.fetch(server.url, limits=ONCE).body.close()
