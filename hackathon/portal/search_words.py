"""The words of a text as search knows them: folded, letters and digits only. Pure."""

import re
from collections.abc import Iterable

from hackathon.text import fold

LONGEST_STORED = 20_000


def words_of(typed: str) -> list[str]:
    """The folded words of a text: letters and digits only. `Educación básica` gives `educacion`, `basica`."""
    return re.findall(r"[^\W_]+", fold(typed))


def text_for(parts: Iterable[str]) -> str:
    """What is kept for searching in these texts."""
    return " ".join(words_of(" ".join(parts)))[:LONGEST_STORED]
