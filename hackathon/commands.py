"""Commands that belong to no room: the audit log, the outbox, the worker, the doctor, generated documents."""

import json
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext
from huey.consumer import Consumer
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from hackathon import audit as audit_log
from hackathon import config, generated_docs, jobs
from hackathon import outbox as mails
from hackathon.database import db
from hackathon.readiness import is_at_newest_migration

audit = AppGroup("audit", help="The log of every change.")
outbox = AppGroup("outbox", help="Mails waiting to be sent.")


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a sentence.")
def verify(as_json: bool) -> None:
    """Recompute the chain of the audit log from its first entry."""
    entries = db.session.scalar(select(func.count(audit_log.AuditEntry.id)))
    broken = audit_log.first_broken_entry()
    if as_json:
        click.echo(json.dumps({"entries": entries, "first_broken": broken}))
    elif broken is None:
        click.echo(f"The audit log is whole: {entries} entries, each linked to the one before.")
    else:
        click.echo(f"The audit log is broken at entry {broken} of {entries}.", err=True)
    if broken is not None:
        raise SystemExit(1)


@audit.command("export")
@click.option("--until", type=int, help="The last entry to write, such as the one that a bundle of results names.")
def export(until: int | None) -> None:
    """Write the audit log, one JSON object per line, as docs/bundle-format.md says."""
    for line in audit_log.exported_lines(until):
        click.echo(line.encode())


@outbox.command("send")
def send() -> None:
    """Send the mails that are due."""
    sent, failed = mails.send_due()
    click.echo(f"{sent} mails sent, {failed} failed and will be tried again.")
    if failed:
        raise SystemExit(1)


@click.command("work")
@click.option("--workers", default=2, show_default=True, help="Threads that work at once.")
@with_appcontext
def work(workers: int) -> None:
    """Run the background worker: jobs, mails and the sweep of every minute. Ends with Ctrl-C."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the threads need the application itself
    app.extensions["wake"]()  # what waited while no worker ran begins at once
    Consumer(app.extensions["queue"], workers=workers, periodic=True, initial_delay=0.1, max_delay=1.0).run()


@click.command("sweep")
@with_appcontext
def sweep() -> None:
    """Do once what the worker does all the time: every job and mail that is due."""
    for line in jobs.run_due():
        click.echo(line)
    sent, failed = mails.send_due()
    click.echo(f"Swept: {sent} mails sent, {failed} failed.")


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Check this installation: database, migrations, folders, secrets, the audit chain."""
    problems = list(_problems())
    for problem in problems:
        click.echo(f"- {problem}", err=True)
    click.echo(f"{len(problems)} problems found." if problems else "Everything is in order.")
    if problems:
        raise SystemExit(1)


def _problems() -> list[str]:
    found = []
    settings = current_app.config
    try:
        is_migrated = is_at_newest_migration()
    except SQLAlchemyError as failure:
        return [f"The database does not answer: {str(failure.__cause__ or failure).splitlines()[0]}"]
    if not is_migrated:
        found.append("The database is not at the newest migration: run `flask db upgrade`.")
    else:
        if audit_log.first_broken_entry() is not None:
            found.append("The audit log is broken: run `flask audit verify`.")
        found += _parked()
    if settings["DEMO"]:
        found.append("HACKATHON_DEMO is on: anybody can read the sent mails.")
    if not settings["HTTPS"]:
        found.append("HACKATHON_HTTPS is off: cookies may travel unencrypted.")
    if settings["MAIL_BACKEND"] != "smtp":
        found.append("HACKATHON_MAIL_BACKEND is not smtp: no mail leaves this installation.")
    if not settings["CONTACT_EMAIL"]:
        found.append("HACKATHON_CONTACT_EMAIL is empty: people cannot ask about their data.")
    return found


def _parked() -> list[str]:
    """Work that is tried no more: somebody has to look at it."""
    given_up = [
        (select(func.count(jobs.Job.id)).where(jobs.Job.parked_at.is_not(None)), "jobs"),
        (select(func.count(mails.Mail.id)).where(mails.Mail.parked_at.is_not(None)), "mails"),
    ]
    counted = [(db.session.scalar(query) or 0, what) for query, what in given_up]
    return [
        f"{number} {what} are parked after repeated failures: see the column last_error."
        for number, what in counted
        if number
    ]


@click.command("docs")
@click.option("--check", is_flag=True, help="Only say whether docs/ is fresh.")
@with_appcontext
def docs(check: bool) -> None:
    """Write docs/permissions.md, docs/routes.md and docs/settings.md from the code."""
    stale = []
    for name, content in generated_docs.all_documents(current_app).items():
        path = Path(config.ROOT) / "docs" / name
        if path.exists() and path.read_text(encoding="utf-8") == content:
            continue
        stale.append(name)
        if not check:
            path.write_text(content, encoding="utf-8")
    click.echo(f"{'Stale' if check else 'Written'}: {', '.join(stale)}" if stale else "docs/ is fresh.")
    if check and stale:
        raise SystemExit(1)


COMMANDS = (audit, outbox, work, sweep, doctor, docs)
