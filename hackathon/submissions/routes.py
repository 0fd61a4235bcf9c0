"""The pages of a team's own project, and the organisers' list of who handed in."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.submissions import actions, queries, showing
from hackathon.submissions.content import canonical
from hackathon.submissions.forms import ProjectForm
from hackathon.submissions.lifecycle import REQUIRED, missing
from hackathon.submissions.models import Project, ProjectVersion, Receipt

ROWS = 50
LONGEST_SEARCH = 100  # characters

bp = Blueprint("submissions", __name__)


@bp.route("/events/<event>/me/project", methods=["GET", "POST"])
@rule("submissions.see_own", load=queries.own_project)
def edit(project: Project) -> Any:
    challenges = _choices(project, clock.now())
    form = ProjectForm(project, challenges=challenges)
    if form.validate_on_submit():
        draft = form.draft(add=request.form.get("add", ""), remove=request.form.get("remove", ""))
        with transaction(project, report_to=form) as now:
            if actions.save(project, draft, by=me(), now=now) is None:
                flash(_("Nothing had changed: what was saved stands."))
            return done(_where_next(project, form))
    if request.method == "GET":
        form.find.data = request.args.get("find", "")
    return render_template("submissions/edit.html", **_desk(project, form)), form.status


def _choices(project: Project, at: datetime) -> list[tuple[str, str]]:
    """The challenges to tick: those of the event that are public, and whatever is ticked already."""
    known = {challenge.code: challenge for challenge in queries.challenges_to_choose(project.event, at)}
    known = {
        link.challenge.code: link.challenge for link in project.challenge_links if link.challenge.code not in known
    } | known
    return [(code, f"{code} · {challenge.title}") for code, challenge in known.items()]


def _where_next(project: Project, form: ProjectForm) -> str:
    """Back to the form, where its button stood; on to handing in when that was the button."""
    asked = request.form
    slug = project.event.slug
    if asked.get("then") == "submit":
        return url_for("submissions.submit", event=slug)
    if "find" in asked.get("then", "") or "add" in asked or "remove" in asked:
        return url_for("submissions.edit", event=slug, find=form.find.data or None, _anchor="datasets")
    return url_for("submissions.edit", event=slug)


def _desk(project: Project, form: ProjectForm) -> dict[str, Any]:
    """What the page of the form shows beside it."""
    used = {entry.ref.data for entry in form.datasets}
    words = (form.find.data or "")[:LONGEST_SEARCH]
    found = (
        queries.matching_datasets(project.event, words)
        if words
        else queries.offered_datasets(project.event, form.challenges.data or form.codes)
    )
    titles = {f"{dataset.portal.slug}/{dataset.slug}": dataset.title for dataset in found}
    return {
        "project": project,
        "form": form,
        "offers": [(ref, title) for ref, title in titles.items() if ref not in used],
        "titles": titles | {link.ref: link.said["title"] for link in project.dataset_links},
        "missing": missing(project.content),
        "required": REQUIRED,
        "window": project.event.window("submission"),
    }


@bp.route("/events/<event>/me/project/submit", methods=["GET", "POST"])
@rule("submissions.see_own", load=queries.own_project)
def submit(project: Project) -> Any:
    form = ButtonForm(obj=project)
    if form.validate_on_submit():
        with transaction(project, report_to=form) as now:
            receipt = actions.submit(project, by=me(), now=now)
            return done(url_for("submissions.receipt", event=project.event.slug, code=receipt.code))
    gaps = missing(project.content)
    return render_template("submissions/submit.html", project=project, form=form, missing=gaps), form.status


@bp.route("/events/<event>/me/project/take-back", methods=["GET", "POST"])
@rule("submissions.see_own", load=queries.own_project)
def take_back(project: Project) -> Any:
    form = ButtonForm(obj=project)
    if form.validate_on_submit():
        with transaction(project, report_to=form) as now:
            actions.take_back(project, by=me(), now=now)
            flash(_("Your project is a draft again. It is not handed in."))
            return done(url_for("submissions.edit", event=project.event.slug))
    return render_template("submissions/take_back.html", project=project, form=form), form.status


@bp.route("/events/<event>/me/project/receipts/<code>")
@rule("signed-in", load=queries.own_receipt)
def receipt(receipt: Receipt) -> Any:
    return render_template("submissions/receipt.html", receipt=receipt, project=receipt.project)


@bp.route("/events/<event>/me/project/versions")
@rule("submissions.see_own", load=queries.own_project)
def versions(project: Project) -> Any:
    listed, receipts = queries.versions_of(project), queries.receipts_of(project)
    by_number: dict[int, list[Receipt]] = {}
    for one in receipts:
        by_number.setdefault(one.version.number, []).append(one)
    return render_template("submissions/versions.html", project=project, versions=listed, receipts=by_number)


@bp.route("/events/<event>/me/project/versions/<int:number>")
@rule("signed-in", load=queries.own_version)
def version(version: ProjectVersion) -> Any:
    project = queries.own_project(me(), me().event.slug)
    return render_template("submissions/version.html", version=version, project=project)


@bp.route("/events/<event>/me/project/versions/<int:number>.json")
@rule("signed-in", load=queries.own_version)
def version_json(version: ProjectVersion) -> Any:
    """The very bytes that were hashed."""
    return Response(canonical(version.content), mimetype="application/json")


@bp.route("/events/<event>/manage/projects")
@rule("submissions.oversee", load=managed_event)
def oversee(event: Event) -> Any:
    after, before = request.args.get("after", ""), request.args.get("before", "")
    page, receipts = showing.projects_to_oversee(event, after=after, before=before, most=ROWS)
    counted = showing.counts(event)
    pages = page.neighbours(lambda **where: url_for("submissions.oversee", event=event.slug, **where), "slug")
    shown = {"event": event, "page": page, "pages": pages, "receipts": receipts, "counts": counted}
    return render_template("submissions/oversee.html", **shown)
