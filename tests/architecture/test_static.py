"""The tools that read the code without running it: lint, format, types, templates, imports."""

import subprocess

import pytest

import run


@pytest.mark.parametrize("name", run.CHECKS)
def test_the_tool_finds_nothing(name):
    tool, *arguments = run.CHECKS[name]

    done = subprocess.run([run.VENV / "bin" / tool, *arguments], cwd=run.ROOT, capture_output=True, text=True)

    assert done.returncode == 0, f"{name}\n{done.stdout}{done.stderr}"
