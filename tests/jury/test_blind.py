"""Names taken out of what a jury reads: whole, in any case, and nothing else."""

import pytest

from hackathon.jury.blind import MASK, content_without_names, without_names

NAMES = ["Búhos", "Ada Huamán", "Búhos de Ada Huamán"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Los búhos de hoy", f"Los {MASK} de hoy"),
        ("ADA HUAMÁN escribe", f"{MASK} escribe"),
        ("Somos Búhos de Ada Huamán.", f"Somos {MASK}."),
        ("Buhonero y búhosnocturnos", "Buhonero y búhosnocturnos"),
        ("Ada y Huamán", "Ada y Huamán"),
        ("", ""),
    ],
)
def test_a_name_is_masked_where_it_stands_whole(text, left):
    assert without_names(text, NAMES) == left


def test_without_names_to_hide_a_text_stays_as_it_is():
    assert without_names("Búhos", ["", " "]) == "Búhos"


def test_what_was_handed_in_loses_names_at_every_depth_and_its_links():
    content = {"title": "Búhos", "datasets": [{"how": "por Ada Huamán", "seen": 3}], "demo_url": "https://buhos.pe"}

    assert content_without_names(content, NAMES, links=False) == {
        "title": MASK, "datasets": [{"how": f"por {MASK}", "seen": 3}], "demo_url": "",
    }  # fmt: skip


def test_links_stay_where_the_organisers_let_them():
    content = {"demo_url": "https://demo.example.pe", "third_parties": ("nada",)}

    assert content_without_names(content, NAMES, links=True) == {
        "demo_url": "https://demo.example.pe",
        "third_parties": ["nada"],
    }
