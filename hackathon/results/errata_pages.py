"""Errata to issued minutes: written, looked at, issued beside them. What was issued stays as it was."""

from typing import Any

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.database import transaction
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.results import minutes_actions, minutes_queries
from hackathon.results.blueprint import bp
from hackathon.results.minutes_forms import ErratumForm
from hackathon.results.minutes_pages import draft_seal, shown_pdf
from hackathon.results.minutes_paper import minutes_pdf, paper_title, printed
from hackathon.results.paper_models import Minutes


@bp.route("/events/<event>/manage/minutes/<int:number>/erratum", methods=["GET", "POST"])
@rule("minutes.correct", load=minutes_queries.minutes_to_correct)
def erratum(minutes: Minutes) -> Any:
    event, draft = minutes.event, minutes_queries.draft_of(minutes.event, minutes.number)
    form = ErratumForm(obj=draft, texts=draft.texts if draft else {"language": "es"})
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            minutes_actions.save_draft(event, texts=form.changes(), corrects=minutes.number, by=me(), now=now)
            return done(url_for("results.issue_erratum", event=event.slug, number=minutes.number))
    return _page("results/erratum.html", minutes, form)


@bp.route("/events/<event>/manage/minutes/<int:number>/erratum.pdf")
@rule("minutes.correct", load=minutes_queries.minutes_with_erratum)
def preview_erratum(minutes: Minutes) -> Response:
    content = minutes_actions.erratum_text(minutes, draft_seal(minutes.event))
    return shown_pdf(minutes_pdf(content, is_draft=True), f"{minutes.event.slug}-draft.pdf")


@bp.route("/events/<event>/manage/minutes/<int:number>/erratum/issue", methods=["GET", "POST"])
@rule("minutes.correct", load=minutes_queries.minutes_with_erratum)
def issue_erratum(minutes: Minutes) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        seal = minutes_actions.seal_for(minutes.event, now=clock.now())
        paper = printed(seal, minutes_actions.erratum_text(minutes, seal))
        with transaction(minutes.event, report_to=form) as now:
            issued = minutes_actions.issue_erratum(minutes, paper, by=me(), now=now)
            flash(_("The erratum is issued, and stands beside the minutes."))
            return done(url_for("results.minutes", event=minutes.event.slug, number=issued.number))
    return _page("results/issue_erratum.html", minutes, form)


def _page(template: str, minutes: Minutes, form: Any) -> Any:
    title = paper_title(minutes.kind, minutes.number)
    return render_template(template, event=minutes.event, minutes=minutes, title=title, form=form), form.status
