"""The pages of the rubrics: read by everybody from the call on, written by organisers until the first signature."""

from typing import Any

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _

from hackathon import clock
from hackathon.database import transaction
from hackathon.forms import ButtonForm, done
from hackathon.jury import policy, rubric_files, rubric_queries
from hackathon.jury.blueprint import bp
from hackathon.jury.rubric_actions import copy_rubric, edit_rubric, take_template
from hackathon.jury.rubric_form import RubricForm
from hackathon.jury.rubric_models import Rubric
from hackathon.pages import me, rule


@bp.route("/events/<event>/rubric", defaults={"rubric": 1})
@bp.route("/events/<event>/rubric/<int:rubric>")
@rule("jury.see_rubric", load=rubric_queries.rubric_shown)
def rubric(rubric: Rubric) -> Any:
    event, all_of_them = rubric.event, rubric_queries.rubrics_of(rubric.event)
    rounds = {one.rubric.number: one.rounds for one in rubric_queries.yardsticks_of(event)}
    return render_template("jury/rubric.html", event=event, rubric=rubric, rubrics=all_of_them, rounds=rounds)


@bp.route("/events/<event>/rubric/<int:rubric>.json")
@rule("jury.see_rubric", load=rubric_queries.rubric_shown)
def rubric_file(rubric: Rubric) -> Response:
    name = f"{rubric.event.slug}-rubric-{rubric.number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(rubric_files.rubric_file(rubric), mimetype="application/json", headers=headers)


def _page_of(rubric: Rubric) -> str:
    return url_for("jury.manage_rubric", event=rubric.event.slug, rubric=rubric.number)


@bp.route("/events/<event>/manage/rubric", methods=["GET", "POST"], defaults={"rubric": 1})
@bp.route("/events/<event>/manage/rubric/<int:rubric>", methods=["GET", "POST"])
@rule("jury.manage", load=rubric_queries.rubric_managed)
def manage_rubric(rubric: Rubric) -> Any:
    event, form = rubric.event, RubricForm(rubric)
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            edit_rubric(rubric, form.text(), by=me(), now=now)
            flash(_("Saved."))
            return done(_page_of(rubric))
    verdict = policy.may_edit_rubric(me(), rubric, at=clock.now())
    shown = {"rubrics": rubric_queries.rubrics_of(event), "button_form": ButtonForm(formdata=None)}
    return render_template("jury/manage_rubric.html", event=event, rubric=rubric, form=form, verdict=verdict, **shown), form.status  # fmt: skip


@bp.route("/events/<event>/manage/rubric/<int:rubric>/copy", methods=["POST"])
@rule("jury.manage", load=rubric_queries.rubric_managed)
def copy_of_rubric(rubric: Rubric) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(rubric.event, report_to=form) as now:
            copy = copy_rubric(rubric, by=me(), now=now)
            flash(_("This is rubric %(number)s. Change it, and choose it for a new round.", number=copy.number))
            return done(_page_of(copy))
    return _chosen(rubric, form)


def _chosen(rubric: Rubric, form: ButtonForm) -> Any:
    """The page of the templates, with what a button could not do."""
    templates = [rubric_files.template_named(key) for key in rubric_files.template_keys()]
    return render_template(
        "jury/rubric_templates.html", event=rubric.event, rubric=rubric, templates=templates, form=form
    ), form.status


@bp.route("/events/<event>/manage/rubric/<int:rubric>/templates")
@rule("jury.manage", load=rubric_queries.rubric_managed)
def rubric_templates(rubric: Rubric) -> Any:
    return _chosen(rubric, ButtonForm(formdata=None))


@bp.route("/events/<event>/manage/rubric/<int:rubric>/templates/<template>", methods=["GET", "POST"])
@rule("jury.manage", load=rubric_queries.replacement)
def rubric_template(replacement: rubric_queries.Replacement) -> Any:
    rubric, template = replacement.rubric, replacement.template
    form = ButtonForm(obj=rubric)
    if form.validate_on_submit():
        with transaction(rubric.event, report_to=form) as now:
            take_template(rubric, template, by=me(), now=now)
            flash(_("The rubric is replaced. Read it once more, and change what you wish."))
            return done(_page_of(rubric))
    verdict = policy.may_replace_rubric(me(), replacement, at=clock.now())
    return render_template("jury/rubric_template.html", event=rubric.event, rubric=rubric, template=template, form=form, verdict=verdict), form.status  # fmt: skip
