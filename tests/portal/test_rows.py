"""What a dataset's row says of a record: whatever its publisher wrote, its first words are plain words."""

from datetime import UTC, datetime

import pytest

from hackathon.portal.records import NormalDataset
from hackathon.portal.rows import dataset_columns, search_text

SEEN = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("notes", "summary"),
    [
        ("<p>Ver [el portal](https://a.example/x_(1)) y ![logo](b.png)</p>", "Ver el portal y logo"),
        ("<p>[uno [dos](https://a.example)</p>", "[uno dos"),
    ],
)
def test_links_in_notes_are_their_words_and_what_only_begins_like_one_stays(notes, summary):
    record = NormalDataset("1", "Escuelas", notes=notes)

    assert dataset_columns(record, first_seen=SEEN)["summary"] == summary


def test_notes_of_marks_alone_are_searched_as_they_are():
    marks = "![" * 5_000

    assert dataset_columns(NormalDataset("1", "Escuelas", notes=f"{marks} fin"), first_seen=SEEN)["summary"] == "…"
    assert "fin" in search_text(NormalDataset("1", "Escuelas", notes=f"{'*_a* ' * 1_500}fin")).split()
