"""The public pages, the signed-in ones and a save, in installations of growing size, against the floor."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from tests.bench import crowd, floor
from tests.bench.client import Line
from tests.bench.processes import flask, in_folder, run_measured
from tests.bench.report import Finding, Section, times
from tests.bench.rounds import Case, play
from tests.bench.scope import Scope
from tests.bench.servers import Server, serving
from tests.factories import PASSWORD

PUBLIC, SIGNED_IN = ("event", "gallery", "project", "dataset"), ("my panel", "project form")
LEAST_SPEED, MOST_CPU, MOST_SIGNED_IN, MOST_GROWTH, LEAST_SAVES = 0.4, 3, 4, 1.3, 0.4
MOST_MB, MOST_SECONDS = 150, 2
_ASSET = re.compile(r'(?:href|src)="(/static/[^"]+)"')
LOADED = "every room and library is loaded at the start, also what only the worker needs"
COUNTED = "what the page counts of an event is counted anew, row by row"
HEADERS = "beside the kept page each answer asks whether the log has moved, and sets its own headers"
ANEW = "made anew"
SPREAD = "the cost is spread over the statements, the objects made of them and the page's macros, with no single place to gain"

LATER = [
    Finding(
        "deadline rush, 1,000 signed-in teams in 60 s", "0 lost, p99 < 2 s", "–", None, "comes with the project issue"
    ),
    Finding("score sheet; tablero de control", "≤ 4 × `table50`", "–", None, "come with the jury and dashboard issues"),
]

Told = Callable[[str], None]


@dataclass
class Measured:
    """The cases of one run, by what they do and at which size; `stack` closes what was opened for them."""

    stack: ExitStack
    floors: dict[str, Case] = field(default_factory=dict)
    cases: dict[tuple[str, int], Case] = field(default_factory=dict)
    servers: dict[int, Server] = field(default_factory=dict)

    def line(self, server: Server) -> Line:
        """A connection that stays open as long as the run."""
        return self.stack.enter_context(server.line())

    def everything(self) -> list[Case]:
        return [*self.floors.values(), *self.cases.values()]


def measure(folder: Path, scope: Scope, *, told: Told) -> tuple[list[Finding], list[Section]]:
    """Fill an installation for each size, serve them all beside the floor, and let the cases take turns."""
    with ExitStack() as stack:
        measured = Measured(stack)
        _serve_floor(folder / "floor", scope, measured)
        for projects, people in scope.sizes:
            told(f"filling {projects:,} projects, {people:,} people")
            place = folder / f"crowd-{projects}"
            run_measured(flask("db", "upgrade"), place)
            full = crowd.fill(place, projects=projects, people=people, savers=scope.teams)
            settings, ask = in_folder(place), full.pages["event"]
            server = stack.enter_context(serving("wsgi:app", place, ask=ask, **settings))
            anew = stack.enter_context(serving("wsgi:app", place, ask=ask, **settings, HACKATHON_PAGE_CACHE="0"))
            measured.servers[projects] = server
            _add_cases(measured, server, anew, full, scope)
        play(measured.everything(), rounds=scope.rounds, seconds=scope.seconds, told=told)
        return _findings(measured, scope), [_table(measured)]


def _serve_floor(folder: Path, scope: Scope, measured: Measured) -> None:
    folder.mkdir(parents=True)
    database = str(floor.fill(folder / "floor.sqlite"))
    application = "tests.bench.floor:create_app()"
    server = measured.stack.enter_context(serving(application, folder, ask="/hello", BENCH_FLOOR=database))
    for name in ("hello", "table50"):
        measured.floors[name] = Case(
            name, server, [_looking(measured.line(server), f"/{name}") for _ in range(scope.visitors)]
        )
    measured.floors["form"] = Case(
        "form", server, [_filling_in(measured.line(server), key + 1) for key in range(scope.teams)]
    )


def _add_cases(measured: Measured, server: Server, anew: Server, full: crowd.Crowd, scope: Scope) -> None:
    """Public pages from the cache, and from a server without one: only there does their own cost show."""
    lines = [_signed_in(measured.line(server), email) for email in full.savers]
    works: dict[str, list[Callable[[], None]]] = {
        name: [_looking(measured.line(server), path) for _ in range(scope.visitors)]
        for name, path in full.pages.items()
    }
    for name, path in zip(SIGNED_IN, ("/events/open/me", "/events/open/me/project"), strict=True):
        works[name] = [_looking(line, path) for line in lines[: scope.visitors]]
    works["save"] = [_saving(line) for line in lines]
    for name, visitors in works.items():
        measured.cases[name, full.projects] = Case(f"{name} at {full.projects:,}", server, visitors)
    for name, path in full.pages.items():
        visitors = [_looking(measured.line(anew), path) for _ in range(scope.visitors)]
        case = Case(f"{name}, {ANEW}, at {full.projects:,}", anew, visitors)
        measured.cases[f"{name}, {ANEW}", full.projects] = case


def _looking(line: Line, path: str) -> Callable[[], None]:
    def look() -> None:
        answer = line.get(path)
        assert answer.status == 200, f"{path} answered {answer.status}"

    return look


def _filling_in(line: Line, key: int) -> Callable[[], None]:
    numbers = count()

    def fill_in() -> None:
        answer = line.submit(f"/form/{key}", text=f"Text {next(numbers)}")
        assert answer.status == 303, f"the form answered {answer.status}"

    return fill_in


def _signed_in(line: Line, email: str) -> Line:
    answer = line.submit("/login", email=email, password=PASSWORD)
    assert answer.status in {302, 303}, f"signing in answered {answer.status}"
    return line


def _saving(line: Line) -> Callable[[], None]:
    numbers = count()

    def save() -> None:
        answer = line.submit("/events/open/me/project", summary=f"Un resumen que cambia, {next(numbers)}.")
        assert answer.status == 303, f"the save answered {answer.status}"

    return save


def _findings(measured: Measured, scope: Scope) -> list[Finding]:
    sizes = [projects for projects, _ in scope.sizes]
    hello, table50, form = (measured.floors[name] for name in ("hello", "table50", "form"))
    found = []
    for name in PUBLIC:
        speed = min(measured.cases[name, size].speed_against(hello) for size in sizes)
        work = f"{name}, from the cache: requests per second"
        found.append(Finding(work, "≥ 0.4 × `hello`", times(speed), speed >= LEAST_SPEED, HEADERS))
    made_anew = [f"{name}, {ANEW}" for name in PUBLIC]
    for names, most in ((made_anew, MOST_CPU), (SIGNED_IN, MOST_SIGNED_IN)):
        for name in names:
            cost = max(measured.cases[name, size].cpu_against(table50) for size in sizes)
            reached = cost <= most
            found.append(
                Finding(f"{name}: processor", f"≤ {most} × `table50`", times(cost), reached, "" if reached else SPREAD)
            )
    for name in made_anew:
        growth = measured.cases[name, sizes[-1]].cpu_against(measured.cases[name, sizes[0]])
        work = f"{name}: {sizes[-1]:,} projects against {sizes[0]:,}"
        found.append(Finding(work, "≤ 1.3 ×", times(growth), growth <= MOST_GROWTH, COUNTED))
    for size in sizes:
        saves = measured.cases["save", size].speed_against(form)
        reached, work = saves >= LEAST_SAVES, f"save at {size:,} projects"
        found.append(Finding(work, "≥ 0.4 × `form`", times(saves), reached, "" if reached else SPREAD))
    return [*found, *_weights(measured.servers[sizes[-1]]), *LATER]


def _weights(server: Server) -> list[Finding]:
    """What a first visit to the event's page carries, and what the worker holds after all of this."""
    with server.line() as line:
        page, addresses = line.get("/events/over"), set(_ASSET.findall(line.read("/events/over")))
        assets = {address: line.get(address.replace("&amp;", "&")) for address in addresses}
    kinds = {kind: sum(len(a.body) for path, a in assets.items() if f".{kind}" in path) for kind in ("css", "js")}
    whole = len(page.body) + sum(len(answer.body) for answer in assets.values())
    rows: list[tuple[str, float, float, str]] = [
        ("HTML", len(page.body) / 1024, 20, "KB"),
        ("CSS", kinds["css"] / 1024, 18, "KB"),
        ("JS", kinds["js"] / 1024, 25, "KB"),
        ("everything", whole / 1024, 150, "KB"),
        ("requests", len(assets) + 1, 12, "requests"),
    ]
    found = [
        Finding(f"first visit, compressed: {name}", f"≤ {most:g} {unit}", f"{value:.0f} {unit}", value <= most)
        for name, value, most, unit in rows
    ]
    memory, seconds = server.memory_mb(), server.seconds_to_first_answer
    return [
        *found,
        Finding("memory of one web worker", f"≤ {MOST_MB} MB", f"{memory:.0f} MB", memory <= MOST_MB, LOADED),
        Finding(
            "from start to first answer", f"≤ {MOST_SECONDS} s", f"{seconds:.1f} s", seconds <= MOST_SECONDS, LOADED
        ),
    ]


def _table(measured: Measured) -> Section:
    rows: list[tuple[Any, ...]] = [
        (case.name, f"{case.per_second:.0f}", f"{case.cpu_ms:.2f}") for case in measured.everything()
    ]
    return Section("Pages and saves", ("case", "per second", "milliseconds of the processor"), rows)
