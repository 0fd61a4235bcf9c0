"""Choosing the datasets of a challenge: search in the event's portals, offer one with its reason, say it better."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _

from hackathon.challenges import actions, queries
from hackathon.challenges.blueprint import bp
from hackathon.challenges.forms import ReasonForm
from hackathon.challenges.models import Challenge, ChallengeDataset
from hackathon.database import transaction
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.portal.listing import Filters, found_datasets

MOST = 20


@bp.route("/events/<event>/manage/challenges/<code>/datasets")
@rule("events.manage", load=queries.managed_challenge)
def datasets(challenge: Challenge) -> Any:
    portals = queries.portals_of(challenge.event)
    words = request.args.get("q", "")[:200]
    portal = next((one for one in portals if one.slug == request.args.get("portal")), portals[0] if portals else None)
    found = found_datasets(Filters(words=words, portal=portal.slug), most=MOST) if portal else []
    return render_template(
        "challenges/datasets.html",
        event=challenge.event,
        challenge=challenge,
        portals=portals,
        portal=portal,
        words=words,
        found=found,
        most=MOST,
        linked={link.dataset_id for link in challenge.links},
    )


@bp.route("/events/<event>/manage/challenges/<code>/datasets/<portal>/<dataset>/offer", methods=["GET", "POST"])
@rule("events.manage", load=queries.possible_offer)
def offer(offer: queries.Offer) -> Any:
    challenge, form = offer.challenge, ReasonForm()
    if form.validate_on_submit():
        with transaction(challenge, report_to=form) as now:
            actions.link_dataset(challenge, offer.dataset, reason=form.reason, by=me(), now=now)
            flash(_("The challenge offers the dataset. What it says of itself now is kept."))
            return done(url_for("challenges.edit", event=challenge.event.slug, code=challenge.code))
    return render_template(
        "challenges/offer.html", event=challenge.event, challenge=challenge, dataset=offer.dataset, form=form
    ), form.status


@bp.route("/events/<event>/manage/challenges/<code>/datasets/<portal>/<dataset>", methods=["GET", "POST"])
@rule("events.manage", load=queries.managed_link)
def link(link: ChallengeDataset) -> Any:
    challenge, form = link.challenge, ReasonForm(obj=link)
    if form.validate_on_submit():
        with transaction(link, report_to=form) as now:
            actions.edit_reason(link, reason=form.reason, by=me(), now=now)
            flash(_("Saved."))
            return done(url_for("challenges.edit", event=challenge.event.slug, code=challenge.code))
    removal = ButtonForm(formdata=None)
    return render_template(
        "challenges/link.html", event=challenge.event, link=link, form=form, removal=removal
    ), form.status


@bp.route("/events/<event>/manage/challenges/<code>/datasets/<portal>/<dataset>/removal", methods=["POST"])
@rule("events.manage", load=queries.managed_link)
def unlink(link: ChallengeDataset) -> Any:
    challenge, form = link.challenge, ButtonForm()
    if form.validate_on_submit():
        with transaction(link, report_to=form) as now:
            actions.unlink_dataset(link, by=me(), now=now)
            flash(_("The challenge no longer offers the dataset."))
            return done(url_for("challenges.edit", event=challenge.event.slug, code=challenge.code))
    return render_template(
        "challenges/link.html", event=challenge.event, link=link, form=ReasonForm(obj=link), removal=form
    ), 422
