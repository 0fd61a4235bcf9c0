"""How a juror's marks stand to the others': said to the juror alone, after the closing, and never so that one mark shows."""

from fractions import Fraction

import pytest

from hackathon.jury.comparison import Comparison, compared_with_others
from tests.factories import DELIBERATION
from tests.jury.cast import JURY, Contest, enter, set_clock
from tests.machinery.databases import both_databases

pytestmark = pytest.mark.usefixtures("session")


def judged(jurors=3, projects=("owls", "foxes")):
    """The first juror gives 60 to each project, the others 80 and 100."""
    contest = Contest(jurors=jurors)
    for level, juror in zip((3, 4, 5), contest.jurors, strict=False):
        for slug in projects:
            contest.score(
                juror,
                slug,
                **dict.fromkeys(
                    ("open_data", "public_impact", "innovation", "viability", "prototype", "presentation"), level
                ),
            )
        contest.sign(juror)
    return contest


@both_databases
def test_the_mean_difference_is_of_the_projects_judged_together():
    contest = judged()
    strict, _middle, generous = contest.jurors

    assert compared_with_others(contest.desk(strict), strict) == Comparison(Fraction(-30), 2)
    assert compared_with_others(contest.desk(generous), generous) == Comparison(Fraction(30), 2)


@pytest.mark.parametrize(("jurors", "projects"), [(2, ("owls", "foxes")), (3, ("owls",))])
def test_of_one_other_juror_or_one_project_nothing_is_said(jurors, projects):
    contest = judged(jurors, projects)

    assert compared_with_others(contest.desk(contest.jurors[0]), contest.jurors[0]) is None


def test_the_juror_reads_it_only_after_scoring_closed(client):
    contest = judged()
    chi = enter(client, contest)

    before = chi.get(JURY).text
    set_clock(DELIBERATION)
    after = chi.get(JURY).text

    assert "usted dio en promedio" not in before
    assert "usted dio en promedio 30.00 puntos de 100 menos que los demás." in after
    assert "Está bien: mueve por igual a todos sus proyectos." in after
