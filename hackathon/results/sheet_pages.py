"""Score sheets to print: blank, one a seat, and what was signed."""

from flask import Response, url_for

from hackathon import clock
from hackathon.accounts.actions import log_access
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.jury import outcome
from hackathon.jury.desk import pure_criteria
from hackathon.jury.models import JudgingRound
from hackathon.jury.queries import seats_to_print
from hackathon.jury.round_queries import rounds_of
from hackathon.jury.rubric_models import Rubric
from hackathon.jury.rubric_queries import rubric_of, rubric_of_round
from hackathon.pages import me, rule
from hackathon.results import frozen, queries
from hackathon.results.blueprint import bp
from hackathon.results.minutes_pages import shown_pdf
from hackathon.results.sheet_paper import blank_sheets, signed_sheets


@bp.route("/events/<event>/manage/jury/sheets.pdf")
@rule("results.prepare", load=queries.event_with_round)
def blank_score_sheets(event: Event) -> Response:
    with transaction() as now:
        event = me().event
        seats = seats_to_print(event)
        log_access("sheets.printed", people=len({seat.juror_id for seat in seats}), event_id=event.id, by=me(), now=now)
    address = url_for("jury.papers", event=event.slug, _external=True)
    rubric = rubric_of_round(seats[0].round) if seats else rubric_of(event)
    return shown_pdf(blank_sheets(event, rubric, seats, address=address, at=now), f"{event.slug}-sheets.pdf")


@bp.route("/events/<event>/manage/jury/signed-sheets.pdf")
@rule("results.see_order", load=queries.event_with_round)
def signed_score_sheets(event: Event) -> Response:
    titles = {slug: project.title for slug, project in queries.projects_by_slug(event).items()}
    rounds = [_sheets_in(judging) for judging in rounds_of(event) if judging.opened_at is not None]
    return shown_pdf(signed_sheets(event, rounds, titles, at=clock.now()), f"{event.slug}-signed-sheets.pdf")


def _sheets_in(judging: JudgingRound) -> tuple[str, Rubric, list[frozen.Sheet]]:
    """What was signed in a round itself, by its own rubric; what is carried over stands where it was signed."""
    rubric, signed = rubric_of_round(judging), outcome.signed_judgements(judging.event, [judging.number])
    cells = [(cell.judge, cell.entry, cell.criterion, cell.score) for cell in signed]
    return judging.kind, rubric, frozen.sheets_of(cells, pure_criteria(rubric))
