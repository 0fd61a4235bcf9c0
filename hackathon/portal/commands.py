"""`flask portal`: recognise, add, harvest and list portals."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.errors import RuleBroken
from hackathon.permissions import SYSTEM
from hackathon.portal import actions, harvest, queries
from hackathon.portal.detect import Detection
from hackathon.portal.models import DataPortal, Harvest, HarvestState
from hackathon.portal.recognition import recognise

cli = AppGroup("portal", help="Open-data portals and their catalogues.")
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
        asked = actions.ask_for_harvest(portal, by=SYSTEM, now=now, believes_absences=full)
    with _progress():
        jobs.run_now(actions.HARVEST, asked.id)
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
    click.echo(f"\r{run.received} of {run.declared} datasets", nl=False, err=True)


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
