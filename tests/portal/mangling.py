"""Records with something wrong in them: every value of a good one in turn replaced by what does not belong there.

Together with whatever JSON there is, they show that a kind's `normalise` reads a record or refuses it, and never breaks.
"""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hackathon.portal.kinds import Kind
from hackathon.portal.records import NormalDataset, Unreadable, canonical_text

BASE = "https://portal.example"
WRONG: tuple[Any, ...] = (
    None, True, -1, 0.5, 10**30, "", "  ", "\0\ud800", "http://[", "x" * 5_000, "{", '{"es": 5}', [], [None], [[]], [{}], [[[{}]]],
    {}, {"@id": []}, {"@value": {}}, {"a": {"b": []}}, ["x", 7, None, {"name": []}], "9" * 400, "Lun, 99/99/9999 - 99:99", "P" + "9" * 90,
)  # fmt: skip

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def read_or_refused(kind: Kind, raw: Any) -> NormalDataset | None:
    """The dataset in this record, fit to be stored; None where it was refused. Anything else is raised."""
    try:
        dataset = kind.normalise(raw, base=BASE)
    except Unreadable:
        return None
    assert dataset.native_id
    assert dataset.title
    keys = [resource.native_id for resource in dataset.resources]
    assert all(keys)
    assert len(set(keys)) == len(keys)
    _assert_fits_its_columns(dataset)
    canonical_text(dataset).encode()
    return dataset


def _assert_fits_its_columns(dataset: NormalDataset) -> None:
    """PostgreSQL refuses what is longer than its column, and with it the whole portion."""
    licence, named = dataset.licence, [dataset.organization, *dataset.categories]
    lengths = [
        (dataset.native_id, 500), (dataset.title, 500), (dataset.frequency, 20), (dataset.frequency_said, 200),
        (licence.code, 60), (licence.title, 500),
        *((one.native_id, 300) for one in named if one), *((one.title, 500) for one in named if one),
        *((text, most) for one in dataset.resources for text, most in (
            (one.native_id, 500), (one.title, 500), (one.format, 40), (one.media_type, 120),
        )),
    ]  # fmt: skip
    assert [text for text, most in lengths if len(text) > most] == []


def mangled(good: Any) -> Iterator[Any]:
    """The good record with each of its values, at any depth, replaced by each wrong one, and once left out."""
    for path in _paths(good):
        for wrong in WRONG:
            broken = deepcopy(good)
            holder = _at(broken, path[:-1])
            holder[path[-1]] = wrong
            yield broken
        broken = deepcopy(good)
        del _at(broken, path[:-1])[path[-1]]
        yield broken


def assert_unbreakable(kind: Kind, good: Any) -> None:
    """Whatever is wrong in a record of this kind, it is read or refused; and so is what is no record at all."""
    assert read_or_refused(kind, good) is not None
    for raw in (*WRONG, *mangled(good)):
        read_or_refused(kind, raw)

    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    @given(st.dictionaries(st.sampled_from(sorted(good)), anything))
    def fields_of_any_kind(fields: dict[str, Any]) -> None:
        read_or_refused(kind, good | fields)

    fields_of_any_kind()


def _paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        yield (*here, key)
        yield from _paths(below, (*here, key))


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value
