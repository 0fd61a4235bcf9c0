"""The words of the findings about columns; `finding_texts` says what its three parts are."""

from hackathon.text import N_

COLUMN_WORDS = {
    "empty_column": (
        N_("“%(column)s” is empty in every row."),
        N_("It promises what is not there."),
        N_("Fill it, or leave it out."),
    ),
    "constant_column": (
        N_("“%(column)s” says %(values)s in every row."),
        N_("It tells rows apart in nothing; that may be right."),
        N_("Nothing, or say it once in the description."),
    ),
    "mojibake": (
        N_("“%(column)s” has letters that were read in the wrong encoding (such as Ã³ for ó), in %(count)s cells."),
        N_("Names are not found and do not join with other tables."),
        N_("Export again from the source, in UTF-8; never open and save it with the wrong encoding between."),
    ),
    "lost_letters": (
        N_("“%(column)s” has letters that were lost (�), in %(count)s cells."),
        N_("What stood there cannot be known from the file."),
        N_("Export again from the source, in UTF-8."),
    ),
    "spaces": (
        N_("“%(column)s” has spaces around the value in %(count)s cells."),
        N_("“Lima ” and “Lima” count as two places."),
        N_("Trim them."),
    ),
    "markers": (
        N_("“%(column)s” says %(values)s instead of nothing, in %(count)s cells."),
        N_("A word in a column of numbers makes all of it text."),
        N_("Leave the cell empty, and say in the description what empty means."),
    ),
    "mixed_decimals": (
        N_("“%(column)s” writes decimals with a point and with a comma; %(count)s cells are the rarer way."),
        N_("1.234 may be one thousand or one and a bit: nobody can tell."),
        N_("Use the decimal point everywhere, and no sign for thousands."),
    ),
    "unsure_numbers": (
        N_("“%(column)s” has numbers such as %(values)s, which can be read in two ways."),
        N_("They may be thousands or decimals; we read them by what the rest of the column looks like."),
        N_("Write numbers with a decimal point and without a sign for thousands."),
    ),
    "text_among_numbers": (
        N_("“%(column)s” holds numbers, but %(count)s cells are not."),
        N_("A few words make the whole column text: it cannot be added up."),
        N_("Put numbers there, or leave those cells empty."),
    ),
    "units": (
        N_("“%(column)s” repeats its unit in the cells: %(values)s."),
        N_("Programs read “12 kg” as text."),
        N_("Put the unit in the column's name and only the number in the cell."),
    ),
    "numbers_as_text": (
        N_("“%(column)s” has %(count)s numbers that are stored as text."),
        N_("They are left out of sums."),
        N_("Convert them to numbers before exporting."),
    ),
    "mixed_dates": (
        N_("“%(column)s” writes dates in several ways: %(values)s."),
        N_("Programs read one of them and lose the others."),
        N_("Write all of them as 2024-05-31."),
    ),
    "mixed_date_order": (
        N_("“%(column)s” has dates with the day first and others with the month first (%(count)s cells)."),
        N_("What 02/03/2024 means, nobody can tell."),
        N_("Write all of them as 2024-05-31, from the source."),
    ),
    "text_among_dates": (
        N_("“%(column)s” holds dates, but %(count)s cells are none."),
        N_("The whole column is read as text: it cannot be sorted by time."),
        N_("Put dates there, or leave those cells empty."),
    ),
    "lost_zeros": (
        N_("“%(column)s” lost the zeros in front, in %(count)s codes."),
        N_("Codes without their zeros do not join with the same codes in other tables."),
        N_("Export codes as text. In a spreadsheet, give the column the format “text” before filling it."),
    ),
    "duplicate_keys": (
        N_("“%(column)s” seems to tell rows apart, but %(count)s rows repeat one of its values."),
        N_("Joining by it multiplies rows."),
        N_("Look whether the rows are the same thing twice."),
    ),
    "coordinates_outside": (
        N_("“%(column)s” has %(count)s coordinates outside Peru."),
        N_("They fall into the sea or into another country."),
        N_("Check them; leave unknown ones empty, never 0. Use degrees (WGS 84), not UTM metres."),
    ),
    "coordinates_swapped": (
        N_("“%(column)s” has %(count)s cells where latitude and longitude changed places."),
        N_("They fall into another continent."),
        N_("Swap them."),
    ),
    "coordinates_no_sign": (
        N_("“%(column)s” has %(count)s coordinates without their minus sign."),
        N_("Peru lies south of the equator and west of Greenwich: both are negative."),
        N_("Put the minus sign in front."),
    ),
    "spellings": (
        N_("“%(column)s” writes the same thing in several ways: %(values)s."),
        N_("Each way counts as another category."),
        N_("Choose one way and use it everywhere."),
    ),
    "personal_dni": (
        N_("“%(column)s” looks like DNI numbers of people (%(count)s cells)."),
        N_("Law 29733 protects personal data: they may not be published without a reason in law."),
        N_("Take the file away today, publish it without this column, and tell your data protection officer."),
    ),
    "personal_e_mail": (
        N_("“%(column)s” holds e-mail addresses (%(count)s cells)."),
        N_("People's addresses are personal data; an office's address is not."),
        N_("If they are people's, take the column out today."),
    ),
    "personal_telephone": (
        N_("“%(column)s” holds numbers of mobile telephones (%(count)s cells)."),
        N_("People's numbers are personal data; an office's number is not."),
        N_("If they are people's, take the column out today."),
    ),
    "ruc_of_people": (
        N_("“%(column)s” has %(count)s tax numbers of people in business (they begin with 10)."),
        N_("They contain the DNI. SUNAT publishes them, so this is usually right."),
        N_("Look whether this table needs them."),
    ),
}
