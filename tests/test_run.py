"""run.py: what it says before anything is installed, and what it refuses kindly."""

import ast
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import run


def test_it_is_written_in_the_python_of_2020_so_that_an_old_one_can_read_it():
    source = (run.ROOT / "run.py").read_text(encoding="utf-8")

    tree = ast.parse(source, feature_version=(3, 9))

    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module])
    }
    assert imported - sys.stdlib_module_names == set()


def test_without_a_command_it_lists_everything():
    done = subprocess.run([sys.executable, "run.py"], cwd=run.ROOT, capture_output=True, text=True)

    assert done.returncode == 0
    assert [name for name in ("demo", "test", "check", "fmt", "bench") if name not in done.stdout] == []


def test_an_unknown_word_is_a_usage_error():
    done = subprocess.run([sys.executable, "run.py", "check", "--loud"], cwd=run.ROOT, capture_output=True, text=True)

    assert done.returncode == 2
    assert "--loud" in done.stderr


def test_a_taken_port_is_named_with_a_way_out():
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]

        with pytest.raises(run.Stop, match=rf"Port {port} is taken.*run.py demo --port \d+"):
            run._must_be_free(port, "--port")


def test_a_second_install_waits_for_the_first(tmp_path, capsys):
    order = []
    first_is_in = threading.Event()

    def second():
        first_is_in.wait()
        with run.only_one(tmp_path / "lock"):
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with run.only_one(tmp_path / "lock"):
        first_is_in.set()
        thread.join(0.2)
        order.append("first")
    thread.join()

    assert order == ["first", "second"]


def test_a_second_demo_of_one_folder_is_refused(tmp_path):
    second = run.only_one(tmp_path / "lock", "The demo is already running.")

    with run.only_one(tmp_path / "lock"), pytest.raises(run.Stop, match="already running"):
        second.__enter__()


def test_the_demo_keeps_its_phase_until_it_is_reset(tmp_path):
    demo = run.Demo(run._parser().parse_args(["demo", "--phase", "scoring"]))
    demo.folder = tmp_path
    (tmp_path / "demo.json").write_text(json.dumps({"phase": "hacking", "stand_in_port": 1, "loaded": True}))

    with pytest.raises(run.Stop, match="--reset") as refused:
        demo._state()

    assert refused.value.code == 2


def test_the_demo_takes_no_setting_from_the_shell(monkeypatch):
    monkeypatch.setenv("HACKATHON_SECRET_KEY", "of another installation")
    monkeypatch.setenv("DATABASE_URL", "postgresql://production")
    demo = run.Demo(run._parser().parse_args(["demo"]))

    environment = demo._environment(4321)

    assert "HACKATHON_SECRET_KEY" not in environment
    assert "DATABASE_URL" not in environment
    assert environment["HACKATHON_ALLOWED_INTERNAL_HOSTS"] == "127.0.0.1:4321"


def test_another_database_has_another_folder():
    plain, other = (
        run.Demo(run._parser().parse_args(["demo", *flags]))
        for flags in ([], ["--database-url", "postgresql://localhost/minka"])
    )

    assert plain.folder != other.folder


def test_a_browser_that_does_not_start_is_not_taken(tmp_path, monkeypatch):
    stub = tmp_path / "chromium"
    stub.write_text("#!/bin/sh\necho 'install the snap first' >&2\nexit 1\n")
    stub.chmod(0o755)
    monkeypatch.setenv("CHROMIUM_PATH", str(stub))

    with pytest.raises(run.Stop, match="does not start"):
        run.find_chromium()


def test_further_arguments_go_to_pytest(monkeypatch):
    called = []
    monkeypatch.setattr(run, "install", lambda lock: None)
    monkeypatch.setattr(os, "execve", lambda path, arguments, environment: called.extend(arguments))

    run.main(["test", "--full", "tests/teams", "-k", "joins"])

    assert called[1:3] == ["-m", "pytest"]
    assert called[-3:] == ["tests/teams", "-k", "joins"]
    assert "--full" in called
    assert "--cov" not in called


