"""What a project says as one value, and the hash that anybody can compute again."""

from hackathon.submissions.content import Draft, Use, canonical, content_of, sha256_of


def test_the_hash_is_that_of_the_canonical_text():
    content = {"title": "Ñandú", "challenges": []}

    assert canonical(content) == '{"challenges":[],"title":"Ñandú"}'
    # printf '{"challenges":[],"title":"Ñandú"}' | sha256sum
    assert sha256_of(content) == "ee57daba5b6cd98efaae95f9288ca376edff3809b1becfd16cca7eb2ddaa45fe"


def test_the_order_of_ticking_and_picking_never_matters():
    one, two = {"portal": "a", "dataset": "b", "how": ""}, {"portal": "a", "dataset": "c", "how": ""}

    there = content_of(Draft(challenges=("R1", "R2")), used=[one, two])
    back = content_of(Draft(challenges=("R2", "R1")), used=[two, one])

    assert sha256_of(there) == sha256_of(back)


def test_of_two_rows_for_a_dataset_the_first_counts():
    draft = Draft(datasets=(Use("a/b", "first"), Use("a/c"), Use("a/b", "second")))

    assert draft.used_once() == (Use("a/b", "first"), Use("a/c"))
