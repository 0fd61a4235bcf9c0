"""Pages of data requests: the list, asking, one request with its support and its answers."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon.database import transaction
from hackathon.forms import ButtonForm, done
from hackathon.pages import can, me, rule
from hackathon.portal import queries, request_actions, request_queries
from hackathon.portal.blueprint import bp
from hackathon.portal.lifecycle import SHOWN
from hackathon.portal.request_forms import AnswerForm, RequestChangeForm, RequestForm
from hackathon.portal.request_models import DataRequest

FILTERS = ("portal", "state")


@bp.route("/datasets/requests")
@rule("anyone", kept=True)
def requests() -> Any:
    asked = {name: request.args.get(name, "")[:60] for name in FILTERS}
    start = {name: request.args.get(name, "")[:24] for name in ("after", "before")}
    page = request_queries.requests_page(**asked, **start)
    kept: dict[str, Any] = {name: value for name, value in asked.items() if value}
    return render_template(
        "portal/requests.html",
        page=page,
        asked=asked,
        kept=kept,
        portals=queries.portals(),
        states=SHOWN,
        supporters=request_queries.supporters_of(page.rows),
        pages=page.neighbours(lambda **where: url_for("portal.requests", **kept, **where), "public_id"),
    )


@bp.route("/datasets/requests/new", methods=["GET", "POST"])
@rule("portal.request")
def ask() -> Any:
    about = request_queries.dataset_named(request.values.get("dataset", "")[:200])
    given: dict[str, Any] = {
        name: request.args.get(name, "")[:200] for name in ("portal", "dataset", "challenge", "title")
    }
    given["fault"] = "yes" if "fault" in request.args else ""
    portals = queries.portals_in_use()
    form = RequestForm(portals, about=about, **given)
    if form.validate_on_submit():
        with transaction(report_to=form) as now:
            asked = _store(form, now)
            flash(_("Your request is public. You get a mail when it is answered."))
            return done(url_for("portal.data_request", request=asked.public_id))
    alike = _alike(form) if form.is_like_another else []
    return render_template("portal/ask.html", form=form, about=about, portals=portals, alike=alike), form.status


def _alike(form: RequestForm) -> list[DataRequest]:
    portal = queries.portal_at(me(), form.portal_slug)
    return request_queries.alike(portal, form.about, form.title.data) if portal is not None else []


def _store(form: RequestForm, now: Any) -> DataRequest:
    """What the form says, asked of what its addresses name now."""
    about = request_queries.dataset_named(form.dataset.data) if form.about is not None else None
    portal = queries.portal_at(me(), form.portal_slug)
    assert portal is not None  # one of the form's choices, and no portal is ever removed
    said = {"title": form.title.data, "need": form.need.data, "challenge_ref": form.challenge_ref}
    said["knows_others"] = bool(form.has_seen_others.data)
    return request_actions.ask(portal, dataset=about, is_fault=form.is_fault, **said, by=me(), now=now)


@bp.route("/datasets/requests/<request>")
@rule("anyone", load=request_queries.request_at, kept=True)
def data_request(asked: DataRequest) -> Any:
    return _page(asked, ButtonForm(formdata=None) if me().is_signed_in else None)


def _page(asked: DataRequest, form: ButtonForm | None) -> str:
    return render_template(
        "portal/data_request.html",
        asked=asked,
        form=form,
        supporters=request_queries.supporters_of([asked]).get(asked.id, 0),
        support=request_queries.support_of(asked, me()),
        may_support=can("portal.support_request", asked),
        may_answer=can("portal.answer_request", asked),
        may_change=can("portal.change_request", asked),
        may_withdraw=can("portal.withdraw_request", asked),
    )


@bp.route("/datasets/requests/<request>/edit", methods=["GET", "POST"])
@rule("portal.change_request", load=request_queries.request_at)
def change_request(asked: DataRequest) -> Any:
    form = RequestChangeForm(asked)
    if form.validate_on_submit():
        with transaction(asked, report_to=form) as now:
            request_actions.change(asked, **form.changes(), by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("portal.data_request", request=asked.public_id))
    return render_template("portal/change_request.html", form=form, asked=asked), form.status


@bp.route("/datasets/requests/<request>/removal", methods=["GET", "POST"])
@rule("portal.withdraw_request", load=request_queries.request_at)
def withdraw_request(asked: DataRequest) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(asked, report_to=form) as now:
            request_actions.withdraw(asked, by=me(), now=now)
            flash(_("Your request is withdrawn, and what you wrote is removed."))
            return done(url_for("portal.requests"))
    return render_template("portal/withdraw_request.html", form=form, asked=asked), form.status


@bp.route("/datasets/requests/<request>/support", methods=["POST"])
@rule("portal.support_request", load=request_queries.request_at)
def support(asked: DataRequest) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(asked, report_to=form) as now:
            request_actions.support(asked, by=me(), now=now)
            flash(_("You support this request. You get a mail when it is answered."))
            return done(url_for("portal.data_request", request=asked.public_id))
    return _page(asked, form), form.status


@bp.route("/datasets/requests/<request>/support/removal", methods=["POST"])
@rule("portal.withdraw_support", load=request_queries.request_at)
def withdraw_support(asked: DataRequest) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(asked, report_to=form) as now:
            request_actions.withdraw_support(asked, by=me(), now=now)
            flash(_("You no longer support this request."))
            return done(url_for("portal.data_request", request=asked.public_id))
    return _page(asked, form), form.status


@bp.route("/datasets/requests/<request>/answer", methods=["GET", "POST"])
@rule("portal.answer_request", load=request_queries.request_at)
def answer(asked: DataRequest) -> Any:
    form = AnswerForm(asked, unit=request_queries.unit_of(me(), asked.portal))
    if form.validate_on_submit():
        with transaction(asked, report_to=form) as now:
            request_actions.answer(asked, **form.changes(), by=me(), now=now)
            flash(_("Answered. Whoever asked and whoever supports it is told by mail."))
            return done(url_for("portal.data_request", request=asked.public_id))
    supporters = request_queries.supporters_of([asked]).get(asked.id, 0)
    return render_template("portal/answer.html", form=form, asked=asked, supporters=supporters), form.status
