"""The one place where people's text becomes markup: Markdown without HTML, then an allow-list."""

import html
import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

LONGEST = 20_000  # characters shown; the rest stays stored
LONGEST_FOREIGN = 5_000  # characters of a portal's text that are read as Markdown; the rest are words
MOST_MARKS = 1_000  # the reader of Markdown looks back from each mark to those before it: a wall of them takes seconds
_MARKS = re.compile(r"[*_`<>&\[\]\\]")
TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "h2", "h3", "h4", "a"}
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")


def rich_text(text: str | None, level: int = 3) -> Markup:
    """Markdown that organisers and teams write, as safe markup; `#` and `##` are headings of this level, `###` below."""

    def placed(tag: re.Match[str]) -> str:
        return f"<{tag[1]}h{level + (int(tag[2]) > 2)}>"

    return _clean(re.sub(r"<(/?)h([1-6])>", placed, _markup_of((text or "")[:LONGEST])))


def foreign_text(text: str | None) -> Markup:
    """A portal's description: HTML or Markdown of unknown origin, reduced to the allow-list."""
    shown = (text or "")[:LONGEST]
    if _is_html(shown):
        return _clean(shown)
    end = max(shown.rfind(space, 0, LONGEST_FOREIGN) for space in "\n ") if len(shown) > LONGEST_FOREIGN else len(shown)
    end = end if end > 0 else LONGEST_FOREIGN
    return _clean(_markup_of(shown[:end]) + _words_of(shown[end:]))


def _markup_of(text: str) -> str:
    return _MARKDOWN.render(text) if len(_MARKS.findall(text)) <= MOST_MARKS else _words_of(text)


def _words_of(text: str) -> str:
    """The paragraphs of a text in which nothing is a mark."""
    paragraphs = (paragraph.strip() for paragraph in re.split(r"\n\s*\n", text))
    return "".join(f"<p>{html.escape(paragraph)}</p>\n" for paragraph in paragraphs if paragraph)


def first_words(text: str | None, most: int) -> str:
    """The words at the beginning of a portal's description, of which so many characters are looked at: for lists."""
    shown = (text or "")[:most]
    return plain_text(shown if _is_html(text or "") else _markup_of(shown))


def _is_html(text: str) -> bool:
    return "</" in text or "<br" in text


def plain_text(text: str | None) -> str:
    """The words alone, for summaries and for search."""
    return " ".join(html.unescape(nh3.clean(text or "", tags=set())).split())


def _clean(markup: str) -> Markup:
    cleaned = nh3.clean(
        markup,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return Markup(cleaned)  # noqa: S704 - cleaned by the allow-list above; the only place that may
