"""`flask results …`: checking published results, on any machine. No database, no network, no account."""

import json
from typing import Any, BinaryIO

import click
from flask.cli import AppGroup

from hackathon.results import bundle, verification
from hackathon.results.verification import Finding

cli = AppGroup("results", help="Check results that were published. Needs no database.")


@cli.command("verify")
@click.argument("path", metavar="BUNDLE", type=click.File("rb"))
@click.option("--log", type=click.File("r"), help="An exported audit log: whether it leads to the end that is named.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of sentences.")
def verify(path: BinaryIO, log: Any, as_json: bool) -> None:
    """Recompute a bundle: rankings, order, prizes, and say where it disagrees with itself."""
    raw = path.read()
    found = verification.findings(raw)
    content = {} if found else json.loads(raw)
    if log is not None and content:
        found += filter(None, [verification.broken_link(log, content["audit"])])
    if as_json:
        told = [{"place": place, "fault": fault} for place, fault in found]
        click.echo(json.dumps({"sha256": verification.digest_of(raw), "agrees": not found, "faults": told}))
    else:
        _say(raw, found, content)
    if found:
        raise SystemExit(1)


def _say(raw: bytes, found: list[Finding], content: bundle.Content) -> None:
    click.echo(f"SHA-256 {verification.digest_of(raw)}")
    for place, fault in found:
        click.echo(f"{place}: {fault}", err=True)
    if found:
        click.echo(f"The bundle does not agree with itself: {len(found)} faults.", err=True)
        return
    scores = sum(len(part["judgements"]) for part in content["rounds"])
    methods = ", ".join(part["method"]["name"] for part in content["rounds"])
    click.echo(f"Results of {content['event']}, frozen at {content['frozen_at']}; {content['scope']} bundle.")
    click.echo(f"{scores} scores, {len(content['rounds'])} rounds ({methods}): each ranking is what the scores give.")
    click.echo(f"The order of {len(content['order'])} entries follows from the rankings and the decisions of the jury.")
    click.echo(f"{len(content['awards'])} prizes are with whom the order and the decisions give them.")
