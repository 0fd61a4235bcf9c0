"""What was measured, as a page for people: each target with reached or not and why, then the tables behind it."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PAGE = """# Benchmarks

`python3 run.py bench` measures and writes this page. Nearly everything is a ratio to a floor, measured in the same run on the
same machine: a bare Flask under the same server (`tests/bench/floor.py`). `hello` answers a word, `row` one row by key
in a small template, `table50` fifty rows in a table; `form` opens a form with a CSRF token, sends it and stores one durable
UPDATE in an SQLite with our pragmas. The server is one gunicorn worker with eight threads for both, its clients keep their
connections alive and accept compression as browsers do. Cases take turns in rounds, and the median of the rounds' ratios
counts; processor time is that of the server's worker, as the system counts it.

{machine}

## Targets

{targets}
"""


@dataclass
class Finding:
    """One target: what was promised, what was measured, and whether that is enough (None: not measured yet)."""

    work: str
    target: str
    measured: str
    reached: bool | None
    why: str = ""

    @property
    def verdict(self) -> str:
        word = {True: "reached", False: "**not reached**", None: "not yet"}[self.reached]
        return f"{word}: {self.why}" if self.why and not self.reached else word


@dataclass
class Section:
    """The numbers behind some targets."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    note: str = ""


@dataclass
class Results:
    """Everything that a run has to say."""

    findings: list[Finding] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def add(self, findings: Iterable[Finding], *sections: Section) -> None:
        self.findings.extend(findings)
        self.sections.extend(sections)


def page_of(results: Results) -> str:
    """The whole page, in Markdown."""
    rows = [(one.work, one.target, one.measured, one.verdict) for one in results.findings]
    targets = table(("Work", "Target", "Measured", "Reached"), rows)
    return PAGE.format(machine=_machine(), targets=targets) + "".join(_shown(section) for section in results.sections)


def _shown(section: Section) -> str:
    note = f"\n{section.note}\n" if section.note else ""
    return f"\n## {section.title}\n{note}\n{table(section.head, section.rows)}\n"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("flask", "sqlalchemy", "gunicorn"))
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {_processor()}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}."
    )


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def times(ratio: float) -> str:
    """A ratio as people read it: 0.43 ×, 2.1 ×, 18 ×."""
    return f"{ratio:.2f} ×" if ratio < 1 else f"{ratio:.1f} ×" if ratio < 10 else f"{ratio:.0f} ×"
