"""What changed between two versions of a text, paragraph by paragraph. Knows words only."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

# Above it the closest reading is not looked for: its cost grows with the square, and anybody may ask for the page.
MOST_COMPARED = 400


def paragraphs_changed(before: str, after: str) -> list[tuple[str, str]]:
    """("same" | "gone" | "new", paragraph) in reading order; what was replaced stands gone, then new."""
    old, new = _paragraphs(before), _paragraphs(after)
    found = []
    for kind, i, j, k, m in _blocks(old, new):
        if kind == "equal":
            found += [("same", text) for text in old[i:j]]
        else:
            found += [("gone", text) for text in old[i:j]] + [("new", text) for text in new[k:m]]
    return found


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str, int, int, int, int]]:
    """What is equal and what is not, as difflib tells it."""
    if max(len(old), len(new)) <= MOST_COMPARED:
        return SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    i, k = len(old) - tail, len(new) - tail
    return [("equal", 0, head, 0, head), ("replace", head, i, head, k), ("equal", i, len(old), k, len(new))]


def _alike(some: Sequence[str], others: Sequence[str]) -> int:
    """How many paragraphs are the same from the first on."""
    pairs = enumerate(zip(some, others, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(some), len(others)))


def _paragraphs(text: str) -> list[str]:
    """Lines with words: in a list, each item is one."""
    return [line.strip() for line in text.splitlines() if line.strip()]
