"""Writing challenges: the list in its order, a new one, one of them."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon.challenges import actions, queries
from hackathon.challenges.blueprint import bp
from hackathon.challenges.forms import ChallengeForm
from hackathon.challenges.models import Challenge
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule


@bp.route("/events/<event>/manage/challenges")
@rule("challenges.edit", load=managed_event)
def manage(event: Event) -> Any:
    written = queries.challenges_of(event)
    return render_template("challenges/manage.html", event=event, challenges=written, button_form=ButtonForm())


@bp.route("/events/<event>/manage/challenges/new", methods=["GET", "POST"])
@rule("challenges.edit", load=managed_event)
def new(event: Event) -> Any:
    form = ChallengeForm(queries.category_names(event), code=queries.next_place(event)[0])
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            challenge = actions.add(event, **form.changes(), by=me(), now=now)
            flash(_("The challenge is written. Choose the datasets it offers."))
            return done(url_for("challenges.datasets", event=event.slug, code=challenge.code))
    return render_template("challenges/new.html", event=event, form=form), form.status


@bp.route("/events/<event>/manage/challenges/<code>", methods=["GET", "POST"])
@rule("events.manage", load=queries.managed_challenge)
def edit(challenge: Challenge) -> Any:
    event = challenge.event
    form = ChallengeForm(queries.category_names(event), obj=challenge)
    if form.validate_on_submit():
        with transaction(challenge, report_to=form) as now:
            actions.edit(challenge, **form.changes(), by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("challenges.edit", event=event.slug, code=challenge.code))
    return render_template("challenges/edit.html", event=event, challenge=challenge, form=form), form.status


@bp.route("/events/<event>/manage/challenges/<code>/<any(up, down):direction>", methods=["POST"])
@rule("events.manage", load=queries.moving_challenge)
def move(challenge: Challenge) -> Any:
    form, places = ButtonForm(), -1 if request.path.endswith("/up") else 1
    if form.validate_on_submit():
        with transaction(challenge, report_to=form) as now:
            actions.move(challenge, places=places, by=me(), now=now)
            return done(url_for("challenges.manage", event=challenge.event.slug))
    written = queries.challenges_of(challenge.event)
    return render_template("challenges/manage.html", event=challenge.event, challenges=written, button_form=form), 422


@bp.route("/events/<event>/manage/challenges/<code>/removal", methods=["GET", "POST"])
@rule("events.manage", load=queries.managed_challenge)
def remove(challenge: Challenge) -> Any:
    event, form = challenge.event, ButtonForm()
    if form.validate_on_submit():
        with transaction(challenge, report_to=form) as now:
            actions.remove(challenge, by=me(), now=now)
            flash(_("The challenge is removed."))
            return done(url_for("challenges.manage", event=event.slug))
    return render_template("challenges/remove.html", event=event, challenge=challenge, form=form), form.status
