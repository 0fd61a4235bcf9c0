"""The published results: the page of everybody, the files of the proof, the feed."""

from typing import Any

from flask import Response, render_template

from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.pages import rule
from hackathon.results import minutes_queries, queries, showing
from hackathon.results.blueprint import bp
from hackathon.results.publication_queries import criteria_of


@bp.route("/events/<event>/results")
@rule("results.see", load=visible_event, kept=True)
def show(event: Event) -> Any:
    if event.is_recorded:
        recorded = queries.recorded_results(event)
        return render_template("results/recorded.html", event=event, recorded=recorded)
    return render_template(
        "results/show.html",
        event=event,
        results=showing.published_results(event),
        projects=queries.projects_by_slug(event),
        criteria=criteria_of(event),
        grounds=minutes_queries.public_grounds(event),
    )


def _file(text: str, name: str, kind: str) -> Response:
    return Response(text, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@bp.route("/events/<event>/results/scores.csv")
@rule("results.see", load=showing.published_event)
def scores(event: Event) -> Response:
    return _file(_published(event).scores_csv, f"{event.slug}-scores.csv", "text/csv")


@bp.route("/events/<event>/results/contest.json")
@rule("results.see", load=showing.published_event)
def contest(event: Event) -> Response:
    return _file(_published(event).contest_json, f"{event.slug}-contest.json", "application/json")


@bp.route("/events/<event>/results/ranking.json")
@rule("results.see", load=showing.published_event)
def ranking(event: Event) -> Response:
    return _file(_published(event).ranking_json, f"{event.slug}-ranking.json", "application/json")


@bp.route("/events/<event>/results.atom")
@rule("results.see", load=showing.published_event)
def feed(event: Event) -> Response:
    results = _published(event)
    text = render_template("results/feed.xml", event=event, results=results)
    return Response(text, mimetype="application/atom+xml")


@bp.route("/events/<event>/results/bundle.json")
@rule("results.see", load=showing.published_event)
def frozen(event: Event) -> Response:
    text = _published(event).publication.bundle.public_content
    return _file(text, f"{event.slug}-results.json", "application/json")


def _published(event: Event) -> showing.PublishedResults:
    results = showing.published_results(event)
    assert results is not None  # the loader found them published
    return results
