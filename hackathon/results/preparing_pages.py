"""The organisers' side before the publication: how far the jury is, the order of merit, ties, the freezing."""

from typing import Any

from flask import flash, render_template, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.forms import done
from hackathon.jury.gates import gate_names
from hackathon.pages import can, me, rule
from hackathon.results import actions, evidence, queries
from hackathon.results.blueprint import bp
from hackathon.results.forms import FreezeForm, steps_to_publish
from hackathon.results.publication_queries import desk_of


@bp.route("/events/<event>/manage/results")
@rule("results.prepare", load=queries.event_to_prepare)
def prepare(event: Event) -> Any:
    return preparation(event)


def preparation(event: Event, **forms: Any) -> Any:
    """The page of whoever prepares results; the order of merit is computed only for eyes that may see it.

    `forms` are those that were sent, by their names: whatever was refused is there again.
    """
    values: dict[str, Any] = {"seats": queries.seats(event, clock.now()), "projects": queries.projects_by_slug(event)}
    if can("results.see_order", event):
        values |= _order(event, forms)
    form = _freezing(forms.get("freeze"), values["seats"])
    status = max(made.status for made in (form, *forms.values()))
    return render_template("results/prepare.html", event=event, form=form, sent=[*forms.values()], **values), status


def _order(event: Event, forms: dict[str, Any]) -> dict[str, Any]:
    order, desk = evidence.order_of_merit(event), desk_of(event)
    return {
        "order": order,
        "gate_names": gate_names(event),
        "awards": queries.awards_of(event),
        "desk": desk,
        "holds": desk.bundle is not None and evidence.still_holds(desk.bundle, order),
        "tied": order.ties_on_prizes(),
        "steps": steps_to_publish(desk, forms),
    }


def _freezing(sent: FreezeForm | None, seats: list[Any]) -> FreezeForm:
    """The form that freezes; its note is obligatory while sheets are missing, and says so."""
    form = sent or FreezeForm(prefix="freeze-")
    form.note.flags.required = any(seat.open for seat in seats)
    return form


@bp.route("/events/<event>/manage/results/order", methods=["POST"])
@rule("results.freeze", load=queries.event_to_prepare)
def freeze(event: Event) -> Any:
    form = FreezeForm(prefix="freeze-")
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            actions.freeze(event, note=form.note.data or "", by=me(), now=now)
            flash(_("The order is frozen. Look at it once more, then publish."))
            return done(url_for("results.prepare", event=event.slug))
    return preparation(event, freeze=form)
