"""The page of one dataset: what its portal says of it, and who uses it."""

from typing import Any

from flask import render_template

from hackathon.pages import rule
from hackathon.portal import queries as portal_queries
from hackathon.portal.models import Dataset
from hackathon.site.blueprint import bp


@bp.route("/datasets/<portal>/<dataset>")
@rule("anyone", load=portal_queries.dataset_at)
def dataset(dataset: Dataset) -> Any:
    return render_template("site/dataset.html", dataset=dataset)
