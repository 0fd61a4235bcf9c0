import random

from hypothesis import given
from hypothesis import strategies as st

from hackathon.portal.profile.spread import CELLS, Spread

numbers = st.lists(st.floats(-1e9, 1e9, allow_nan=False) | st.integers(-(10**12), 10**12), min_size=1, max_size=60)


def spread_of(values):
    spread = Spread()
    spread.add(values)
    return spread


def facts(spread):
    return spread.count, spread.low, spread.high, spread.bins()


@given(numbers, st.randoms(use_true_random=False))
def test_the_order_of_numbers_never_matters(values, order):
    shuffled = list(values)
    order.shuffle(shuffled)
    one_by_one = Spread()
    for value in shuffled:
        one_by_one.add([value])

    assert facts(one_by_one) == facts(spread_of(values))


@given(numbers, numbers)
def test_parts_merge_to_the_whole(first, second):
    merged = Spread.merged([spread_of(first), Spread(), spread_of(second)])

    assert facts(merged) == facts(spread_of([*first, *second]))


def test_many_numbers_keep_few_cells_and_exact_counts():
    values = [number / 7 for number in range(40_000)]
    random.Random(1).shuffle(values)
    spread = Spread()
    for start in range(0, len(values), 1_000):
        spread.add(values[start : start + 1_000])

    counts = [count for _, _, count in spread.bins()]
    assert len(spread._cells) <= CELLS
    assert sum(counts) == 40_000
    assert all(abs(count - 40_000 / 12) < 45 for count in counts)


def test_merging_many_keeps_few_cells():
    parts = [spread_of([number * 1_000 + offset for number in range(3_000)]) for offset in (0, 500)]

    assert len(Spread.merged(parts)._cells) <= CELLS


def test_weights_count_a_number_several_times():
    spread = Spread()
    spread.add([1, 4], [3, 1])

    assert (spread.count, spread.mean, spread.low, spread.high) == (4, 1.75, 1, 4)
    assert [count for _, _, count in spread.bins()] == [3, *[0] * 10, 1]


def test_equal_numbers_have_one_bin():
    assert spread_of([5, 5]).bins() == [(5.0, 5.0, 2)]


def test_numbers_that_are_nearly_nothing_apart_have_their_bins():
    counts = [count for _, _, count in spread_of([0.0, 5e-324]).bins()]

    assert (counts[0], counts[-1], sum(counts)) == (0, 2, 2)


def test_a_mean_that_ends_in_a_five_does_not_depend_on_the_order():
    values = [0.0, 5.38, 28_160.14, 9_999_999.99]
    together = spread_of(values)
    for turned in ([3, 2, 1, 0], [1, 3, 0, 2]):
        spread = Spread()
        for place in turned:
            spread.add([values[place]])
        assert spread.mean == together.mean
