"""Servers to measure: started as in production, one worker each, and asked by the system what they use."""

import contextlib
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from run import ROOT
from tests.bench.client import Line
from tests.bench.processes import environment

THREADS = 8
PATIENCE = 60  # seconds


@dataclass
class Server:
    """A running gunicorn with one worker."""

    port: int
    master: psutil.Process
    seconds_to_first_answer: float

    @property
    def worker(self) -> psutil.Process:
        return self.master.children()[0]

    def cpu_seconds(self) -> float:
        """What its worker has used of the processor since it was born."""
        times = self.worker.cpu_times()
        return float(times.user + times.system)

    def memory_mb(self) -> float:
        """The resident memory of its worker, pages that it shares with others counted too."""
        return float(self.worker.memory_info().rss) / 1_000_000

    def line(self) -> Line:
        return Line("127.0.0.1", self.port)


@contextlib.contextmanager
def serving(application: str, folder: Path, *, ask: str, **settings: str) -> Iterator[Server]:
    """Serve `application`; it is there when it has answered `ask`. What it says goes into a log in `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    command += ["--worker-class", "gthread", "--threads", str(THREADS), "--keep-alive", "30"]
    command += ["--log-level", "warning", "--no-control-socket"]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "server.log").open("ab") as log:
        started = time.perf_counter()
        process = subprocess.Popen(command, env=environment(**settings), cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait(process, port, ask, folder / "server.log")
        yield Server(port, psutil.Process(process.pid), time.perf_counter() - started)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def _wait(process: subprocess.Popen[bytes], port: int, ask: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended by itself:\n{log.read_text()[-2000:]}")
        with contextlib.suppress(OSError), Line("127.0.0.1", port) as line:
            answer = line.get(ask)
            if answer.status != 200:
                raise RuntimeError(f"{ask} answered {answer.status}:\n{log.read_text()[-2000:]}")
            return
        time.sleep(0.01)
    raise RuntimeError(f"No server on port {port} after {PATIENCE} s:\n{log.read_text()[-2000:]}")
