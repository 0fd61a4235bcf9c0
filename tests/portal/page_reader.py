"""Reading a page as a browser does: which addresses it follows, and what it would run."""

from html.parser import HTMLParser


class Links(HTMLParser):
    """Every address that a page would follow in its main part."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if tag == "a" and name == "href"]

    @classmethod
    def of(cls, page: str) -> list[str]:
        reader = cls()
        reader.feed(page)
        return reader.found


class Dangers(HTMLParser):
    """What a browser would run: scripts without our source, handlers, addresses that are programs."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "script" and not (given.get("src") or "").startswith("/static/"):
            self.found.append("script")
        self.found += [name for name in given if name.startswith("on")]
        self.found += [
            value for name, value in given.items() if name in {"href", "src", "action"} and is_program(value or "")
        ]

    @classmethod
    def of(cls, page: str) -> list[str]:
        reader = cls()
        reader.feed(page)
        return reader.found


def is_program(address: str) -> bool:
    return address.strip().lower().startswith(("javascript:", "data:", "vbscript:"))
