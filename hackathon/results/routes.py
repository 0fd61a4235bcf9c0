"""Prizes, the order of merit for those who prepare it, and the published results with their proof."""

from typing import Any

from flask import Response, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import visible_event
from hackathon.forms import ButtonForm, done
from hackathon.jury.gates import gate_names
from hackathon.jury.queries import rubric_of
from hackathon.pages import can, me, rule
from hackathon.results import (
    actions,
    certificate_pages,
    errata_pages,
    evidence,
    minutes_pages,
    queries,
    sheet_pages,
)
from hackathon.results.blueprint import bp
from hackathon.results.forms import FreezeForm, PrizeForm, PublishForm, tie_form
from hackathon.results.models import Award

PAGES = (minutes_pages, errata_pages, certificate_pages, sheet_pages)  # importing them registers their routes


@bp.route("/events/<event>/results")
@rule("results.see", load=visible_event, kept=True)
def show(event: Event) -> Any:
    if event.is_recorded:
        recorded = queries.recorded_results(event)
        return render_template("results/recorded.html", event=event, recorded=recorded)
    return render_template(
        "results/show.html",
        event=event,
        results=queries.published_results(event),
        projects=queries.projects_by_slug(event),
        rubric=rubric_of(event),
        gate_names=gate_names(event),
    )


