"""Acts of a contest in several rounds, each in a transaction of its own, as an organiser does them."""

from hackathon.database import transaction
from hackathon.jury import exclusion_actions, oversight, round_actions, round_queries
from hackathon.jury.models import RoundKind
from hackathon.jury.round_actions import RoundText

FIRST = RoundText(RoundKind.FIRST, quorum=2, per_project=2, finalists_wanted=2)
FINAL = RoundText(RoundKind.FINAL, quorum=3)


def planned(contest, *texts):
    with transaction() as now:
        round_actions.plan_rounds(contest.event, texts, by=contest.standing(contest.olu), now=now)


def rounds(contest):
    return round_queries.rounds_of(contest.event)


def ground(contest, number=1):
    return round_queries.ground_of(rounds(contest)[number - 1])


def close(contest, number=1, *, quorum=0, reason="Everybody went home."):
    with transaction() as now:
        judging = rounds(contest)[number - 1]
        round_actions.close_round(judging, quorum=quorum, reason=reason, by=contest.standing(contest.olu), now=now)


def seats(contest, number=1):
    """{(juror's name, slug)} of the seats that are not empty."""
    return {
        (next(one.name for one in contest.jurors if one.id == seat.juror_id), seat.project.slug)
        for seat in round_queries.seats_of(rounds(contest)[number - 1])
        if seat.recusal is None
    }


def score_all(contest, juror, **by_slug):
    """Sheets for every project on the juror's desk; `owls=1` takes one off a criterion of theirs."""
    for seat in contest.desk(juror).seats:
        slug = seat.assignment.project.slug
        contest.score(juror, slug, innovation=5 - by_slug.get(slug.replace("-", "_"), 0))
    contest.sign(juror)


def let_go(contest, name):
    with transaction() as now:
        exclusion_actions.let_go(
            contest.invitation(f"{name}@example.pe"), reason="Ill", by=contest.standing(contest.olu), now=now
        )


def mending(contest):
    return oversight.progress_of(rounds(contest)[0]).mending


def mend(contest, seen=None):
    found = mending(contest)
    with transaction() as now:
        return round_actions.mend_round(
            rounds(contest)[0],
            seen=round_actions.fingerprint(found.given, found.taken) if seen is None else seen,
            by=contest.standing(contest.olu),
            now=now,
        )
