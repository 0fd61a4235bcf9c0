"""A team's own results: its scores, juror by juror, once everybody may know the order."""

from typing import Any

from flask import render_template

from hackathon.database import language
from hackathon.events.models import Event
from hackathon.jury.rubric_queries import names_by_round
from hackathon.pages import me, rule
from hackathon.results.blueprint import bp
from hackathon.results.own_results import event_with_own, own_results
from hackathon.results.queries import public_awards_of


@bp.route("/events/<event>/me/results")
@rule("results.see_own", load=event_with_own)
def own(event: Event) -> Any:
    own = own_results(event, me().team)
    awards = public_awards_of(own.project, event) if own.project is not None else []
    names = names_by_round(event, language.get())
    return render_template("results/own.html", event=event, own=own, awards=awards, names=names)
