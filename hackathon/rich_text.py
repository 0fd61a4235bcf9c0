"""The one place where people's text becomes markup: Markdown without HTML, then an allow-list."""

import html
import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

LONGEST = 20_000  # characters shown; the rest stays stored
TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "h2", "h3", "h4", "a"}
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")


def rich_text(text: str | None, level: int = 3) -> Markup:
    """Markdown that organisers and teams write, as safe markup; `#` and `##` are headings of this level, `###` below."""

    def placed(tag: re.Match[str]) -> str:
        return f"<{tag[1]}h{level + (int(tag[2]) > 2)}>"

    return _clean(re.sub(r"<(/?)h([1-6])>", placed, _MARKDOWN.render((text or "")[:LONGEST])))


def foreign_text(text: str | None) -> Markup:
    """A portal's description: HTML or Markdown of unknown origin, reduced to the allow-list."""
    shown = (text or "")[:LONGEST]
    return _clean(shown if "</" in shown or "<br" in shown else _MARKDOWN.render(shown))


def plain_text(text: str | None) -> str:
    """The words alone, for summaries and for search."""
    return " ".join(html.unescape(nh3.clean(text or "", tags=set())).split())


def _clean(html: str) -> Markup:
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )
    return Markup(cleaned)  # noqa: S704 - cleaned by the allow-list above; the only place that may
