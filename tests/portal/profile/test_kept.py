"""What is kept of a profile: its JSON gives it back whole, and its first rows are those of the file."""

from hackathon.portal.profile.clean_words import CHANGE_WORDS
from hackathon.portal.profile.preview import preview_of
from hackathon.portal.profile.report import Profile, profile_of

TABLE = "título\n\nubigeo;monto;fecha\n010101;1,5;31/12/2024\n10102;2;01/02/2025\n".encode("cp1252")


def test_a_profile_comes_back_from_its_json_as_it_was(tmp_path):
    file = tmp_path / "tabla.csv"
    file.write_bytes(TABLE * 1)
    profile = profile_of(file, declared="CSV")

    assert Profile.of_json(profile.as_json()) == profile
    assert profile.findings


def test_the_first_rows_are_as_they_are_written_and_no_more_than_asked_for(tmp_path):
    file = tmp_path / "tabla.csv"
    file.write_bytes(TABLE)

    assert preview_of(file) == [["010101", "1,5", "31/12/2024"], ["10102", "2", "01/02/2025"]]
    assert preview_of(file, rows=1) == [["010101", "1,5", "31/12/2024"]]


def test_the_words_of_changes_end_like_sentences():
    assert all(words.endswith(".") for words in CHANGE_WORDS.values())
