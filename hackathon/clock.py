"""The one clock. Read only at the edges: transaction(), routes, commands, jobs and can()."""

from datetime import UTC, datetime

from flask import current_app


def now() -> datetime:
    """This instant, aware, in UTC. Tests and rehearsals set `CLOCK`."""
    clock = current_app.config.get("CLOCK")
    return clock() if clock else datetime.now(UTC)
