"""What changed between two versions of a text, however long they are."""

import pytest

from hackathon.events.differences import MOST_COMPARED, paragraphs_changed


def test_a_short_text_is_compared_closely():
    changed = paragraphs_changed("a\nb\nc\nd", "a\nx\nc\ny")

    assert changed == [("same", "a"), ("gone", "b"), ("new", "x"), ("same", "c"), ("gone", "d"), ("new", "y")]


def test_of_a_long_text_all_between_its_common_ends_is_replaced():
    middle = [f"p{n}" for n in range(MOST_COMPARED)]

    changed = paragraphs_changed("\n".join(["a", "b", *middle, "c", "z"]), "\n".join(["a", "x", *middle, "y", "z"]))

    gone, new = (["b", *middle, "c"], ["x", *middle, "y"])
    replaced = [("gone", text) for text in gone] + [("new", text) for text in new]
    assert changed == [("same", "a"), *replaced, ("same", "z")]


@pytest.mark.parametrize(("before", "after"), [(500, 500), (500, 501), (501, 500), (0, 500), (500, 0)])
def test_a_long_text_of_one_repeated_line_is_told_once(before, after):
    changed = paragraphs_changed("a\n" * before, "a\n" * after)

    kinds = [kind for kind, _text in changed]
    assert kinds.count("same") == min(before, after)
    assert (kinds.count("gone"), kinds.count("new")) == (max(0, before - after), max(0, after - before))
