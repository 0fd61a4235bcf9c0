"""Background work of the room: harvests."""

from hackathon.jobs import job
from hackathon.portal import harvest
from hackathon.portal.actions import HARVEST


@job(HARVEST)
def run_harvest(harvest_id: int) -> str:
    return harvest.run(harvest_id)
