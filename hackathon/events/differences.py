"""What changed between two versions of a text, paragraph by paragraph. Knows words only."""

from difflib import SequenceMatcher


def paragraphs_changed(before: str, after: str) -> list[tuple[str, str]]:
    """("same" | "gone" | "new", paragraph) in reading order; what was replaced stands gone, then new."""
    old, new = _paragraphs(before), _paragraphs(after)
    found = []
    for kind, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [("same", text) for text in old[i:j]]
        else:
            found += [("gone", text) for text in old[i:j]] + [("new", text) for text in new[k:m]]
    return found


def _paragraphs(text: str) -> list[str]:
    """Lines with words: in a list, each item is one."""
    return [line.strip() for line in text.splitlines() if line.strip()]
