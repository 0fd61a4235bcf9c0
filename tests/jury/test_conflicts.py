"""Who must not judge what: every cause, the first one told, and what is no cause."""

import pytest

from hackathon.jury.conflicts import Barred, Cause, Judged, Judging, Named, barred, shared_domain

OWLS = Judged("owls", team=1, emails=("ada@unitru.edu.pe",), challenges=frozenset({7}))
FOXES = Judged("foxes", team=2, emails=("ben@gmail.com",))


@pytest.mark.parametrize(
    ("juror", "causes"),
    [
        (Judging("A"), {}),
        (Judging("A", team=1), {"owls": Cause.OWN_TEAM}),
        (Judging("A", named=[Named(Cause.DECLARED, "x", team=2)]), {"foxes": Cause.DECLARED}),
        (Judging("A", named=[Named(Cause.MENTOR, "x", team=1)]), {"owls": Cause.MENTOR}),
        (Judging("A", named=[Named(Cause.SPONSOR, "x", challenge=7)]), {"owls": Cause.SPONSOR}),
        (Judging("A", "rosa@unitru.edu.pe"), {"owls": Cause.ORGANISATION}),
        (Judging("A", "rosa@gmail.com"), {}),
        (Judging("A", challenges=frozenset({7})), {}),
        (Judging("A", challenges=frozenset({8})), {"owls": Cause.CHALLENGE}),
        (Judging("A", "rosa@unitru.edu.pe", team=1), {"owls": Cause.OWN_TEAM}),
    ],
)
def test_a_pair_is_barred_once_with_its_first_cause(juror, causes):
    assert {pair.project: pair.cause for pair in barred([juror], [OWLS, FOXES])} == causes


def test_the_words_of_whoever_named_it_are_told():
    named = Named(Cause.SPONSOR, "Pays the prize of R7.", challenge=7)

    assert barred([Judging("A", named=[named])], [OWLS]) == [
        Barred("A", "owls", Cause.SPONSOR, "Pays the prize of R7.")
    ]


@pytest.mark.parametrize(
    ("one", "other", "domain"),
    [
        ("a@unitru.edu.pe", "b@unitru.edu.pe", "unitru.edu.pe"),
        ("a@Unitru.edu.PE", "b@unitru.edu.pe", "unitru.edu.pe"),
        ("a@alum.unitru.edu.pe", "b@unitru.edu.pe", "unitru.edu.pe"),
        ("a@xunitru.edu.pe", "b@unitru.edu.pe", ""),
        ("a@gmail.com", "b@gmail.com", ""),
        ("a@mail.gmail.com", "b@gmail.com", ""),
        ("", "b@unitru.edu.pe", ""),
        ("a@localhost", "b@localhost", ""),
        ("a@unitru.edu.pe", "b@upao.edu.pe", ""),
    ],
)
def test_a_domain_is_shared_by_a_faculty_and_its_university_and_never_when_it_is_anybodys(one, other, domain):
    assert shared_domain(one, other) == domain
    assert shared_domain(other, one) == domain
