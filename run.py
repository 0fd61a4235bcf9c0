#!/usr/bin/env python3
"""Everything one does with this project, from a fresh clone on: `python3 run.py` lists it.

Standard library only, and the syntax of Python 3.9, so that an old Python can still say what is missing.
It decides how tools are found, installed and called; what they check stands in pyproject.toml and tests/.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any, Iterator

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNTIME = "requirements.txt"
TESTING = "requirements-test.txt"  # holds everything of RUNTIME at the same versions: a test looks
OLDEST = (3, 11)
PHASES = ("registration", "hacking", "scoring", "published")
PATIENCE = 60  # seconds that the demo's parts may take to answer
MEMORY = Path("/dev/shm")
ROOM_FOR_TESTS = 3 << 30

# The checks without running the product; `check` runs them at once, and the tests run them as tests.
CHECKS = {
    "ruff": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["mypy"],
    "djlint": ["djlint", "--lint", "--quiet", "templates"],
    "import-linter": ["lint-imports"],
}

KEYWORDS = ("_", "_l", "N_", "gettext", "lazy_gettext", "ngettext:1,2")


class Stop(Exception):
    """The end, with words for the person who asked; `code` is the exit code."""

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code


def main(arguments: list[str]) -> int:
    parser = _parser()
    options, further = parser.parse_known_args(arguments)
    if options.command is None:
        parser.print_help()
        return 0
    if further and options.command is not test:
        parser.error("unknown: " + " ".join(further))
    os.chdir(ROOT)
    options.further = further
    try:
        return options.command(options) or 0
    except Stop as stop:
        sys.stdout.flush()
        print(f"\n{stop}", file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="run.py", description="Minka: run it, test it, work on it.")
    commands = parser.add_subparsers(title="commands", metavar="")
    parser.set_defaults(command=None)
    started = commands.add_parser("demo", help="start a filled edition on this machine")
    started.add_argument("--port", type=int, default=8000, help="where it answers (default 8000)")
    started.add_argument("--database-url", metavar="URL", help="a PostgreSQL instead of a file")
    started.add_argument("--phase", choices=PHASES, help="where the edition stands (default hacking)")
    started.add_argument("--reset", action="store_true", help="throw the demo's data away, begin anew")
    started.set_defaults(command=demo)
    tested = commands.add_parser(
        "test", help="everything that must pass; further arguments go to pytest", allow_abbrev=False
    )
    tested.add_argument("--full", action="store_true", help="the long rounds as well")
    tested.set_defaults(command=test)
    for name, command, words in (
        ("check", check, "lint, types, imports, pure cores, rules, architecture: under a minute"),
        ("fmt", fmt, "format the code, bring the catalogue and the generated pages up to date"),
    ):
        commands.add_parser(name, help=words).set_defaults(command=command)
    measured = commands.add_parser("bench", help="measure, as ratios to a bare Flask, into docs/benchmarks.md")
    measured.add_argument("--quick", action="store_true", help="only try that everything is measured; write nothing")
    measured.set_defaults(command=bench)
    return parser


# --- test, check, fmt, bench -----------------------------------------------------------------------


def test(options: argparse.Namespace) -> int:
    install(TESTING)
    chosen = bool(options.further)
    environment = dict(os.environ)
    # What pytest makes of a test file, and Python of a module, is kept for the next process of the run.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if in_memory():
        environment.setdefault("TMPDIR", str(MEMORY))
    if not chosen:
        environment["CHROMIUM_PATH"] = chromium()
    command = [str(PYTHON), "-m", "pytest"]
    if not any(re.match(r"-n\d|-n$|--numprocesses", word) for word in options.further):
        command += ["-n", str(max(2, min(8, os.cpu_count() or 2))), "--dist", "worksteal"]
    if options.full:
        command.append("--full")
    if not chosen:
        # The ordinary run traces rules and pure cores only (tests/machinery/selection.py): their gaps fail it.
        command += ["--cov"]
        command += ["--cov-report=term:skip-covered"] if options.full else ["--cov-report=", "--cov-fail-under=0"]
    sys.stdout.flush()
    # From here on pytest is this process: its closing line is the last one, its exit code is ours.
    os.execve(command[0], command + options.further, environment)


def in_memory() -> bool:
    """Whether tests can write into memory: a disk takes most of a second to copy an empty PostgreSQL database."""
    try:
        place = os.statvfs(MEMORY)
    except OSError:
        return False
    has_room = place.f_bavail * place.f_frsize >= ROOM_FOR_TESTS
    return has_room and os.access(MEMORY, os.W_OK) and not place.f_flag & os.ST_NOEXEC


def check(options: argparse.Namespace) -> int:
    install(TESTING)
    started = time.monotonic()
    running = {name: _tool(words, background=True) for name, words in CHECKS.items()}
    failed = []
    for name, process in running.items():
        output = process.communicate()[0]
        print(f"{'ok  ' if process.returncode == 0 else 'FAIL'} {name}", flush=True)
        if process.returncode:
            failed.append(name)
            print(output, flush=True)
    pytest = ["-m", "pytest", "-m", "core", "-n", "2", "--quiet", "--deselect=tests/architecture/test_static.py"]
    if subprocess.call([str(PYTHON), *pytest]):
        failed.append("pytest")
    seconds = time.monotonic() - started
    print(f"{'failed: ' + ', '.join(failed) if failed else 'all good'} ({seconds:.0f} s)")
    return 1 if failed else 0


def fmt(options: argparse.Namespace) -> int:
    install(TESTING)
    _must("ruff", "check", "--fix", "--exit-zero", "--quiet", ".")
    _must("ruff", "format", "--quiet", ".")
    _update_catalogue()
    if (ROOT / "wsgi.py").exists():
        _must("flask", "docs")
    print("Formatted. Fill what is empty in translations/es/LC_MESSAGES/messages.po.")
    return 0


def bench(options: argparse.Namespace) -> int:
    install(TESTING)
    words = ["--quick"] if options.quick else []
    return subprocess.call([str(PYTHON), "-m", "tests.bench", *words])


def _update_catalogue() -> None:
    catalogue = ROOT / "translations" / "es" / "LC_MESSAGES" / "messages.po"
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "messages.pot")
        extract_messages(template)
        if not catalogue.exists():
            _must("pybabel", "--quiet", "init", "-i", template, "-d", "translations", "-l", "es")
        flags = ["--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "-w", "100"]
        _must("pybabel", "--quiet", "update", "-i", template, "-d", "translations", "-l", "es", *flags)


def extract_messages(template: str) -> None:
    """Write every source text of code and templates into the file `template`."""
    keywords = [word for keyword in KEYWORDS for word in ("-k", keyword)]
    flags = ["--no-location", "--sort-output", "--no-default-keywords", "-w", "100"]
    folders = [name for name in ("hackathon", "templates") if (ROOT / name).is_dir()]
    _must("pybabel", "--quiet", "extract", "-F", "pyproject.toml", *keywords, *flags, "-o", template, *folders)


def _must(*words: str) -> None:
    process = _tool(list(words))
    if process.returncode:
        raise Stop(f"{words[0]} says:\n{process.stdout}")


def _tool(words: list[str], background: bool = False) -> Any:
    """A tool of the virtual environment, its two outputs as one text."""
    command = [str(VENV / "bin" / words[0]), *words[1:]]
    start: Any = subprocess.Popen if background else subprocess.run
    return start(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


# --- demo ------------------------------------------------------------------------------------------


def demo(options: argparse.Namespace) -> int:
    install(RUNTIME)
    return Demo(options).run()


class Demo:
    """A filled edition: web, worker and the stand-in portal, started together and stopped together.

    What must stay the same from one start to the next (phase, the stand-in's port) is kept beside the data.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.folder = ROOT / "instance" / ("demo" + _mark_of(options.database_url))
        self.address = f"http://127.0.0.1:{options.port}"
        self.parts: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> int:
        self.folder.mkdir(parents=True, exist_ok=True)
        with only_one(self.folder / "running", self._already_running()):
            (self.folder / "running").write_text(self.address)
            if self.options.reset:
                self._clear()
            state = self._state()
            _must_be_free(self.options.port, "--port")
            environment = self._environment(state["stand_in_port"])
            with _terminated_politely():
                try:
                    self._start_all(state, environment)
                    self._watch()
                finally:
                    self._stop_all()
        return 0

    def _already_running(self) -> str:
        file = self.folder / "running"
        place = file.read_text().strip() if file.exists() else ""
        return f"The demo of this folder is already running at {place}. Use it, or stop it where it runs with Ctrl-C."

    def _clear(self) -> None:
        for path in self.folder.iterdir():
            if path.name != "running":
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _state(self) -> dict[str, Any]:
        file = self.folder / "demo.json"
        if not file.exists():
            return {"phase": self.options.phase or "hacking", "stand_in_port": _port_to_keep(), "loaded": False}
        state: dict[str, Any] = json.loads(file.read_text())
        if self.options.phase not in (None, state["phase"]):
            raise Stop(
                f"The demo was loaded in the phase “{state['phase']}” and keeps its dates.\n"
                f"To begin anew in “{self.options.phase}”, add --reset: what was entered in it is thrown away.",
                code=2,
            )
        return state

    def _environment(self, stand_in_port: int) -> dict[str, str]:
        """The settings of the demo alone: those of the person's shell must not leak into it."""
        kept = {name: value for name, value in os.environ.items() if not is_a_setting(name)}
        kept.update(
            HACKATHON_DATA_DIR=str(self.folder),
            HACKATHON_DEMO="yes",
            HACKATHON_PUBLIC_URL=self.address,
            HACKATHON_CONTACT_EMAIL="datos@demo.example",
            HACKATHON_ALLOWED_INTERNAL_HOSTS=f"127.0.0.1:{stand_in_port}",
            PYTHONUNBUFFERED="1",
        )
        if self.options.database_url:
            kept["HACKATHON_DATABASE_URL"] = self.options.database_url
        return kept

    def _start_all(self, state: dict[str, Any], environment: dict[str, str]) -> None:
        port = state["stand_in_port"]
        _must_be_free(port, None)
        print("Preparing the database …", flush=True)
        self._flask(environment, "db", "upgrade", quiet=True)
        stand_in = [str(PYTHON), "-m", "hackathon.demo.stand_in", "--port", str(port)]
        stand_in += ["--remember", str(self.folder / "portal-date.txt")]
        self._start("stand-in", stand_in, environment)
        self._wait("stand-in", f"http://127.0.0.1:{port}/")
        print("Loading the demo …" if not state["loaded"] else "The demo is loaded.", flush=True)
        flags = ["--phase", state["phase"], "--portal-url", f"http://127.0.0.1:{port}"]
        flags += ["--reset"] if self.options.reset else []
        logins = self._flask(environment, "demo", "load", *flags)
        state["loaded"] = True
        (self.folder / "demo.json").write_text(json.dumps(state))
        web = ["--worker-class", "gthread", "--threads", "8", "--bind", f"127.0.0.1:{self.options.port}"]
        quiet = ["--log-level", "warning", "--no-control-socket"]
        self._start("web", [str(PYTHON), "-m", "gunicorn", "wsgi:app", *web, *quiet], environment)
        self._start("worker", [str(PYTHON), "-m", "flask", "work"], environment)
        self._wait("web", f"{self.address}/healthz")
        print(f"\n{logins.strip()}\n\nMinka answers at {self.address}", flush=True)
        print(f"Sent mails: {self.address}/outbox · Logs: {self._shown(self.folder)}/*.log · Stop: Ctrl-C", flush=True)

    def _flask(self, environment: dict[str, str], *words: str, quiet: bool = False) -> str:
        """Run a command to its end; what it prints is the answer, its progress is shown as it comes."""
        log = subprocess.PIPE if quiet else None
        done = subprocess.run(
            [str(PYTHON), "-m", "flask", *words], env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        )
        if done.returncode:
            words_of_it = f"{done.stdout}\n{done.stderr or ''}".strip()
            raise Stop(f"flask {' '.join(words)} failed.\n{words_of_it}")
        return done.stdout

    def _start(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        # A session of its own: Ctrl-C reaches only us, and we stop the parts in order.
        with open(self.folder / f"{name}.log", "ab") as log:
            self.parts[name] = subprocess.Popen(
                command, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
            )

    def _wait(self, name: str, url: str) -> None:
        """Until the part answers, with whatever status; a part that ended or stays silent ends the demo."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._must_live(name)
            if _speaks(url):
                return
            time.sleep(0.1)
        raise Stop(f"{name} does not answer after {PATIENCE} s.\n{self._end_of_log(name)}")

    def _watch(self) -> None:
        while True:
            for name in self.parts:
                self._must_live(name)
            time.sleep(0.5)

    def _must_live(self, name: str) -> None:
        if self.parts[name].poll() is not None:
            code = self.parts[name].returncode
            raise Stop(f"{name} ended by itself (exit code {code}).\n{self._end_of_log(name)}")

    def _end_of_log(self, name: str) -> str:
        path = self.folder / f"{name}.log"
        lines = path.read_text(errors="replace").splitlines()[-20:]
        return "\n".join([f"The end of {self._shown(path)}:", *lines])

    def _shown(self, path: Path) -> str:
        return os.path.relpath(path, ROOT)

    def _stop_all(self) -> None:
        if self.parts:
            print("\nStopping …", flush=True)
        for part in reversed(list(self.parts.values())):
            _signal_group(part, signal.SIGTERM)
        end = time.monotonic() + 10
        for part in self.parts.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                part.wait(max(0.1, end - time.monotonic()))
            _signal_group(part, signal.SIGKILL)
            part.wait()


def _speaks(url: str) -> bool:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        direct.open(url, timeout=5).close()
    except urllib.error.HTTPError:
        return True  # a refusal is an answer too
    except OSError:
        return False
    return True


def _mark_of(database_url: str | None) -> str:
    return "-" + hashlib.sha256(database_url.encode()).hexdigest()[:8] if database_url else ""


def is_a_setting(name: str) -> bool:
    return name.startswith(("HACKATHON_", "FLASK_", "GUNICORN_")) or name == "DATABASE_URL"


def _must_be_free(port: int, flag: str | None) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            other = f"Choose another: python3 run.py demo {flag} {_free_port()}"
            fresh = "The demo's portal lives there. Free it, or begin anew with --reset."
            raise Stop(f"Port {port} is taken by another program. {other if flag else fresh}") from None
        except OverflowError:
            raise Stop(f"{port} is no port: choose one from 1024 to 65535.", code=2) from None


def _port_to_keep() -> int:
    """A port for years, not for now: outside of the range that systems hand to whoever connects."""
    for port in range(8700, 8800):
        with contextlib.suppress(Stop):
            _must_be_free(port, None)
            return port
    return _free_port()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


@contextlib.contextmanager
def _terminated_politely() -> Iterator[None]:
    """SIGTERM and a closed terminal end the demo as Ctrl-C does; only this process is asked."""

    def ask(number: int, frame: Any) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


# --- installing ------------------------------------------------------------------------------------


def install(lock: str) -> None:
    """The packages of `lock`, every one checked by its hash, into .venv; nothing when they are there."""
    if _is_stamped(lock) and _venv_works():
        return
    place = VENV.resolve().parent / ".cache"
    place.mkdir(exist_ok=True)
    with only_one(place / "install.lock"):
        if not _venv_works():
            _make_venv()
        if not _is_stamped(lock):
            _pip_install(lock)
            for name in {lock, RUNTIME}:
                _stamp(name).write_text(_hash_of(name))


def _venv_works() -> bool:
    code = f"import sys, importlib.util as u; sys.exit(sys.version_info < {OLDEST} or not u.find_spec('pip'))"
    return PYTHON.exists() and subprocess.call([str(PYTHON), "-c", code], stderr=subprocess.DEVNULL) == 0


def _is_stamped(lock: str) -> bool:
    stamp = _stamp(lock)
    return stamp.exists() and stamp.read_text() == _hash_of(lock)


def _stamp(lock: str) -> Path:
    return VENV / f"installed-{lock}"


def _hash_of(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _make_venv() -> None:
    python = _new_enough_python()
    _need_ensurepip(python)
    print(f"Making {VENV.name} …", flush=True)
    if VENV.exists() and not VENV.is_symlink():
        shutil.rmtree(VENV)
    done = subprocess.run([python, "-m", "venv", str(VENV)], capture_output=True, text=True)
    if done.returncode:
        raise Stop(f"The virtual environment could not be made.\n{done.stdout}{done.stderr}")


def _new_enough_python() -> str:
    if sys.version_info >= OLDEST:
        return sys.executable
    for minor in (14, 13, 12, 11):
        found = shutil.which(f"python3.{minor}")
        if found:
            return found
    mine = ".".join(map(str, sys.version_info[:3]))
    raise Stop(
        f"Minka needs Python 3.11 or newer; this one is {mine}, and no python3.11 … python3.14 was found.\n"
        "Debian 12, Ubuntu 24.04 and newer have it:  sudo apt-get install python3 python3-venv\n"
        "macOS:  brew install python@3.13"
    )


def _need_ensurepip(python: str) -> None:
    """Debian and Ubuntu leave out a part of Python that makes virtual environments."""
    if subprocess.call([python, "-c", "import ensurepip, venv"], stderr=subprocess.DEVNULL) == 0:
        return
    answer = subprocess.run(
        [python, "-c", "import sys; print('python%d.%d-venv' % sys.version_info[:2])"], capture_output=True, text=True
    )
    package = answer.stdout.strip()
    if not _apt_install(package):
        raise Stop(
            f"This Python cannot make a virtual environment yet. Once:  sudo apt-get install -y {package}\n"
            "Then the same command again."
        )


def _apt_install(package: str) -> bool:
    """Install a system package where that needs no question: as root, with apt-get."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"Installing {package} by apt-get …", flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = ["apt-get", "-o", "Acquire::http::Timeout=20", "-o", "Acquire::Retries=1"]
    subprocess.run([*apt, "update"], env=quiet, capture_output=True)
    done = subprocess.run([*apt, "install", "-y", package], env=quiet, capture_output=True, text=True)
    if done.returncode:
        print("\n".join((done.stdout + done.stderr).splitlines()[-5:]), file=sys.stderr)
    return done.returncode == 0


def _pip_install(lock: str) -> None:
    wanted = len(re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", (ROOT / lock).read_text(), re.MULTILINE))
    print(f"Installing {wanted} packages of {lock}, once; this takes a minute or two …", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--progress-bar", "off", "-r", lock]
    calm = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_ROOT_USER_ACTION="ignore", PIP_NO_INPUT="1")
    said, collected = [], 0
    with subprocess.Popen(
        command, cwd=ROOT, env=calm, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            collected += line.startswith(("Collecting", "Requirement already satisfied"))
            if sys.stdout.isatty():
                print(f"\r  {min(collected, wanted)} of {wanted}", end="", flush=True)
    if sys.stdout.isatty():
        print("\r" + " " * 20 + "\r", end="")
    if pip.returncode:
        end = "".join(said[-15:])
        raise Stop(f"pip could not install {lock}. Is the package index reachable? Its last words:\n\n{end}")


@contextlib.contextmanager
def only_one(path: Path, refusal: str | None = None) -> Iterator[None]:
    """Hold the lock file `path`; wait for whoever holds it, or stop with `refusal`."""
    with open(path, "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            if refusal:
                raise Stop(refusal) from None
            print("Another run.py is installing; waiting for it …", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


# --- the browser -----------------------------------------------------------------------------------


def chromium() -> str:
    """A Chromium that starts; installed where that needs no question, else the one command is told.

    The one without windows is wanted: the other draws a whole browser around each page, for three times the work.
    """
    found = find_chromium()
    is_chosen = "CHROMIUM_PATH" in os.environ or (found and WITHOUT_WINDOWS in Path(found).name.replace("_", "-"))
    if not is_chosen and _is_debian() and (_apt_install(f"chromium-{WITHOUT_WINDOWS}") or _apt_install("chromium")):
        found = find_chromium()
    if not found:
        raise Stop(NO_CHROMIUM)
    return found


WITHOUT_WINDOWS = "headless-shell"
NO_CHROMIUM = """The browser tests need a Chromium, and none was found. Once, one of:
  Debian   sudo apt-get install -y chromium-headless-shell
  macOS    brew install --cask chromium
  Ubuntu   .venv/bin/python -m playwright install --with-deps chromium
or name one that you have: CHROMIUM_PATH=/path/to/chromium python3 run.py test"""


PLAYWRIGHTS_OWN = (
    "chromium_headless_shell-*/*/*headless*shell",
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)


def find_chromium() -> str | None:
    """The path of the first Chromium that answers to --version; None without one."""
    named = os.environ.get("CHROMIUM_PATH")
    if named:
        if _answers(named):
            return named
        raise Stop(f"CHROMIUM_PATH names {named}, which does not start.")
    for path in _browser_candidates():
        if _answers(path):
            return path
    return None


def _browser_candidates() -> Iterator[str]:
    for name in (
        f"chromium-{WITHOUT_WINDOWS}",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
    ):
        found = shutil.which(name)
        if found:
            yield found
    for bundle in ("Chromium", "Google Chrome", "Microsoft Edge"):
        for folder in (Path("/Applications"), Path.home() / "Applications"):
            yield str(folder / f"{bundle}.app" / "Contents" / "MacOS" / bundle)
    caches = [Path.home() / ".cache" / "ms-playwright", Path.home() / "Library" / "Caches" / "ms-playwright"]
    if os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        caches.insert(0, Path(os.environ["PLAYWRIGHT_BROWSERS_PATH"]))
    for cache in caches:
        for pattern in PLAYWRIGHTS_OWN:
            yield from map(str, sorted(cache.glob(pattern), reverse=True))


def _answers(path: str) -> bool:
    # Ubuntu's chromium is a stub where there is no snap: it exists and does not start.
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _is_debian() -> bool:
    release = Path("/etc/os-release")
    return release.exists() and re.search(r"^ID=\"?debian", release.read_text(), re.MULTILINE) is not None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
