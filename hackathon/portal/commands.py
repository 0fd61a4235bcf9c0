"""`flask portal`: recognise, add, harvest and list portals."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.errors import RuleBroken
from hackathon.permissions import SYSTEM
from hackathon.portal import actions, harvest, harvest_actions, pin_queries, queries, upload_actions
from hackathon.portal.detect import Detection
from hackathon.portal.harvest_models import Harvest, HarvestState
from hackathon.portal.models import DataPortal
from hackathon.portal.pin_models import PIN_FILES
from hackathon.portal.recognition import recognise

cli = AppGroup("portal", help="Open-data portals and their catalogues.")
MOST_CHECKED = 100_000
as_json = click.option("--json", "as_json", is_flag=True, help="JSON for machines instead of sentences.")


@contextmanager
def refusals_in_one_line() -> Iterator[None]:
    """No traceback for a user's mistake."""
    try:
        yield
    except RuleBroken as refusal:
        raise click.ClickException(str(refusal)) from refusal


@cli.command("detect")
@click.argument("url")
@as_json
def detect_kind(url: str, as_json: bool) -> None:
    """Say which kind of portal answers at URL, and why."""
    detection = recognise(url)
    if as_json:
        click.echo(json.dumps(_detection_as_values(detection), ensure_ascii=False))
    else:
        for probe in detection.probes:
            click.echo(f"{probe.status or '---'} {probe.address}: {probe.seen % probe.values}")
        click.echo(_verdict(detection))
    if detection.match is None:
        raise SystemExit(1)


@cli.command("add")
@click.argument("url")
@click.option("--name", default="", help="Its name; the portal's own when left out.")
@as_json
def add(url: str, name: str, as_json: bool) -> None:
    """Recognise the portal at URL and keep it. `flask portal harvest` then reads its catalogue."""
    detection = recognise(url)
    if detection.match is None:
        raise click.ClickException(_verdict(detection))
    with refusals_in_one_line(), transaction() as now:
        portal = actions.add(detection.match, detection.probes, name=name, by=SYSTEM, now=now)
    said = f"Portal {portal.slug} added: {portal.name}, {portal.kind} {portal.kind_version}".rstrip() + "."
    click.echo(json.dumps(_portal_as_values(portal), ensure_ascii=False) if as_json else said)


@cli.command("harvest")
@click.argument("slug", required=False)
@click.option("--full", is_flag=True, help="Believe the portal even if a large part of its catalogue is gone.")
@as_json
def harvest_catalogue(slug: str | None, full: bool, as_json: bool) -> None:
    """Read the catalogue of portal SLUG, or of every portal."""
    runs = [(portal.slug, _harvest(portal, full=full)) for portal in _chosen(slug)]
    if as_json:
        click.echo(json.dumps([{"portal": slug, **_harvest_as_values(run)} for slug, run in runs], ensure_ascii=False))
    else:
        for portal_slug, run in runs:
            click.echo(f"{portal_slug}: {harvest.summary(run)}")
    if any(run.state == HarvestState.FAILED for _, run in runs):
        raise SystemExit(1)


@cli.command("check-links")
@as_json
def check_links(as_json: bool) -> None:
    """Ask again for every file that was pinned: which changed, which are gone."""
    with transaction() as now:
        due = pin_queries.datasets_asked_for(most=MOST_CHECKED)
        for dataset_id in due:
            jobs.ask_for(PIN_FILES, dataset_id, now=now)
    lines = [line for dataset_id in due if (line := jobs.run_now(PIN_FILES, dataset_id))]
    broken = pin_queries.broken_count()
    if as_json:
        click.echo(json.dumps({"datasets": len(lines), "broken": broken}))
    else:
        click.echo(f"{len(lines)} datasets checked, {broken} files do not answer.")


@cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--portal", "slug", default="", help="The portal that this is a newer file of.")
@click.option("--name", default="", help="The name of a new one.")
@as_json
def import_file(file: Path, slug: str, name: str, as_json: bool) -> None:
    """Read a catalogue from FILE (CSV or JSON), for a portal that has no API. See docs/catalogue-files.md."""
    if bool(slug) == bool(name):
        raise click.UsageError("Give --portal for a newer file of one that is here, or --name for a new one.")
    portal = _chosen(slug)[0] if slug else None
    content = file.read_bytes()
    with refusals_in_one_line(), transaction(portal) as now:
        if portal is None:
            known = {"file_name": file.name, "name": name}
            portal, asked = upload_actions.hand_in_new(content, by=SYSTEM, now=now, **known)
        else:
            asked = upload_actions.hand_in(portal, content, file_name=file.name, by=SYSTEM, now=now)
    run = _run(asked)
    if as_json:
        click.echo(json.dumps({"portal": portal.slug, **_harvest_as_values(run)}, ensure_ascii=False))
    else:
        click.echo(f"{portal.slug}: {harvest.summary(run)}")
        for error in run.first_errors:
            click.echo(f"{error['record']}: {error['reason']}")
    if run.state == HarvestState.FAILED:
        raise SystemExit(1)


@cli.command("list")
@as_json
def list_portals(as_json: bool) -> None:
    """List the portals that are here."""
    found = queries.portals()
    if as_json:
        click.echo(json.dumps([_portal_as_values(portal) for portal in found], ensure_ascii=False))
        return
    for portal in found:
        click.echo(
            f"{portal.slug}  {portal.kind} {portal.kind_version}  {portal.dataset_count} datasets  {portal.base_url}"
        )
    click.echo(f"{len(found)} portals.")


def _chosen(slug: str | None) -> Sequence[DataPortal]:
    if slug is None:
        return queries.portals()
    portal = queries.portal_at(SYSTEM, slug)
    if portal is None:
        raise click.ClickException(f"There is no portal {slug!r}: `flask portal list` shows those that are here.")
    return [portal]


def _harvest(portal: DataPortal, *, full: bool) -> Harvest:
    with refusals_in_one_line(), transaction() as now:
        asked = harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now, believes_absences=full)
    return _run(asked)


def _run(asked: Harvest) -> Harvest:
    """Read what was asked for here and now; the run as it ended."""
    with _progress():
        jobs.run_now(harvest_actions.HARVEST, asked.id)
    db.session.rollback()
    return db.session.scalars(
        select(Harvest).where(Harvest.id == asked.id).execution_options(populate_existing=True)
    ).one()


@contextmanager
def _progress() -> Iterator[None]:
    """A line that grows, where somebody looks."""
    if not is_watched():
        yield
        return
    token = harvest.watcher.set(_show)
    try:
        yield
    finally:
        harvest.watcher.reset(token)
        click.echo(err=True)


def is_watched() -> bool:
    """Whether a person looks on, and no program or file."""
    return sys.stderr.isatty()


def _show(run: Harvest) -> None:
    declared = "" if run.declared is None else f" of {run.declared}"
    click.echo(f"\r{run.received}{declared} datasets", nl=False, err=True)


def _verdict(detection: Detection) -> str:
    if detection.match:
        return f"{detection.match.kind} {detection.match.version} at {detection.match.base}".replace("  ", " ")
    failure = detection.failure
    why = f" {failure.reason % failure.values}" if failure else ""
    return f"No kind of portal that we know answers here.{why}"


def _detection_as_values(detection: Detection) -> dict[str, Any]:
    match = vars(detection.match) if detection.match else None
    return {"match": match, "probes": [vars(probe) for probe in detection.probes]}


def _portal_as_values(portal: DataPortal) -> dict[str, Any]:
    names = ("slug", "name", "base_url", "kind", "kind_version", "dataset_count")
    harvested = portal.harvested_at.isoformat() if portal.harvested_at else None
    return {name: getattr(portal, name) for name in names} | {"harvested_at": harvested}


def _harvest_as_values(run: Harvest) -> dict[str, Any]:
    names = ("state", "declared", "received", "new", "changed", "missing", "invalid", "pages", "bytes", "first_errors")
    return {name: getattr(run, name) for name in names} | {"reason": run.reason % run.reason_values}
