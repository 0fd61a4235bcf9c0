"""axe on a page as it stands: the rules of WCAG 2.2 AA and what axe calls best practice."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(page: Page, *, within: str | None = None, with_contrast: bool = True) -> None:
    """Fail with every finding: rule, what it wants, and the elements. `within` is a selector.

    Where the visitor forces colours, contrast is theirs, and axe reads the ones that are not used. It is also the rule
    that takes longest.
    """
    rules = {"color-contrast": {"enabled": with_contrast}}
    options = {"runOnly": RULES, "resultTypes": ["violations"], "rules": rules}
    results = Axe().run(page, context=within, options=options)
    findings = [_finding(violation) for violation in results.response["violations"]]
    assert not findings, f"{page.url}\n" + "\n".join(findings)


def _finding(violation: dict[str, Any]) -> str:
    elements = [f"    {node['html'][:160]}\n      {node['failureSummary']}" for node in violation["nodes"][:5]]
    return "\n".join([f"{violation['id']} ({violation['impact']}): {violation['help']}", *elements])
