"""Every macro in every state, in a real browser: accessible, never wider than the window, right without a script."""

from pathlib import Path

import pytest
from flask import render_template
from jinja2 import ChoiceLoader, FileSystemLoader

from tests.look import gallery
from tests.machinery.accessibility import assert_accessible
from tests.machinery.browser import assert_nothing_scrolls_sideways


@pytest.fixture
def app(app):
    app.jinja_loader = ChoiceLoader([app.jinja_loader, FileSystemLoader(Path(__file__).parent)])
    app.add_url_rule("/gallery", "gallery", lambda: render_template("gallery.html", **gallery.context()))
    return app


@pytest.mark.parametrize(
    ("width", "scheme", "locale"),
    [(320, "light", "es-PE"), (360, "dark", "en"), (1280, "light", "en"), (1280, "dark", "es-PE")],
)
def test_every_macro_is_accessible_and_fits(new_page, width, scheme, locale):
    page = new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, locale=locale)
    page.goto("/gallery")

    assert_accessible(page)
    assert_nothing_scrolls_sideways(page)


def test_nothing_is_cut_off_with_wide_text_spacing(new_page):
    page = new_page(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page.goto("/gallery")
    spacing = "line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important"
    page.add_style_tag(content=f"*{{{spacing}}}p{{margin-bottom:2em!important}}")

    assert_nothing_scrolls_sideways(page)


def test_what_can_be_pressed_is_at_least_44_pixels_high_or_stands_in_a_sentence(new_page):
    page = new_page(viewport={"width": 360, "height": 800})
    page.goto("/gallery")

    small = page.evaluate(
        """() => [...document.querySelectorAll('button, .button, summary, .level, .top a, .foot a, .choice, select, input')]
        .filter(e => e.checkVisibility() && !e.closest('.choice') || e.matches('.choice'))
        .filter(e => { const r = e.getBoundingClientRect(); return r.height && (r.height < 44 || r.width < 44) })
        .map(e => e.outerHTML.slice(0, 80) + ' ' + e.getBoundingClientRect().height)"""
    )

    assert small == []


def test_the_first_problem_summary_takes_the_focus_without_a_script(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/gallery")

    assert page.locator("[autofocus]").first.evaluate("element => element === document.activeElement")


def test_the_anchor_of_the_chosen_level_is_in_view_without_a_script(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/gallery")
    scale = page.get_by_role("group", name="Uso de datos abiertos")

    scale.get_by_role("radio", name="2").check()

    assert scale.locator(".anchor:visible").inner_text().startswith("2 Lo que significa el nivel 2")


def test_the_menu_of_a_phone_opens_without_a_script(new_page):
    page = new_page(viewport={"width": 360, "height": 800}, java_script_enabled=False)
    page.goto("/gallery")

    page.locator("summary").click()

    assert page.get_by_role("navigation").get_by_role("link", name="English").is_visible()


def test_a_level_is_chosen_by_keyboard_and_shows_where_the_focus_is(new_page):
    page = new_page()
    page.goto("/gallery")
    chosen = page.get_by_role("group", name="Uso de datos abiertos").get_by_role("radio", checked=True)

    chosen.focus()
    page.keyboard.press("ArrowRight")

    assert chosen.get_attribute("value") == "5"
    assert chosen.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"


def test_nothing_moves_when_less_motion_is_wanted(new_page):
    page = new_page(reduced_motion="reduce")
    page.goto("/gallery")

    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter(e => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"
    )

    assert moving == 0
