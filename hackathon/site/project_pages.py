"""The gallery of an event's projects, and the page of a project."""

from collections.abc import Callable
from typing import Any

from flask import render_template, request, url_for

from hackathon import clock
from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.pages import rule
from hackathon.permissions import Standing
from hackathon.results.queries import public_awards_of
from hackathon.site.blueprint import bp
from hackathon.submissions import policy, queries, showing
from hackathon.submissions.models import Project

CARDS = 24
FILTERS = ("challenge", "dataset")


@bp.route("/events/<event>/projects")
@rule("anyone", load=visible_event, kept=True)
def projects(event: Event) -> Any:
    now = clock.now()
    if not policy.is_shown(event, now):
        return render_template("site/projects_to_come.html", event=event, window=event.window("submission"))
    asked = {name: request.args.get(name, "")[:200] for name in FILTERS}
    start = {name: request.args.get(name, "")[:60] for name in ("after", "before")}
    page = showing.gallery(event, **asked, **start, most=CARDS)
    return render_template(
        "site/projects.html",
        event=event,
        page=page,
        asked=asked,
        challenges=queries.challenges_to_choose(event, now),
        datasets=showing.offered_refs(event),
        pages=page.neighbours(_to_page(event, asked), "slug"),
    )


def _to_page(event: Event, asked: dict[str, str]) -> Callable[..., str]:
    """The address of a page of this gallery, its filters kept."""
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return lambda **where: url_for("site.projects", event=event.slug, **kept, **where)


def _shown_project(viewer: Standing, event: str, project: str) -> Project | None:
    return showing.shown_project(viewer, event, project, at=clock.now())


@bp.route("/events/<event>/projects/<project>")
@rule("anyone", load=_shown_project, kept=True)
def project(project: Project) -> Any:
    is_public = project.is_submitted and policy.is_shown(project.event, clock.now())
    awards = public_awards_of(project, project.event)
    return render_template(
        "site/project.html", project=project, event=project.event, is_public=is_public, awards=awards
    )
