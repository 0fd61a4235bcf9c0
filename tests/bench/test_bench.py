"""The benchmark runs, on tiny numbers; how fast anything is decides no test."""

import numpy as np
import pytest

from run import ROOT
from tests.bench import made_juries, measurements, peer_methods, simulation
from tests.bench.report import Finding, Results, Section, page_of, times
from tests.bench.scope import QUICK


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return measurements.all_of(QUICK, tmp_path_factory.mktemp("bench"), told=lambda what: None)


@pytest.mark.full
def test_everything_is_measured_and_the_page_says_so(results):
    page = page_of(results)

    works = [finding.work for finding in results.findings]
    assert works == list(dict.fromkeys(works))
    assert [work for work in works if work not in page] == []
    assert "## Targets" in page
    assert str(ROOT) not in page


def test_a_finding_says_whether_it_is_reached_and_why_not():
    said = [
        Finding("a", "≤ 1", "0.5", True).verdict,
        Finding("b", "≤ 1", "2.0", False, "half of it is compression").verdict,
        Finding("c", "≤ 1", "–", None, "comes later").verdict,
    ]

    assert said == ["reached", "**not reached**: half of it is compression", "not yet: comes later"]


def test_tables_stand_in_the_page_as_markdown():
    results = Results()

    results.add([], Section("Pages", ("page", "ms"), [("event", 3)], note="Warm."))

    assert page_of(results).endswith("\n## Pages\n\nWarm.\n\n| page | ms |\n| --- | --- |\n| event | 3 |\n")


def test_ratios_are_shown_with_the_digits_that_mean_something():
    assert [times(ratio) for ratio in (0.428, 2.07, 18.4)] == ["0.43 ×", "2.1 ×", "18 ×"]


def test_made_juries_are_the_same_every_time_and_methods_rank_them():
    made, again = (made_juries.make(made_juries.PRESETS[1], "haphazard", 3) for _ in range(2))

    answers = {name: method(made.panel).scores for name, method in peer_methods.METHODS.items()}

    assert np.array_equal(made.panel.total, again.panel.total)
    assert min(simulation.tau_b(scores, made.truth) for scores in answers.values()) > 0.5


def test_kendalls_rank_correlation_knows_ties():
    given = np.array([1.0, 2, 2, 3])

    assert simulation.tau_b(given, given) == pytest.approx(1)
    assert simulation.tau_b(given, np.array([1.0, 2, 3, 4])) == pytest.approx(5 / np.sqrt(5 * 6))
    assert simulation.tau_b(np.ones(4), given) == 0
