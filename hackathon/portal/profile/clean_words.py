"""The words of each kind of change in a clean copy: gettext sources with `%(column)s` and `%(count)s`. Pure."""

from hackathon.text import N_

CHANGE_WORDS = {
    "encoding": N_("The letters were written anew in UTF-8: the file is in another encoding."),
    "mark_dropped": N_("The mark of the encoding at the beginning of the file was left out."),
    "lines_in_utf_8": N_("Lines in another encoding than the rest were written in UTF-8: %(count)s."),
    "delimiter": N_("Cells are separated by commas."),
    "titles_dropped": N_("Title rows above the header were left out: %(count)s."),
    "header_added": N_("A header row was added: the file has none."),
    "columns_named": N_("Columns got a name of their own: %(count)s."),
    "blank_rows_dropped": N_("Blank rows were left out: %(count)s."),
    "footers_dropped": N_("Totals and notes below the table were left out: %(count)s."),
    "rows_filled_up": N_("Rows with too few cells were filled up with empty ones: %(count)s."),
    "cells_cut_off": N_("Cells beyond the last column were cut off, in %(count)s rows."),
    "number_rewritten": N_("Numbers in “%(column)s” have a decimal point and no other sign: %(count)s cells."),
    "date_rewritten": N_("Dates in “%(column)s” are written as year-month-day: %(count)s cells."),
    "time_rewritten": N_("Times in “%(column)s” are written as hours, minutes and seconds: %(count)s cells."),
    "spaces_trimmed": N_("Spaces around values in “%(column)s” were taken away: %(count)s cells."),
    "marker_emptied": N_("Markers for “no value” in “%(column)s” became empty cells: %(count)s."),
    "formula_guarded": N_(
        "Texts in “%(column)s” that a spreadsheet would calculate got an apostrophe: %(count)s cells."
    ),
}
