"""Walking through a page with the Tab key, as somebody without a mouse does."""

from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Page

# What stands in the order of the page and can take the focus; of radio buttons with one name, the chosen or the first.
_PREPARE = """() => {
    const one = element => element.type !== 'radio' ||
        element === ([...document.getElementsByName(element.name)].find(radio => radio.checked)
            ?? document.getElementsByName(element.name)[0])
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
        .filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && e.checkVisibility() && one(e))
    const walked = window.walked = { expected: stops.length, reached: [], unseen: [], covered: [] }
    const named = element => element.outerHTML.slice(0, 120)
    const isMarked = element => {
        const style = getComputedStyle(element)
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    }
    // Of each rectangle of the element five points: one that shows it is enough (WCAG 2.4.11).
    const isShown = element => [...element.getClientRects()].some(({ left, right, top, bottom }) =>
        [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]].some(([x, y]) => {
            const at = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top))
            return at && (element.contains(at) || at.contains(element) && at !== document.body && at.tagName !== 'MAIN'
                || [...element.labels ?? []].some(label => label.contains(at)))
        }))
    document.addEventListener('keyup', () => {
        const element = document.activeElement, place = stops.indexOf(element)
        if (place < 0) return // a passage that scrolls takes the focus too
        walked.reached.push(place)
        if (!isMarked(element)) walked.unseen.push(named(element))
        if (!isShown(element)) walked.covered.push(named(element))
    })
    walked.names = stops.map(named)
    // Wherever the page has put the focus, the walk begins before its first element.
    const start = document.createElement('span')
    start.tabIndex = -1
    document.body.prepend(start)
    start.focus()
    start.remove()
}"""


# A passage that scrolls takes the focus too; a day and an hour have a stop for each of their parts, and one for the calendar.
_FURTHER_STOPS = """document.querySelectorAll('.table, pre, .prose').length
    + 4 * document.querySelectorAll('input[type="date"]').length
    + 6 * document.querySelectorAll('input[type="datetime-local"]').length"""


@dataclass(frozen=True)
class Walk:
    """What a walk found: stops never reached or out of order, without a mark, or hidden under something."""

    missed: list[str]
    unmarked: list[str]
    covered: list[str]


def walk(page: Page) -> Walk:
    """Press Tab until every stop of the page was due."""
    page.evaluate(_PREPARE)
    expected = page.evaluate("walked.expected")
    for _ in range(expected + page.evaluate(_FURTHER_STOPS)):
        page.keyboard.press("Tab")
    found = page.evaluate("walked")
    in_order = list(dict.fromkeys(found["reached"]))
    missed = [name for place, name in enumerate(found["names"]) if place not in in_order]
    out_of_order = [found["names"][one] for one, next_ in pairwise(in_order) if next_ < one]
    return Walk(missed + out_of_order, found["unseen"], found["covered"])


def skip_to_the_content(page: Page) -> str:
    """Where the first stop of the page leads: the id of what has the focus then."""
    page.evaluate(_PREPARE)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    return str(page.evaluate("document.activeElement.id"))
