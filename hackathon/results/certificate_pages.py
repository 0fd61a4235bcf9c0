"""Certificates: who signs them, everybody's in one press, one of them changed; and everybody's own."""

from typing import Any

from flask import Response, flash, render_template, request, send_file, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from hackathon import clock, files
from hackathon.accounts.actions import log_access
from hackathon.accounts.models import Person
from hackathon.accounts.queries import own_account
from hackathon.database import transaction
from hackathon.events.models import Event
from hackathon.events.queries import managed_event
from hackathon.forms import ButtonForm, done
from hackathon.pages import me, rule
from hackathon.results import certificate_actions
from hackathon.results import certificate_queries as queries
from hackathon.results.blueprint import bp
from hackathon.results.certificate_forms import SignatoriesForm, WithdrawalForm
from hackathon.results.certificate_paper import sample
from hackathon.results.minutes_pages import shown_pdf
from hackathon.results.paper_models import Certificate
from hackathon.zip_stream import zipped

ROWS = 50
DESK = "results.certificates"


@bp.route("/events/<event>/manage/certificates", methods=["GET", "POST"])
@rule("certificates.prepare", load=managed_event)
def certificates(event: Event) -> Any:
    form = SignatoriesForm(obj=queries.details_of(event))
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            certificate_actions.name_signatories(event, form.people(), by=me(), now=now)
            flash(_("Saved. Certificates made from now on carry these places to sign."))
            return done(url_for(DESK, event=event.slug))
    return _desk(event, form, ButtonForm(formdata=None))


def _desk(event: Event, form: SignatoriesForm, issuing: ButtonForm) -> Any:
    return render_template(
        "results/certificates.html",
        event=event,
        form=form,
        issuing=issuing,
        overview=queries.overview(event),
        is_being_made=queries.is_being_made(event),
    ), max(form.status, issuing.status)


@bp.route("/events/<event>/manage/certificates/issued")
@rule("certificates.prepare", load=managed_event)
def issued_certificates(event: Event) -> Any:
    start, slug = {name: request.args.get(name, "")[:20] for name in ("before", "after")}, event.slug
    with transaction() as now:  # only the look itself is written
        event = me().event
        page = queries.certificates_page(event, **start, most=ROWS)
        log_access("certificates.seen", people=len(page.rows), event_id=event.id, by=me(), now=now)
    pages = page.neighbours(lambda **where: url_for("results.issued_certificates", event=slug, **where), "code")
    return render_template("results/issued_certificates.html", event=event, page=page, pages=pages)


@bp.route("/events/<event>/manage/certificates/issue", methods=["POST"])
@rule("certificates.issue", load=managed_event)
def issue_certificates(event: Event) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(event, report_to=form) as now:
            count = certificate_actions.issue(event, by=me(), now=now)
            flash(ngettext("%(num)s certificate is being made.", "%(num)s certificates are being made.", count))
            return done(url_for(DESK, event=event.slug))
    return _desk(event, SignatoriesForm(formdata=None, obj=queries.details_of(event)), form)


@bp.route("/events/<event>/manage/certificates/sample.pdf")
@rule("certificates.prepare", load=managed_event)
def sample_certificate(event: Event) -> Response:
    return shown_pdf(sample(event, me().person, at=clock.now()), f"{event.slug}-sample.pdf")


@bp.route("/events/<event>/manage/certificates.zip")
@rule("certificates.prepare", load=managed_event)
def certificates_zip(event: Event) -> Response:
    with transaction() as now:
        papers = queries.files_of_certificates(event)
        log_access("certificates.exported", people=len(papers), event_id=event.id, by=me(), now=now)
    named = {"Content-Disposition": f"attachment; filename={event.slug}-certificates.zip"}
    return Response(zipped({}, papers, now=now), mimetype="application/zip", headers=named)


@bp.route("/events/<event>/manage/certificates/<code>", methods=["GET", "POST"])
@rule("certificates.change", load=queries.certificate_to_change)
def certificate(certificate: Certificate) -> Any:
    form, event = WithdrawalForm(prefix="withdrawal-"), certificate.event
    if form.validate_on_submit():
        with transaction(certificate, report_to=form) as now:
            certificate_actions.withdraw(certificate, reason=form.reason.data, by=me(), now=now)
            flash(_("The certificate is withdrawn."))
            return done(url_for(DESK, event=event.slug))
    return _certificate(certificate, form, ButtonForm(formdata=None))


def _certificate(certificate: Certificate, form: WithdrawalForm, replacing: ButtonForm) -> Any:
    return render_template(
        "results/certificate.html", event=certificate.event, certificate=certificate, form=form, replacing=replacing
    ), max(form.status, replacing.status)


@bp.route("/events/<event>/manage/certificates/<code>/replacement", methods=["POST"])
@rule("certificates.change", load=queries.certificate_to_change)
def replace_certificate(certificate: Certificate) -> Any:
    form = ButtonForm()
    if form.validate_on_submit():
        with transaction(certificate, report_to=form) as now:
            certificate_actions.replace(certificate, by=me(), now=now)
            flash(_("It is being made anew, with the name as it is now."))
            return done(url_for(DESK, event=certificate.event.slug))
    return _certificate(certificate, WithdrawalForm(formdata=None, prefix="withdrawal-"), form)


@bp.route("/account/papers")
@rule("signed-in", load=own_account)
def my_papers(person: Person) -> Any:
    return render_template("results/my_papers.html", certificates=queries.own_certificates(person))


@bp.route("/account/papers/<code>.pdf")
@rule("signed-in", load=queries.own_certificate)
def my_paper(certificate: Certificate) -> Response:
    name = f"{certificate.event.slug}-{certificate.kind}.pdf"
    kept = files.path_of(certificate.sha256)
    return send_file(kept, mimetype="application/pdf", as_attachment=True, download_name=name)
