"""`flask demo`: load the demo's two editions into a fresh database, and say who can sign in."""

import json
import sys

import click
from flask import current_app
from flask.cli import AppGroup
from flask_migrate import downgrade, upgrade

from hackathon import clock
from hackathon.database import db
from hackathon.demo import queries, script, story
from hackathon.demo.calendar import DemoPhase, start_of
from hackathon.demo.stage import Stage, play
from hackathon.errors import RuleBroken

cli = AppGroup("demo", help="An illustrative edition in which everything can be tried.")


@cli.command("load")
@click.option(
    "--phase",
    type=click.Choice([phase.value for phase in DemoPhase]),
    default=DemoPhase.HACKING.value,
    show_default=True,
    help="The phase that the edition is in now. Its dates stay as they are at the first load.",
)
@click.option(
    "--portal-url", default="http://127.0.0.1:8001", show_default=True, help="Where the illustrative portal answers."
)
@click.option("--reset", is_flag=True, help="Throw everything in this database away and begin anew.")
@click.option("--json", "as_json", is_flag=True, help="JSON for machines instead of sentences.")
def load(phase: str, portal_url: str, reset: bool, as_json: bool) -> None:
    """Load the demo. A second time nothing changes."""
    if not current_app.config["DEMO"]:
        raise click.ClickException("This installation is no demo: HACKATHON_DEMO is off. Nothing was loaded.")
    if reset or queries.is_half_loaded():
        _empty_the_database()
    played = 0 if queries.is_loaded() else _play(DemoPhase(phase), portal_url.rstrip("/"))
    db.session.rollback()
    click.echo(
        json.dumps({"scenes": played, "password": story.password(), "logins": _logins()}) if as_json else _told()
    )


def _empty_the_database() -> None:
    db.session.remove()
    downgrade(revision="base", x_arg=["forget=yes"])
    upgrade()


def _play(phase: DemoPhase, portal_url: str) -> int:
    if queries.has_strangers():
        raise click.ClickException("This database holds other people's data. To throw it away, add --reset.")
    now = clock.now()
    stage = Stage(phase, start_of(phase, now), now, portal_url)
    db.session.rollback()
    scenes = script.scenes(stage)
    played = 0
    try:
        for scene in play(scenes, until=now):
            played += 1
            _show(played, len(scenes), scene.name)
    except RuleBroken as refusal:
        raise click.ClickException(str(refusal)) from refusal
    _show(played, played, "done", last=True)
    return played


def _show(done: int, of: int, name: str, *, last: bool = False) -> None:
    """A line that changes, where somebody looks."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{100 * done // of:3d} % {name}", nl=last, err=True)


def _logins() -> list[dict[str, str]]:
    return [{"role": one.login.en, "email": one.email} for one in story.cast() if one.login]


def _told() -> str:
    width = max(len(one["role"]) for one in _logins())
    lines = [f"  {one['role']:<{width}}  {one['email']}" for one in _logins()]
    return "\n".join([f"The demo is loaded. Sign in with the password {story.password()} as:", *lines])
