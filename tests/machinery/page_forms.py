"""The forms of a page as a browser sees them: fields, what stands in them, and where they are sent."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

Value = str | list[str]


@dataclass
class Form:
    """One form: where it goes, how, and what it would send if nobody touched it."""

    action: str
    method: str
    names: set[str] = field(default_factory=set)
    sent: list[tuple[str, str]] = field(default_factory=list)

    def filled(self, values: dict[str, Any]) -> dict[str, Value]:
        """What is sent when these fields are filled in; a field that does not stand there is a mistake of the test."""
        unknown = set(values) - self.names
        assert not unknown, f"The form has no field {sorted(unknown)}; it has {sorted(self.names)}"
        data: dict[str, Value] = {}
        for name, value in self.sent:
            before = data.get(name)
            data[name] = value if before is None else [*(before if isinstance(before, list) else [before]), value]
        for name, value in values.items():
            data.pop(name, None)
            if value is not None and value is not False:
                data[name] = [str(one) for one in value] if isinstance(value, list | tuple | set) else _typed(value)
        return data


def _typed(value: Any) -> str:
    return "y" if value is True else str(value)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.open: Form | None = None
        self.select: str | None = None
        self.first_option: str | None = None
        self.textarea: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            target = urljoin(self.address, given.get("action") or self.address)
            self.open = Form(target, given.get("method", "get").lower())
            self.forms.append(self.open)
        elif self.open is not None and tag in {"input", "select", "textarea", "button", "option"}:
            self._control(self.open, tag, given)

    def _control(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        if tag == "option":
            self._option(form, given)
            return
        if not name or "disabled" in given:
            return
        form.names.add(name)
        if tag == "select":
            self.select, self.first_option = name, "" if "multiple" in given else None
        elif tag == "textarea":
            self.textarea, self.text = name, ""
        elif tag == "input" and _is_sent(given):
            form.sent.append((name, given.get("value", "on")))

    def _option(self, form: Form, given: dict[str, str]) -> None:
        value = given.get("value", "")
        if self.select and "selected" in given:
            form.sent.append((self.select, value))
        elif self.first_option is None and "disabled" not in given:
            self.first_option = value

    def _end_select(self, form: Form) -> None:
        """A browser sends the first choice of a list that nobody touched."""
        if self.select and self.first_option and self.select not in dict(form.sent):
            form.sent.append((self.select, self.first_option))
        self.select = None

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.textarea and self.open:
            self.open.sent.append((self.textarea, self.text.removeprefix("\n")))
            self.textarea = None
        elif tag == "select" and self.open:
            self._end_select(self.open)
        elif tag == "form":
            self.open = None


def _is_sent(given: dict[str, str]) -> bool:
    kind = given.get("type", "text")
    if kind in {"checkbox", "radio"}:
        return "checked" in given
    return kind not in {"submit", "button", "image", "reset", "file"}


def forms_of(html: str, address: str = "/") -> list[Form]:
    """Every form of a page, in its order."""
    reader = _Reader(address)
    reader.feed(html)
    reader.close()
    return reader.forms


def the_form(html: str, address: str, action: str | None = None) -> Form:
    """The form that is posted to `action`; without it, the form of the page's own address, or the only one."""
    posted = [form for form in forms_of(html, address) if form.method == "post"]
    if action is not None:
        found = [form for form in posted if form.action == action]
    else:
        found = [form for form in posted if form.action == address] or posted
    assert found, f"No form is posted to {action or address}; the page has {[form.action for form in posted]}"
    assert len(found) == 1 or action is None, f"Several forms are posted to {action}"
    assert len(found) == 1, f"Which form? Name its action: {[form.action for form in posted]}"
    return found[0]
