"""Background work of the room: inquiries, harvests, copies of files and their profiles, mails that tell of answers."""

from sqlalchemy import select

from hackathon import files, outbox
from hackathon.accounts.models import Person
from hackathon.database import db, transaction
from hackathon.jobs import DUTIES, job, keep_lease
from hackathon.portal import harvest, pin_queries, pinning, profiling, recognition, request_queries, telling
from hackathon.portal.harvest_actions import HARVEST
from hackathon.portal.harvest_models import TELL_CHANGES, TELL_TROUBLE
from hackathon.portal.inquiry_actions import INQUIRY
from hackathon.portal.pin_models import PIN_FILES, PROFILE, REMOVE_CONTENT, TELL_COPIES
from hackathon.portal.request_actions import TELL

TOGETHER = 50

files.IN_USE.append(pin_queries.is_referred_to)

job(TELL_CHANGES)(telling.tell_changes)
job(TELL_COPIES)(telling.tell_copies)
job(TELL_TROUBLE)(telling.tell_trouble)


@job(INQUIRY, given_up=recognition.give_up)
def answer_inquiry(inquiry_id: int) -> str:
    return recognition.run(inquiry_id)


@job(HARVEST, given_up=harvest.give_up)
def run_harvest(harvest_id: int) -> str:
    return harvest.run(harvest_id)


@job(PIN_FILES)
def pin_files(dataset_id: int) -> str:
    return pinning.run(dataset_id)


@job(REMOVE_CONTENT)
def remove_content(withdrawal_id: int) -> str:
    return pinning.remove_content(withdrawal_id)


@job(PROFILE)
def profile(copy_id: int) -> str:
    return profiling.run(copy_id)


@job(TELL)
def tell_of_answer(answer_id: int) -> str:
    """One mail per person, a few per transaction; running it again writes nothing twice."""
    ids = request_queries.people_to_tell(request_queries.answer_to_tell(answer_id))
    for start in range(0, len(ids), TOGETHER):
        with transaction() as now:
            keep_lease(TELL, answer_id, now)
            answer = request_queries.answer_to_tell(answer_id)
            several = select(Person).where(Person.id.in_(ids[start : start + TOGETHER])).order_by(Person.id)
            for person in db.session.scalars(several):
                key = f"answer:{answer.id}:{person.public_id}"
                outbox.write(person, "portal/mail/answered", key=key, now=now, answer=answer, asked=answer.request)
    return f"{len(ids)} people told"


DUTIES.append(harvest.ask_for_those_due)
DUTIES.append(pinning.ask_for_those_due)
DUTIES.append(profiling.ask_for_those_due)
