"""The open data of an event at addresses that stay: a catalogue for portals, and each table as CSV and JSON."""

from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, jsonify, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.pages import rule
from hackathon.permissions import Standing
from hackathon.site.blueprint import bp
from hackathon.site.open_data import SCHEMA, TABLES, Table, public_tables


@dataclass(frozen=True)
class Asked:
    """A table of an event, which everybody may read now."""

    event: Event
    table: Table


def public_table(viewer: Standing, event: str, table: str) -> Asked | None:
    """The table of an address, once it is public."""
    found = visible_event(viewer, event)
    if found is None or table not in TABLES or not TABLES[table].is_public(found, clock.now()):
        return None
    return Asked(found, TABLES[table])


@bp.route("/events/<event>/data.json")
@rule("anyone", load=visible_event)
def open_data(event: Event) -> Response:
    tables = public_tables(event, clock.now())
    told = {
        "@type": "dcat:Catalog",
        "@id": f"{current_app.config['PUBLIC_URL']}/events/{event.slug}/data.json",
        "conformsTo": SCHEMA,
        "dataset": [_entry(event, table) for table in tables],
    }
    return jsonify(told)


def _entry(event: Event, table: Table) -> dict[str, Any]:
    changed = event.results_published_at if table.after_results else None
    return {
        "@type": "dcat:Dataset",
        "identifier": f"{event.slug}-{table.key}",
        "title": f"{_(table.title)} · {event.name}",
        "description": _(table.about),
        "keyword": ["hackathon", event.slug, table.key],
        "modified": (changed or event.changed_at).isoformat(),
        "accessLevel": "public",
        "landingPage": _whole(url_for("site.event", event=event.slug)),
        **_responsible(event),
        "distribution": [_file(event, table, kind) for kind in MEDIA],
    }


MEDIA = {"csv": "text/csv", "json": "application/json"}


def _file(event: Event, table: Table, kind: str) -> dict[str, str]:
    return {
        "@type": "dcat:Distribution",
        "title": f"{_(table.title)}, {kind.upper()}",
        "format": kind.upper(),
        "mediaType": MEDIA[kind],
        "downloadURL": _whole(url_for(f"site.open_{kind}", event=event.slug, table=table.key)),
    }


def _responsible(event: Event) -> dict[str, Any]:
    name, address = str(event.organization.name), event.organization.contact_email
    return {
        "publisher": {"@type": "org:Organization", "name": name},
        "contactPoint": {"@type": "vcard:Contact", "fn": name, "hasEmail": f"mailto:{address}"},
    }


def _whole(address: str) -> str:
    return f"{current_app.config['PUBLIC_URL']}{address}"


@bp.route("/events/<event>/data/<table>.csv")
@rule("anyone", load=public_table)
def open_csv(asked: Asked) -> Response:
    name = f"{asked.event.slug}-{asked.table.key}.csv"
    shown = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(asked.table.as_csv(asked.event), mimetype="text/csv", headers=shown)


@bp.route("/events/<event>/data/<table>.json")
@rule("anyone", load=public_table)
def open_json(asked: Asked) -> Response:
    return jsonify(asked.table.as_json(asked.event))
