"""The minutes of the jury: written, looked at, issued, corrected; and what everybody sees of them."""

from dataclasses import replace
from typing import Any

from flask import Response, flash, render_template, send_file, url_for
from flask_babel import gettext as _

from hackathon import clock, files
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.forms import ButtonForm, done
from hackathon.pages import can, me, rule
from hackathon.results import minutes_actions, minutes_content, minutes_queries, queries
from hackathon.results.blueprint import bp
from hackathon.results.minutes_content import Seal
from hackathon.results.minutes_forms import MinutesForm, minutes_form
from hackathon.results.minutes_paper import minutes_pdf, paper_title, printed
from hackathon.results.paper_models import Minutes
from hackathon.results.showing import published_event


@bp.route("/events/<event>/manage/minutes", methods=["GET", "POST"])
@rule("results.prepare", load=queries.event_to_prepare)
def minutes_desk(event: Event) -> Any:
    bundle = minutes_queries.order_to_record(event) if can("minutes.prepare", event) else None
    if bundle is None:
        return _desk(event, None)
    texts = minutes_queries.texts_so_far(event)
    facts = minutes_queries.facts_of(event, bundle, texts["language"])
    form = minutes_form(facts, minutes_queries.draft_of(event), texts)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            minutes_actions.save_draft(event, texts=form.changes(), by=me(), now=now)
            flash(_("The draft is saved. Look at its preview before you issue it."))
            return done(url_for("results.minutes_desk", event=event.slug))
    return _desk(event, form, bundle=bundle, lacking=list(minutes_content.lacking(facts, texts)))


def _desk(event: Event, form: MinutesForm | None, **values: Any) -> Any:
    issued = minutes_queries.issued(event) if can("minutes.prepare", event) else []
    values |= {"issued": issued, "form": form, "paper_title": paper_title}
    return render_template("results/minutes_desk.html", event=event, **values), form.status if form else 200


@bp.route("/events/<event>/manage/minutes/preview.pdf")
@rule("minutes.prepare", load=minutes_queries.event_with_order)
def preview_minutes(event: Event) -> Response:
    bundle, texts = minutes_queries.order_to_record(event), minutes_queries.texts_so_far(event)
    assert bundle is not None  # the loader found one
    facts = minutes_queries.facts_of(event, bundle, texts["language"])
    said = minutes_content.minutes_content(facts, texts, draft_seal(event))
    return shown_pdf(minutes_pdf(minutes_content.canonical(said), is_draft=True), f"{event.slug}-draft.pdf")


@bp.route("/events/<event>/manage/minutes/issue", methods=["GET", "POST"])
@rule("minutes.prepare", load=minutes_queries.event_with_order)
def issue_minutes(event: Event) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        seal = minutes_actions.seal_for(event, now=clock.now())
        paper = printed(seal, minutes_actions.minutes_text(event, seal))
        with transaction(event, report_to=form) as now:
            issued = minutes_actions.issue(event, paper, by=me(), now=now)
            flash(_("The minutes are issued. They never change from now on."))
            return done(url_for("results.minutes", event=event.slug, number=issued.number))
    return render_template("results/issue_minutes.html", event=event, form=form), form.status


@bp.route("/events/<event>/minutes")
@rule("results.see", load=published_event, kept=True)
def all_minutes(event: Event) -> Any:
    papers = minutes_queries.issued(event)
    return render_template("results/all_minutes.html", event=event, papers=papers, paper_title=paper_title)


@bp.route("/events/<event>/minutes/<int:number>")
@rule("anyone", load=minutes_queries.shown_minutes)
def minutes(paper: Minutes) -> Any:
    return render_template(
        "results/minutes.html",
        event=paper.event,
        paper=paper,
        errata=minutes_queries.errata_of(paper),
        is_of_the_order=paper.is_erratum or paper.bundle == minutes_queries.order_to_record(paper.event),
        paper_title=paper_title,
    )


@bp.route("/events/<event>/minutes/<int:number>.pdf")
@rule("anyone", load=minutes_queries.shown_minutes)
def minutes_file(paper: Minutes) -> Response:
    kept = files.path_of(paper.file_sha256)
    name = f"{paper.event.slug}-{paper.kind}-{paper.number}.pdf"
    return send_file(kept, mimetype="application/pdf", as_attachment=True, download_name=name)


@bp.route("/events/<event>/minutes/<int:number>.json")
@rule("anyone", load=minutes_queries.shown_minutes)
def minutes_text(paper: Minutes) -> Response:
    return Response(paper.content, mimetype="application/json")


def draft_seal(event: Event) -> Seal:
    """What stands on a preview where an issued paper has its code."""
    return replace(minutes_actions.seal_for(event, now=clock.now()), code="XXXX-XXXX-XXXX")


def shown_pdf(content: bytes, name: str) -> Response:
    """A PDF that the browser shows."""
    named = {"Content-Disposition": f'inline; filename="{name}"'}
    return Response(content, mimetype="application/pdf", headers=named)
