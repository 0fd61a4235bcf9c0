"""The words of each finding: what is so, why it matters, what its owner can do. Sources for gettext; a code has one entry.

`%(column)s`, `%(count)s` and `%(values)s` are those of the finding. Where a fault stands (`places`) is shown beside it.
"""

from typing import NamedTuple

from hackathon.portal.profile.column_texts import COLUMN_WORDS
from hackathon.text import N_


class Words(NamedTuple):
    """What a finding says to people."""

    what: str
    why: str
    todo: str


FILE_WORDS = {
    "not_a_table": (
        N_("The file is no table: it is %(values)s."),
        N_("Nobody can count, sort or join what stands in a page, a document or a picture."),
        N_("Publish the table it was made from, as CSV in UTF-8."),
    ),
    "empty_file": (
        N_("The file is empty."),
        N_("Who downloads it gets nothing."),
        N_("Export it again and look at its size before publishing."),
    ),
    "broken_file": (
        N_("The file breaks off or is damaged."),
        N_("No program can open it whole."),
        N_("Export it again and open it once before publishing."),
    ),
    "protected_file": (
        N_("The file is locked with a password."),
        N_("Open data that nobody can open are not open."),
        N_("Publish it without a password."),
    ),
    "too_large": (
        N_("The file is larger, once unpacked, than we read."),
        N_("Many people's programs cannot open it either."),
        N_("Publish it as CSV, by year or by province, and delete formats of cells far below the table."),
    ),
    "several_tables": (
        N_("The ZIP holds several tables: %(values)s."),
        N_("Programs cannot know which one is meant."),
        N_("Publish each table as a resource of its own."),
    ),
    "zip_without_table": (
        N_("The ZIP holds no table."),
        N_("Its contents cannot be looked at before downloading."),
        N_("Publish the data as CSV; leave the ZIP for documents."),
    ),
    "json_without_records": (
        N_("The JSON holds no list of records."),
        N_("It may be an error message or the description of something else."),
        N_("Publish a list of objects with the same keys."),
    ),
    "other_format": (
        N_("The portal says %(values)s: the first is declared, the second is what the file is."),
        N_("Programs open it as what it is called, and fail."),
        N_("Correct the format in the portal, or publish the format that is named there."),
    ),
    "not_utf_8": (
        N_("The text is written in %(values)s, not in UTF-8."),
        N_("Most programs expect UTF-8 and show á, é and ñ as other signs."),
        N_("Save it as “CSV UTF-8”."),
    ),
    "mixed_encoding": (
        N_("%(count)s lines are in another encoding than the rest."),
        N_("Whichever encoding is chosen, some accents are wrong."),
        N_("Export all of it again from the source, in UTF-8."),
    ),
    "lost_bytes": (
        N_("%(count)s bytes are no letters in any encoding we know."),
        N_("Those letters are lost."),
        N_("Export it again from the source, in UTF-8."),
    ),
    "no_header": (
        N_("The columns have no names: the first row is already data."),
        N_("Nobody can know what the columns mean."),
        N_("Put one row of names at the top."),
    ),
    "title_rows": (
        N_("%(count)s rows stand above the names of the columns: %(values)s."),
        N_("Programs take the first row for the names."),
        N_("Put titles and dates in the description; let the names be the first row."),
    ),
    "footer_rows": (
        N_("%(count)s rows at the end are totals or notes: %(values)s."),
        N_("Whoever adds the column up counts everything twice."),
        N_("Leave totals out; put sources and notes in the description."),
    ),
    "blank_rows": (
        N_("%(count)s rows are blank."),
        N_("Some programs stop reading there."),
        N_("Delete them."),
    ),
    "unnamed_columns": (
        N_("Columns without a name: %(values)s (so we call them)."),
        N_("Nobody can know what they mean."),
        N_("Give each a name, or delete it."),
    ),
    "repeated_names": (
        N_("Several columns have the same name: %(values)s."),
        N_("Programs keep only the last, or refuse the file."),
        N_("Give each its own name, for example with the year."),
    ),
    "no_rows": (
        N_("There are names of columns, but no rows."),
        N_("Who downloads it gets nothing."),
        N_("Look at the export: a filter may have taken everything away."),
    ),
    "ragged_rows": (
        N_("%(count)s rows have another number of cells than the header (seen: %(values)s)."),
        N_("From the missing or added cell on, values stand under wrong names."),
        N_("Put quotes around cells that hold the delimiter, and export again."),
    ),
    "broken_quotes": (
        N_("A quote is opened and never closed, %(count)s times."),
        N_("The rows after it are swallowed by one cell."),
        N_("Double every quote inside a cell, and export again."),
    ),
    "duplicate_rows": (
        N_("%(count)s rows repeat an earlier row, cell by cell."),
        N_("Sums and counts come out too high."),
        N_("Delete the repetitions, or add the column that tells them apart."),
    ),
    "read_in_part": (
        N_("The file is long: this profile knows its first %(count)s rows."),
        N_("Faults further down are not seen."),
        N_("Offer it in parts as well, for example by year."),
    ),
    "too_many_columns": (
        N_("The file has so many columns that only %(count)s are looked at."),
        N_("Such a table is often a long one laid on its side, with a column for each month or district."),
        N_("Make one row for each place and time."),
    ),
    "repeats_in_part": (
        N_("Repeated rows were looked for among the first %(count)s rows."),
        N_("Further repetitions are not seen."),
        N_("Nothing: it is good to know."),
    ),
    "other_sheets": (
        N_("The workbook has more sheets: %(values)s."),
        N_("Most programs read only one, and so does this profile."),
        N_("Publish each sheet as a CSV of its own."),
    ),
}

WORDS = {code: Words(*words) for code, words in {**FILE_WORDS, **COLUMN_WORDS}.items()}
