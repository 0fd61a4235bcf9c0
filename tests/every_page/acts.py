"""What a visitor does before a page of the table is there: a form sent empty, too late, too long, or twice."""

from playwright.sync_api import Page

_OF_MAIN = "document.querySelector('main form[method=post]')"


def send_empty(page: Page) -> int:
    """Every field of the page's first form emptied: 422, with the problems named."""
    return _send(page, f"""for (const field of {_OF_MAIN}.elements) {{
        if (field.type === 'checkbox' || field.type === 'radio') field.checked = false
        else if (field.tagName === 'SELECT') field.selectedIndex = -1
        else if (field.type !== 'hidden') field.value = ''
    }}""")  # fmt: skip


def send_nonsense(page: Page) -> int:
    """What no field takes: the same word in each."""
    return _send(page, f"""for (const field of {_OF_MAIN}.elements) {{
        if (field.matches('input[type=text], input[type=url], textarea')) field.value = '¿?'
    }}""")  # fmt: skip


def send_after_somebody(page: Page) -> int:
    """As if the form had been opened before somebody else's save: 409, with both texts."""
    return _send(page, f"""{_OF_MAIN}.elements.version.value = '0'
        const typed = {_OF_MAIN}.querySelector('input:not([type=hidden]), textarea')
        typed.value = 'Otro texto'""")  # fmt: skip


def send_from_another_sign_in(page: Page) -> int:
    """A form whose token belongs to a session that is over: 400, and what was typed comes back."""
    return _send(
        page,
        f"""{_OF_MAIN}.elements.csrf_token.value = 'of another session'
        {_OF_MAIN}.querySelector('input:not([type=hidden]), textarea').value = 'Un texto que no se pierde'""",
    )


def send_too_much(page: Page) -> int:
    """More text than the server reads: 413."""
    return _send(
        page, f"""{_OF_MAIN}.querySelector('input:not([type=hidden]), textarea').value = 'a'.repeat(2_100_000)"""
    )


def choose_a_team_and_agree(page: Page) -> int:
    """The first two steps of the way in, so that the third has something to check."""
    if page.url.endswith("/register/check"):  # this browser has answered them for another look
        return 200
    page.locator("main input[value=none], main input[type=radio]").last.check()
    _press(page)
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    return _press(page)


def _send(page: Page, change: str) -> int:
    page.evaluate(f"() => {{ {change} }}")
    with page.expect_navigation(wait_until="load") as answered:
        page.evaluate(f"() => HTMLFormElement.prototype.submit.call({_OF_MAIN})")
    return answered.value.status


def _press(page: Page) -> int:
    with page.expect_navigation(wait_until="load") as answered:
        page.locator("main form[method=post] button[type=submit]").last.click()
    return answered.value.status
