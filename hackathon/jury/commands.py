"""`flask jury …`: the jury's arithmetic and its plan, on files of any contest. No database, no network, no account."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import AppGroup

from hackathon.errors import RuleBroken
from hackathon.jury import contest_files, plan_files
from hackathon.jury.assignment import plan as draw
from hackathon.jury.ranking import METHODS, Ranking
from hackathon.jury.ranking import rank as rank_contest

cli = AppGroup("jury", help="Plan a jury, and rank its scores, from files. Needs no database.")

_FILE = click.File("rb")


@cli.command("rank")
@click.option("--scores", type=_FILE, required=True, help="CSV with the columns judge,entry,criterion,score.")
@click.option("--rubric", type=_FILE, required=True, help="JSON of the contest; only its criteria are obligatory.")
@click.option("--method", help=f"{', '.join(METHODS)}. Overrides the contest's own; the answer says so.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in one line (it is always JSON).")
def rank(scores: BinaryIO, rubric: BinaryIO, method: str | None, as_json: bool) -> None:
    """Print the order of merit as JSON, best first.

    Without --method and without a method in the contest: mean, if every judge scored every entry, else calibrated.
    Where that has too little to go by, the answer is the plain mean and says so.
    """
    ranking = _rank(scores, rubric, method)
    answer = json.dumps(ranking.as_json(), ensure_ascii=False, indent=None if as_json else 2)
    click.echo(answer.encode())  # bytes: the same on every machine, whatever its locale
    if at_a_terminal():
        click.echo(_summary(ranking), err=True)


@cli.command("plan")
@click.argument("contest", type=_FILE)
@click.option("--json", "as_json", is_flag=True, help="JSON with loads and what the plan lacks, instead of CSV.")
def plan(contest: BinaryIO, as_json: bool) -> None:
    """Print who judges what, as CSV judge,entry: even loads, no conflict, one connected jury, drawn from the seed."""
    with _named(contest.name):
        drawn = draw(plan_files.read_wish(contest_files.decode(contest.read())))
    lacking = [str(remark) for remark in drawn.remarks()]
    if as_json:
        told = {"seats": drawn.seats, "loads": drawn.loads, "short": drawn.short, "groups": drawn.groups}
        click.echo(json.dumps(told | {"warnings": lacking}, ensure_ascii=False).encode())
    else:
        click.echo(plan_files.write_plan(drawn).encode(), nl=False)
    for line in lacking:
        click.echo(line, err=True)


def at_a_terminal() -> bool:
    """The summary is for eyes only: a program that reads both streams as one must get nothing but JSON."""
    return sys.stderr.isatty()


def _rank(scores: BinaryIO, rubric: BinaryIO, method: str | None) -> Ranking:
    with _named(rubric.name):
        contest = contest_files.read_contest(contest_files.decode(rubric.read()))
    with _named(scores.name):
        judgements = list(contest_files.read_scores(contest_files.decode(scores.read())))
    try:
        return rank_contest(contest, judgements, method=method)
    except RuleBroken as refusal:
        # A refusal with a line is about a cell; one without is about the method, which no file is to blame for.
        raise _said(refusal, scores.name if refusal.field else None) from refusal


@contextmanager
def _named(path: str) -> Iterator[None]:
    try:
        yield
    except RuleBroken as refusal:
        raise _said(refusal, path) from refusal


def _said(refusal: RuleBroken, path: str | None) -> click.ClickException:
    place = [part for part in (path and Path(path).name, refusal.field) if part]
    return click.ClickException(": ".join(filter(None, (":".join(place), str(refusal)))))


def _summary(ranking: Ranking) -> str:
    sheets = sum(judge.judgements for judge in ranking.judges)
    counted = f"{len(ranking.places)} entries ranked by {ranking.method} from {sheets} sheets"
    return f"{counted}, {len(ranking.warnings)} warnings."