def script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def test_a_python_without_ensurepip_is_told_the_one_command(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    python = script(tmp_path / "python", 'case "$2" in *ensurepip*) exit 1;; *) echo python3.11-venv;; esac')

    with pytest.raises(run.Stop, match=r"sudo apt-get install -y python3\.11-venv"):
        run._need_ensurepip(str(python))


def test_as_root_the_missing_package_is_installed_without_a_question(tmp_path, monkeypatch):
    said = tmp_path / "said"
    script(tmp_path / "apt-get", f'echo "$@" >> {said}')
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    python = script(tmp_path / "python", 'case "$2" in *ensurepip*) exit 1;; *) echo python3.11-venv;; esac')

    run._need_ensurepip(str(python))

    acts = [line.rpartition("Retries=1 ")[2] for line in said.read_text().splitlines()]
    assert acts == ["update", "install -y python3.11-venv"]


def test_a_failed_install_shows_the_last_words_of_pip_and_leaves_no_stamp(tmp_path, monkeypatch):
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "PYTHON", script(tmp_path / "python", "echo 'ERROR: hashes do not match'; exit 1"))

    with pytest.raises(run.Stop, match=r"could not install requirements.txt(.|\n)*hashes do not match"):
        run._pip_install("requirements.txt")

    assert not run._is_stamped("requirements.txt")


def test_an_install_is_done_once_and_again_when_the_lock_changes(tmp_path, monkeypatch):
    installed = []
    lock = tmp_path / "requirements.txt"
    lock.write_text("flask==3.1.3\n")
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", tmp_path / "venv")
    monkeypatch.setattr(run, "_venv_works", lambda: True)
    monkeypatch.setattr(run, "_pip_install", installed.append)
    (tmp_path / "venv").mkdir()

    for text in ("flask==3.1.3\n", "flask==3.1.3\n", "flask==3.2.0\n"):
        lock.write_text(text)
        run.install("requirements.txt")

    assert installed == ["requirements.txt"] * 2


def test_without_a_browser_the_one_command_is_told(monkeypatch):
    monkeypatch.setattr(run, "find_chromium", lambda: None)
    monkeypatch.setattr(run, "_is_debian", lambda: False)

    with pytest.raises(run.Stop, match="apt-get install -y chromium-headless-shell"):
        run.chromium()


@pytest.fixture
def browsers(tmp_path, monkeypatch):
    """`browsers("chromium")`: only these are installed, and `apt-get` brings any other that is asked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    monkeypatch.setattr(run.Path, "home", lambda: tmp_path)
    monkeypatch.setattr(run, "_is_debian", lambda: True)

    def install(*names):
        for name in names:
            (tmp_path / name).write_text("#!/bin/true\n")
            (tmp_path / name).chmod(0o755)
        return bool(names)

    monkeypatch.setattr(run, "_apt_install", install)
    return install


@pytest.mark.parametrize(
    "there", [[], ["chromium"], ["chromium-headless-shell"], ["chromium", "chromium-headless-shell"]]
)
def test_the_browser_without_windows_is_taken_and_installed_where_it_may_be(browsers, there):
    browsers(*there)

    assert Path(run.chromium()).name == "chromium-headless-shell"


def test_where_it_cannot_be_had_the_other_is_taken(browsers, monkeypatch):
    browsers("chromium")
    monkeypatch.setattr(run, "_apt_install", lambda package: False)

    assert Path(run.chromium()).name == "chromium"


def test_whoever_names_a_browser_gets_that_one(browsers, tmp_path, monkeypatch):
    browsers("chromium", "mine")
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "mine"))

    assert run.chromium() == str(tmp_path / "mine")


def test_a_part_that_ends_by_itself_is_named_with_the_end_of_its_log(tmp_path):
    demo = run.Demo(run._parser().parse_args(["demo"]))
    demo.folder = tmp_path
    demo._start("worker", [sys.executable, "-c", "print('no queue'); raise SystemExit(3)"], dict(os.environ))
    demo.parts["worker"].wait()

    with pytest.raises(run.Stop, match=r"worker ended by itself \(exit code 3\)(.|\n)*no queue"):
        demo._must_live("worker")
