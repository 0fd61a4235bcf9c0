"""The words of the product on a page, and whether they are all of the page's own language."""

import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from playwright.sync_api import Page

import run

CATALOGUE = Path(run.ROOT) / "translations" / "es" / "LC_MESSAGES" / "messages.po"
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")
OF_PORTALS = {"Otros"}
"""A category of the demo's portal, shown as the portal writes it; the product has the same word for other things."""
WORDS_ON_PAGE = """language => {
    const said = [document.title], walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT)
    const own = element => element.closest('[lang]').lang === language
    while (walk.nextNode()) if (own(walk.currentNode.parentElement)) said.push(walk.currentNode.data)
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
        if (own(element)) for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
            if (element.hasAttribute(name)) said.push(element.getAttribute(name))
    return said.map(text => text.replace(/[ \\n\\t]+/g, ' ').trim()).filter(text => /\\p{L}{2}/u.test(text))
}"""


def foreign_words(page: Page, language: str) -> list[str]:
    """Texts on the page that the product says in the other language, and not in this one."""
    whole, shaped = _texts_of("en" if language == "es" else "es")
    said = page.evaluate(WORDS_ON_PAGE, language)
    return sorted(
        {
            text
            for text in said
            if text not in OF_PORTALS and (text in whole or any(shape.fullmatch(text) for shape in shaped))
        }
    )


@cache
def _texts_of(language: str) -> tuple[frozenset[str], list[re.Pattern[str]]]:
    """What is said in this language only: whole texts, and patterns of those with something to fill in."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    english = {text for message in catalogue if message.id for text in _all(message.id)}
    spanish = {text for message in catalogue if message.id for text in _all(message.string)}
    own = spanish - english if language == "es" else english - spanish
    shaped = [text for text in own if PLACEHOLDER.search(text) and len(PLACEHOLDER.sub("", text)) > 12]
    patterns = [re.compile(".+".join(re.escape(part) for part in PLACEHOLDER.split(text))) for text in shaped]
    return frozenset(own), patterns


def _all(said: object) -> tuple[str, ...]:
    """A text, or its singular and plural; the product's %% is a page's %."""
    texts = said if isinstance(said, tuple | list) else (said,)
    return tuple(str(text).replace("%%", "%").strip() for text in texts)
