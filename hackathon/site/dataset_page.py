"""The page of one dataset: what its portal says of it, and who uses it."""

from datetime import datetime
from typing import Any

from flask import redirect, render_template, url_for

from hackathon import clock
from hackathon.challenges.queries import public_challenges_using
from hackathon.pages import me, rule
from hackathon.portal import pin_queries, request_queries
from hackathon.portal import queries as portal_queries
from hackathon.portal.dataset_quality import quality_of_dataset, statements
from hackathon.portal.models import Dataset, Resource
from hackathon.site.blueprint import bp
from hackathon.submissions.showing import projects_using

MOST_FILES = 200  # shown on the page: portals give some datasets thousands


@bp.route("/datasets/<portal>/<dataset>")
@rule("anyone", load=portal_queries.dataset_at, kept=True)
def dataset(dataset: Dataset) -> Any:
    same = portal_queries.is_alias_of(dataset) if dataset.missing_since else None
    if same is not None:
        return redirect(url_for("site.dataset", portal=same.portal.slug, dataset=same.slug), 301)
    return render_template("site/dataset.html", dataset=dataset, **_values_of(dataset, clock.now()))


def _values_of(dataset: Dataset, now: datetime) -> dict[str, Any]:
    """What its page shows."""
    offered_in = public_challenges_using(dataset, now)
    is_shown = bool(offered_in) or me().is_administrator  # as pin_queries.is_shown, without asking twice
    copies = pin_queries.copies_with_scores(dataset) if is_shown else {}
    known = list(statements(dataset, pin_queries.checks_of(dataset.id) if is_shown else {}, at=now))
    return {
        "files": _shown(dataset.resources, copies),
        "copies": copies,
        "statements": known,
        "quality": quality_of_dataset(known, _scores(dataset, copies), files=len(dataset.resources)),
        "history": portal_queries.history_of(dataset),
        "offered_in": offered_in,
        "projects": projects_using(dataset, at=now),
        "requests": request_queries.requests_about(dataset),
    }


def _scores(dataset: Dataset, copies: dict[str, Any]) -> list[int]:
    """The points of those of its listed files that were read."""
    profiles = (copies.get(file.native_id, (None, None))[1] for file in dataset.resources)
    return [profile.score for profile in profiles if profile]


def _shown(files: list[Resource], copies: dict[str, Any]) -> list[Resource]:
    """The first files, and those that we hold copies of wherever they stand."""
    return files[:MOST_FILES] + [file for file in files[MOST_FILES:] if file.native_id in copies]
