"""Which projects go on to the final: a number of them, or the fewest that hold the best with a given probability. Pure."""

from collections.abc import Sequence
from fractions import Fraction

from hackathon.errors import RuleBroken
from hackathon.jury.ranking import Place
from hackathon.text import N_

SURE = Fraction(95, 100)
NO_CHANCES = N_(
    "From these sheets nobody can say how likely each project is the best: say how many go on to the final."
)
FEWEST = 2  # a final of one would decide nothing


def finalists(places: Sequence[Place], wanted: int | None) -> list[str]:
    """The entries that go on, by name: their order is nobody's to know. Entries without points never do."""
    with_points = [place for place in places if place.score is not None]
    chosen = _fewest_with_the_best(with_points) if wanted is None else _first(with_points, wanted)
    return sorted(place.entry for place in chosen)


def _first(places: Sequence[Place], wanted: int) -> list[Place]:
    """The first so many; whoever is tied with the last of them goes on too."""
    ranks = sorted(place.rank for place in places)[:wanted]
    return [place for place in places if ranks and place.rank <= ranks[-1]]


def _fewest_with_the_best(places: Sequence[Place]) -> list[Place]:
    chances = {place.entry: place.p_first for place in places if place.p_first is not None}
    if len(chances) < len(places) or not places:
        raise RuleBroken(NO_CHANCES, field="wanted")
    chosen: list[Place] = []
    for place in sorted(places, key=lambda place: (-chances[place.entry], place.rank, place.entry)):
        if len(chosen) >= FEWEST and sum(chances[one.entry] for one in chosen) >= SURE:
            break
        chosen.append(place)
    return chosen
