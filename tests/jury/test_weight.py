"""What a juror's phone loads: the budgets of the sheet on a network that hardly works."""

import gzip

from tests.architecture.source import ROOT
from tests.jury.cast import Contest, enter, sheet_of

KIB = 1024


def packed(content):
    return len(gzip.compress(content))


def test_a_sheet_is_ten_kilobytes_and_all_scripts_twenty_five(client, session):
    contest = Contest(projects=8)
    page = enter(client, contest).get(sheet_of(contest)).data
    scripts = [path.read_bytes() for path in (ROOT / "static" / "js").glob("*.js")]

    assert packed(page) <= 10 * KIB
    assert sum(packed(script) for script in scripts) <= 25 * KIB
