"""The page of one dataset: what its portal says of it, and who uses it."""

from typing import Any

from flask import render_template

from hackathon import clock
from hackathon.challenges.queries import public_challenges_using
from hackathon.pages import rule
from hackathon.portal import queries as portal_queries
from hackathon.portal.models import Dataset
from hackathon.site.blueprint import bp
from hackathon.submissions.showing import projects_using


@bp.route("/datasets/<portal>/<dataset>")
@rule("anyone", load=portal_queries.dataset_at, kept=True)
def dataset(dataset: Dataset) -> Any:
    now = clock.now()
    return render_template(
        "site/dataset.html",
        dataset=dataset,
        offered_in=public_challenges_using(dataset, now),
        projects=projects_using(dataset, at=now),
    )
