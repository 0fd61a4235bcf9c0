"""A team's own results: its scores, juror by juror, once everybody may know the order."""

from typing import Any

from flask import render_template

from hackathon.events.models import Event
from hackathon.pages import me, rule
from hackathon.results.blueprint import bp
from hackathon.results.own_results import event_with_own, own_results
from hackathon.results.publication_queries import criteria_of


@bp.route("/events/<event>/me/results")
@rule("results.see_own", load=event_with_own)
def own(event: Event) -> Any:
    own = own_results(event, me().team)
    return render_template("results/own.html", event=event, own=own, names=criteria_of(event))
