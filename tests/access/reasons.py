"""The reasons that rules give, as Spanish readers see them: a page that refuses shows one of them."""

import ast
import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

# A page that refuses somebody who is registered already says it in words of its own.
IN_OTHER_WORDS = ("There is nothing more to fill in: your panel tells you the next step.",)
ROOT = Path(__file__).resolve().parents[2]


def given_in(page: str) -> bool:
    """Whether the text of a page has a reason of a rule."""
    return any(pattern.search(" ".join(page.split())) for pattern in _patterns())


@cache
def _patterns() -> list[re.Pattern[str]]:
    with (ROOT / "translations/es/LC_MESSAGES/messages.po").open("rb") as text:
        catalogue = read_po(text)
    sources = {source for path in sorted((ROOT / "hackathon").glob("*/*.py")) for source in _marked(path)}
    sources |= set(IN_OTHER_WORDS)
    spanish = [str(message.string) for source in sources if (message := catalogue.get(source)) and message.string]
    return [re.compile(re.sub(r"%\\\((\w+)\\\)s|%\((\w+)\)s", ".+?", re.escape(text))) for text in spanish]


def _marked(path: Path) -> list[str]:
    """What stands in N_() in a rule, or in an action that refuses."""
    if not path.stem.endswith("policy") and "actions" not in path.stem:
        return []
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "N_")
    return [str(ast.literal_eval(call.args[0])) for call in named]
