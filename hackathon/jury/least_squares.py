"""`least_squares`: entry plus judge, fitted by least squares, as anybody can check in a spreadsheet.

Pure. It corrects severity whatever the plan, and every total counts 1. Only within a jury that hangs together: what no
judge links cannot be compared, and the caller must see to that. Source: F. Yates, incomplete blocks (1936, 1940).
"""

import numpy as np

from hackathon.jury.elimination import Panel, Solution
from hackathon.jury.inference import NINE_OF_TEN, Fit


def fit(panel: Panel) -> Fit:
    """The fit of a connected panel."""
    middle, scale = float(panel.total.mean()), float(panel.total.std()) or 1.0
    standard = Panel(panel.entry, panel.judge, (panel.total - middle) / scale)
    solution = Solution(standard, np.ones_like(standard.total), entry_precision=0, judge_precision=0)
    squares = solution.residual**2
    free = len(panel.total) - len(panel.per_entry) - len(panel.per_judge) + 1
    if free < 1:  # as many unknowns as totals: they fit exactly, whatever they are
        return Fit(solution, middle, scale, None, solution.weights, None)
    variance = float(squares.sum()) / free
    noise = np.sqrt(panel.by_judge(squares) / panel.per_judge * len(panel.total) / free)
    spread = variance**0.5 * student(free) / NINE_OF_TEN
    return Fit(solution, middle, scale, spread, solution.weights, noise)


def student(free: int) -> float:
    """The 95th percentile of Student's t, by R. A. Fisher and E. A. Cornish's series: two in a hundred short at worst
    from two degrees of freedom on, five with one."""
    z = NINE_OF_TEN
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / free**power for power, term in enumerate(terms, start=1))
