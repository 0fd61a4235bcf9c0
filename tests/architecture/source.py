"""The project's own files as the tests of the house read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "hackathon"


@cache
def all_files() -> tuple[Path, ...]:
    """Every file that git knows or would take; without git, every file outside of the made folders."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.splitlines()]
    else:
        paths = [path for path in ROOT.rglob("*") if not path.relative_to(ROOT).parts[0].startswith((".", "instance"))]
    return tuple(sorted(path for path in paths if path.is_file()))


def files(*suffixes: str, under: str = "") -> list[Path]:
    """The project's files with one of these endings, in the folder `under`."""
    return [path for path in all_files() if path.suffix in suffixes and path.is_relative_to(ROOT / under)]


def named(path: Path) -> str:
    """How a finding names a file: its path in the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """A Python file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def holds_routes(path: Path) -> bool:
    """Whether a file is a room's routes; a room of many pages has one module per subject, `*_page(s).py`."""
    return path.stem in {"routes", "blueprint"} or path.stem.endswith(("_page", "_pages"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, methods and inner ones included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the last line; decorators do not count."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
