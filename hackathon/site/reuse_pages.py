"""Reuses of a portal's data as a page, as a list to put into the portal's own page, and as JSON.

Our pages let nobody frame them, so what is embedded is a plain HTML list without script or style, with whole addresses:
a portal fetches it and puts it into its page. Other sites may read that list and the JSON from a browser: they hold
nothing of whoever asks.

The JSON has the envelope and the names of udata's `/api/1/reuses/` (`data`, `total`, `page_size`, `next_page`,
`previous_page`; `id slug title description url type created_at last_modified page private datasets[id title page uri]`)
and, beside them, the names that CKAN's showcases give the same things (`name notes image_url author tags`).
"""

from collections.abc import Callable
from typing import Any

from flask import Response, current_app, jsonify, make_response, render_template, request, url_for

from hackathon import clock
from hackathon.net import safe_link
from hackathon.pages import rule
from hackathon.paging import Page
from hackathon.portal.models import DataPortal, Dataset
from hackathon.portal.queries import portal_at
from hackathon.rich_text import plain_text
from hackathon.site.blueprint import bp
from hackathon.site.reuses import TOGETHER, datasets_used, place_of, reuses_of
from hackathon.submissions.models import Project


@bp.route("/portals/<portal>/reuses")
@rule("anyone", load=portal_at, kept=True)
def reuses(portal: DataPortal) -> Any:
    page = _page(portal)
    pages = _neighbours(page, lambda **where: url_for("site.reuses", portal=portal.slug, **where))
    addresses = {kind: _whole(url_for(f"site.reuses_{kind}", portal=portal.slug)) for kind in ("html", "json")}
    return render_template("site/reuses.html", portal=portal, page=page, pages=pages, addresses=addresses)


@bp.route("/portals/<portal>/reuses.html")
@rule("anyone", load=portal_at, kept=True)
def reuses_html(portal: DataPortal) -> Response:
    rows = _page(portal).rows
    return _for_everywhere(make_response(render_template("site/reuses_list.html", projects=rows, whole=_whole)))


@bp.route("/portals/<portal>/reuses.json")
@rule("anyone", load=portal_at, kept=True)
def reuses_json(portal: DataPortal) -> Response:
    page = _page(portal)
    near = _neighbours(page, lambda **where: _whole(url_for("site.reuses_json", portal=portal.slug, **where)))
    told: dict[str, Any] = {"total": page.total, "page_size": TOGETHER}
    told |= {"next_page": near["next"], "previous_page": near["previous"]}
    return _for_everywhere(jsonify(data=[_reuse(project, portal) for project in page.rows], **told))


def _page(portal: DataPortal) -> Page[Project]:
    start = {name: request.args.get(name, "")[:130] for name in ("after", "before")}
    return reuses_of(portal, clock.now(), **start)


def _neighbours(page: Page[Project], address: Callable[..., str]) -> dict[str, str | None]:
    return {
        "previous": address(before=place_of(page.rows[0])) if page.has_before else None,
        "next": address(after=place_of(page.rows[-1])) if page.has_after else None,
    }


def _reuse(project: Project, portal: DataPortal) -> dict[str, Any]:
    """A project in the words of both kinds of portal."""
    assert project.submitted_at is not None  # a public project is handed in
    page = _whole(url_for("site.project", event=project.event.slug, project=project.slug))
    of_udata = {
        "id": place_of(project),
        "slug": project.slug,
        "title": project.title,
        "description": plain_text(project.summary),
        "url": project.demo_url or project.repository_url or page,
        "type": "application",
        "created_at": project.submitted_at.isoformat(),
        "private": False,
        "last_modified": project.saved_at.isoformat(),
        "page": page,
        "datasets": [_dataset(dataset, portal) for dataset in datasets_used(project, portal)],
    }
    return of_udata | _as_a_showcase(project) | {"event": str(project.event.name)}


def _as_a_showcase(project: Project) -> dict[str, Any]:
    """The same, where CKAN has another name for it."""
    named = {"name": place_of(project).replace("/", "-"), "notes": plain_text(project.summary)}
    return named | {"author": project.team.name, "image_url": "", "tags": []}


def _dataset(dataset: Dataset, portal: DataPortal) -> dict[str, str]:
    """`id` and `page` are the portal's own, `uri` is where we keep it."""
    here = _whole(url_for("site.dataset", portal=portal.slug, dataset=dataset.slug))
    return {
        "id": dataset.native_id,
        "title": dataset.title,
        "page": safe_link(dataset.landing_url) or here,
        "uri": here,
    }


def _whole(path: str) -> str:
    """The address with this site's own name: it is read elsewhere."""
    return f"{current_app.config['PUBLIC_URL']}{path}"


def _for_everywhere(response: Response) -> Response:
    """Let pages of other sites read it: it is public, and holds nothing of whoever asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
