"""The one place where people's text becomes markup: Markdown without HTML, then an allow-list."""

import html

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

LONGEST = 20_000  # characters shown; the rest stays stored
TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "code", "pre", "blockquote", "h3", "h4", "a"}
_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False}).disable("image")


def rich_text(text: str | None) -> Markup:
    """Markdown that organisers and teams write, as safe markup; headings begin at level three."""
    return _clean(_MARKDOWN.render((text or "")[:LONGEST]).replace("<h1>", "<h3>").replace("</h1>", "</h3>"))


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
