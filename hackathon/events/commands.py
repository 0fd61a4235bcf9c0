"""`flask event`: events from the command line."""

import json
from datetime import datetime, timedelta

import click
from flask.cli import AppGroup

from hackathon import clock
from hackathon.accounts.link_actions import confirmed
from hackathon.accounts.queries import person_with_email
from hackathon.database import Words, transaction
from hackathon.errors import RuleBroken
from hackathon.events import actions, crew_actions, queries
from hackathon.events.models import Event, RoleKind
from hackathon.events.templates import DEFAULT, template_keys, template_named
from hackathon.permissions import SYSTEM
from hackathon.text import slug_of

cli = AppGroup("event", help="Events, from a template to their list.")
AHEAD = timedelta(days=60)


@cli.command("create")
@click.option("--template", default=DEFAULT, show_default=True, type=click.Choice(template_keys()))
@click.option("--name", required=True, help="Its name in Spanish.")
@click.option("--name-en", default="", help="Its name in English.")
@click.option("--slug", default="", help="Its address; made of the name when left out.")
@click.option("--organization", required=True, help="The organisation's address; it is entered when it is not there.")
@click.option("--organization-name", default="", help="The organisation's name, when it is entered now.")
@click.option("--contact", default="", help="The organisation's e-mail, when it is entered now.")
@click.option("--owner", default="", help="The e-mail of the account that will own the event.")
@click.option(
    "--opens", default="", help="The opening on the wall of its place: 2026-10-17T08:00. In 60 days when left out."
)
@click.option("--timezone", default="America/Lima", show_default=True)
@click.option("--city", default="")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a sentence.")
def create(template: str, opens: str, owner: str, as_json: bool, **wanted: str) -> None:
    """Create an event from a template; its organisers publish it."""
    chosen = template_named(template)
    day = datetime.combine((clock.now() + AHEAD).date(), chosen.opens)
    try:
        opening = datetime.fromisoformat(opens) if opens else day
    except ValueError as wrong:
        raise click.BadParameter("It looks like 2026-10-17T08:00.", param_hint="--opens") from wrong
    try:
        with transaction() as now:
            event = _create(wanted, chosen.key, opening, owner, now)
    except RuleBroken as refusal:
        raise click.ClickException(str(refusal)) from refusal
    told = {"slug": event.slug, "opens": event.starts_at.isoformat(), "hours": event.hours, "owner": owner}
    click.echo(
        json.dumps(told) if as_json else f"{event.slug} is there, for its organisers only: /events/{event.slug}/manage"
    )


def _create(wanted: dict[str, str], template: str, opening: datetime, owner: str, now: datetime) -> Event:
    person = confirmed(person_with_email(owner)) if owner else None
    body = queries.organization_with_slug(wanted["organization"]) or actions.add_organization(
        name=Words(wanted["organization_name"] or wanted["organization"]),
        slug=wanted["organization"],
        contact_email=wanted["contact"],
        by=SYSTEM,
        now=now,
    )
    event = actions.create(
        body,
        template_named(template),
        name=Words(wanted["name"], wanted["name_en"]),
        slug=wanted["slug"] or slug_of(wanted["name"]),
        opens=opening.replace(tzinfo=None),
        timezone=wanted["timezone"],
        city=wanted["city"],
        by=SYSTEM,
        now=now,
    )
    if person is not None:
        crew_actions.give_role(person, event, RoleKind.OWNER, by=SYSTEM, now=now)
    return event


@cli.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON array instead of lines.")
def list_events(as_json: bool) -> None:
    """Every event with its phase, the latest opening first."""
    at = clock.now()
    rows = [
        {
            "slug": event.slug,
            "name": event.name.es,
            "organization": event.organization.slug,
            "opens": event.starts_at.isoformat(),
            "phase": str(event.phase(at)),
            "public": event.is_public(),
        }
        for event in queries.events_organised_by(SYSTEM)
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for row in rows:
        click.echo(
            f"{row['slug']}  {row['opens']}  {row['phase']}  {'public' if row['public'] else 'in preparation'}  {row['name']}"
        )
    click.echo(f"{len(rows)} events.")
