"""A reading of what changed since the last one, as the worker asks for it by the clock; a program of its own."""

import json
import sys
from datetime import timedelta

from sqlalchemy import select

from hackathon import jobs
from hackathon.database import db, transaction
from hackathon.permissions import SYSTEM
from hackathon.portal import harvest_actions
from hackathon.portal.models import DataPortal
from wsgi import app


def main(slug: str) -> None:
    with app.app_context():
        with transaction() as now:
            portal = db.session.scalars(select(DataPortal).where(DataPortal.slug == slug)).one()
            asked = harvest_actions.ask_for_harvest(portal, by=SYSTEM, now=now, since=now - timedelta(hours=1))
            harvest_id = asked.id
        jobs.run_now(harvest_actions.HARVEST, harvest_id)
        run = db.session.get_one(harvest_actions.Harvest, harvest_id)
        print(json.dumps({"state": run.state, "received": run.received}))


if __name__ == "__main__":
    main(*sys.argv[1:])
