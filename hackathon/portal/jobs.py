"""Background work of the room: inquiries and harvests."""

from hackathon.jobs import job
from hackathon.portal import harvest, recognition
from hackathon.portal.actions import HARVEST
from hackathon.portal.inquiry_actions import INQUIRY


@job(INQUIRY, given_up=recognition.give_up)
def answer_inquiry(inquiry_id: int) -> str:
    return recognition.run(inquiry_id)


@job(HARVEST, given_up=harvest.give_up)
def run_harvest(harvest_id: int) -> str:
    return harvest.run(harvest_id)
