"""The promised contrasts hold in light and in dark, and no colour hides outside the tokens."""

import re
from pathlib import Path

import pytest

import run

CSS = Path(run.ROOT) / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
DARK = re.search(r"prefers-color-scheme: dark\) \{\n    :root \{(.*?)\n    \}", TOKENS, re.DOTALL)
PAIRS = re.findall(r"^   pair ([\w-]+) ([\w-]+) ([\d.]+)$", TOKENS, re.MULTILINE)
assert DARK
LIGHT_COLOURS = dict(COLOUR.findall(TOKENS.replace(DARK.group(), "")))
DARK_COLOURS = LIGHT_COLOURS | dict(COLOUR.findall(DARK.group()))
# What only separates or only repeats what a word says: no contrast is promised.
ORNAMENT = {"line"}


def luminance(colour):
    """Relative luminance. Source: WCAG 2.2, definition of relative luminance."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@pytest.mark.parametrize("colours", [LIGHT_COLOURS, DARK_COLOURS], ids=["light", "dark"])
@pytest.mark.parametrize(("colour", "ground", "least"), PAIRS)
def test_a_declared_pair_has_its_contrast(colours, colour, ground, least):
    assert contrast(colours[colour], colours[ground]) >= float(least)


def test_every_colour_stands_in_a_pair_and_every_pair_is_text_or_drawing():
    named = {name for colour, ground, _ in PAIRS for name in (colour, ground)}

    assert named | ORNAMENT == set(LIGHT_COLOURS)
    assert {least for _, _, least in PAIRS} == {"7", "3"}


def test_dark_changes_only_colours_that_light_has():
    assert set(dict(COLOUR.findall(DARK.group()))) <= set(LIGHT_COLOURS)


@pytest.mark.parametrize("file", sorted(CSS.glob("*.css")), ids=lambda file: file.name)
def test_no_other_file_holds_a_colour_or_an_unknown_token(file):
    text = re.sub(r"/\*.*?\*/", "", file.read_text(), flags=re.DOTALL)
    known = set(re.findall(r"(--[\w-]+):", TOKENS)) | set(re.findall(r"(--[\w-]+):", text)) | own_tokens()

    colours = re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(", text)
    assert not colours or file.name == "tokens.css"
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= known


def own_tokens():
    """What base.css declares for the rooms' files."""
    return set(re.findall(r"(--[\w-]+):", (CSS / "base.css").read_text()))