def _file(text: str, name: str, kind: str) -> Response:
    return Response(text, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@bp.route("/events/<event>/results/scores.csv")
@rule("results.see", load=queries.published_event)
def scores(event: Event) -> Response:
    return _file(_published(event).scores_csv, f"{event.slug}-scores.csv", "text/csv")


@bp.route("/events/<event>/results/contest.json")
@rule("results.see", load=queries.published_event)
def contest(event: Event) -> Response:
    return _file(_published(event).contest_json, f"{event.slug}-contest.json", "application/json")


@bp.route("/events/<event>/results/bundle.json")
@rule("results.see", load=queries.published_event)
def frozen(event: Event) -> Response:
    text = _published(event).publication.bundle.public_content
    return _file(text, f"{event.slug}-results.json", "application/json")


def _published(event: Event) -> queries.PublishedResults:
    results = queries.published_results(event)
    assert results is not None  # the loader found them published
    return results


@bp.route("/events/<event>/manage/results")
@rule("results.prepare", load=queries.event_to_prepare)
def prepare(event: Event) -> Any:
    return _preparation(event)


def _preparation(event: Event, **forms: Any) -> Any:
    """The page of whoever prepares results; the order of merit is computed only for eyes that may see it."""
    values: dict[str, Any] = {"seats": queries.seats(event, clock.now()), "projects": queries.projects_by_slug(event)}
    if can("results.see_order", event):
        order = evidence.order_of_merit(event)
        groups = order.ties_on_prizes()
        values |= {"order": order, "ties": groups, "gate_names": gate_names(event)}
        values |= {"awards": queries.awards_of(event), "bundle": queries.newest_bundle(event)}
        values["tie"] = forms.get("tie") or (_form_for(groups[0], values["projects"]) if groups else None)
    form = _freezing(forms.get("freeze"), values["seats"])
    seen = values["bundle"].sha256 if values.get("bundle") else ""
    publishing = PublishForm(formdata=None, prefix="publish-", sha256=seen)
    if "publish" in forms:  # what is confirmed next is the hash that this page shows, never the one sent before
        publishing.refusals, publishing.status = forms["publish"].refusals, forms["publish"].status
    status = max(made.status for made in (form, publishing, *forms.values()))
    return render_template("results/prepare.html", event=event, form=form, publishing=publishing, **values), status


def _freezing(sent: FreezeForm | None, seats: list[Any]) -> FreezeForm:
    """The form that freezes; its note is obligatory while sheets are missing, and says so."""
    form = sent or FreezeForm(prefix="freeze-")
    form.note.flags.required = any(seat.open for seat in seats)
    return form


def _form_for(group: list[str], projects: dict[str, Any]) -> Any:
    return tie_form({slug: projects[slug].title for slug in group}, prefix="tie-")


@bp.route("/events/<event>/manage/results/ties", methods=["POST"])
@rule("results.freeze", load=queries.event_to_prepare)
def decide(event: Event) -> Any:
    groups = evidence.order_of_merit(event).ties_on_prizes()
    if not groups:
        return _preparation(event)
    form = _form_for(groups[0], queries.projects_by_slug(event))
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.decide_tie(event, entries=form.order(), reason=form.reason.data, by=me(), now=now)
            flash(_("The chair's decision is recorded."))
            return done(url_for("results.prepare", event=event.slug))
    return _preparation(event, tie=form)


@bp.route("/events/<event>/manage/results/order", methods=["POST"])
@rule("results.freeze", load=queries.event_to_prepare)
def freeze(event: Event) -> Any:
    form = FreezeForm(prefix="freeze-")
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.freeze(event, note=form.note.data or "", by=me(), now=now)
            flash(_("The order is frozen. Look at it once more, then publish."))
            return done(url_for("results.prepare", event=event.slug))
    return _preparation(event, freeze=form)


@bp.route("/events/<event>/manage/results/publication", methods=["POST"])
@rule("results.publish", load=queries.event_to_prepare)
def publish(event: Event) -> Any:
    form = PublishForm(prefix="publish-")
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.publish(event, sha256=form.sha256.data or "", by=me(), now=now)
            flash(_("The results are public."))
            return done(url_for("results.show", event=event.slug))
    return _preparation(event, publish=form)


@bp.route("/events/<event>/manage/prizes", methods=["GET", "POST"])
@rule("results.prepare", load=queries.event_to_prepare)
def prizes(event: Event) -> Any:
    form = PrizeForm(criteria=_criteria(event))
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.add_prize(event, **form.values(), by=me(), now=now)
            flash(_("The prize is announced."))
            return done(url_for("results.prizes", event=event.slug))
    return _prizes_page(event, form)


def _prizes_page(event: Event, form: PrizeForm, usual: ButtonForm | None = None) -> Any:
    usual = usual or ButtonForm(formdata=None)
    awards, status = queries.awards_of(event), max(form.status, usual.status)
    return render_template("results/prizes.html", event=event, awards=awards, form=form, usual=usual), status


@bp.route("/events/<event>/manage/prizes/usual", methods=["POST"])
@rule("results.prepare", load=queries.event_to_prepare)
def usual_prizes(event: Event) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.announce_usual_prizes(event, by=me(), now=now, amounts=False)
            flash(_("The prizes are announced. Open each to say its amount, or what else is given."))
            return done(url_for("results.prizes", event=event.slug))
    return _prizes_page(event, PrizeForm(formdata=None, criteria=_criteria(event)), form)


@bp.route("/events/<event>/manage/prizes/<position>", methods=["GET", "POST"])
@rule("results.prepare", load=queries.award_to_edit)
def prize(award: Award) -> Any:
    form = PrizeForm(criteria=_criteria(award.event), obj=award)
    if form.validate_on_submit():
        with transaction(award, report_to=form) as now:
            actions.edit_prize(award, **form.values(), by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("results.prizes", event=award.event.slug))
    return render_template(
        "results/prize.html", event=award.event, award=award, form=form, removing=ButtonForm()
    ), form.status


@bp.route("/events/<event>/manage/prizes/<position>/removal", methods=["POST"])
@rule("results.prepare", load=queries.award_to_edit)
def remove_prize(award: Award) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(award) as now:
            event = award.event
            actions.remove_prize(award, by=me(), now=now)
            flash(_("The prize is taken back."))
            return done(url_for("results.prizes", event=event.slug))
    return redirect(url_for("results.prizes", event=award.event.slug))


def _criteria(event: Event) -> dict[str, str]:
    return {criterion.key: str(criterion.name) for criterion in rubric_of(event).criteria}
