"""Reading and writing contest.json and scores.csv."""

from fractions import Fraction

import pytest

from hackathon.errors import RuleBroken
from hackathon.jury.contest import Contest, Judgement
from hackathon.jury.contest_files import decode, read_contest, read_scores, write_contest, write_scores
from hackathon.jury.scoring import Criterion

HEADER = "judge,entry,criterion,score\n"


def test_rows_are_read_in_any_column_order_and_further_columns_passed_over():
    text = "Score, entry ,note,criterion,judge\r\n7.25,owls,fine,worth,chi\r\n\r\n,owls,,worth,eva\r\n"

    assert list(read_scores(text)) == [
        Judgement("chi", "owls", "worth", Fraction(29, 4), "2"),
        Judgement("eva", "owls", "worth", None, "4"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", "1", "The file is empty; it must begin with: judge,entry,criterion,score."),
        (HEADER, "2", "No scores follow the header."),
        (HEADER + " , , ,\n", "2", "No scores follow the header."),
        ("judge;entry;criterion;score\nchi;owls;worth;3\n", "1", "The columns are parted by semicolons; save the file with commas."),
        ("judge,entry,score\n", "1", "The header must name the column “criterion” once; it says: judge,entry,score."),
        ("judge,judge,entry,criterion,score\n", "1", "The header must name the column “judge” once; it says: judge,judge,entry,criterion,score."),
        (HEADER + "chi,owls,worth,3\nchi,foxes,worth\n", "3", "The line has 3 cells, the header 4."),
        (HEADER + "chi,owls,worth,3,5\n", "2", "The line has 5 cells, the header 4."),
        (HEADER + "chi,owls,worth,good\n", "2", "The score “good” is not a number; write it like 7.5."),
        (HEADER + 'chi,owls,worth,"3,5"\n', "2", "The score “3,5” is not a number; write it like 7.5."),
        (HEADER + "chi,owls,worth,NaN\n", "2", "The score “NaN” is not a number; write it like 7.5."),
        (HEADER + "chi,owls,worth,1e999999\n", "2", "The score “1e999999” is not a number; write it like 7.5."),
        (HEADER + "chi,owls,worth,٣\n", "2", "The score “٣” is not a number; write it like 7.5."),
        (HEADER + ",owls,worth,3\n", "2", "The column “judge” is blank."),
        (HEADER + "chi, ,worth,3\n", "2", "The column “entry” is blank."),
        (HEADER + "chi,owls,,3\n", "2", "The column “criterion” is blank."),
        (HEADER + 'chi,"owls,worth,3\n', "2", "This is not a CSV line: unexpected end of data."),
    ],
)  # fmt: skip
def test_a_csv_that_is_wrong_is_refused_with_its_line(text, line, reason):
    with pytest.raises(RuleBroken) as refusal:
        list(read_scores(text))

    assert (refusal.value.field, str(refusal.value)) == (line, reason)


def test_the_mark_that_excel_puts_in_front_is_passed_over():
    assert decode(b"\xef\xbb\xbfjudge") == "judge"


def test_bytes_that_are_not_utf8_are_refused_with_their_line():
    with pytest.raises(RuleBroken, match="not UTF-8") as refusal:
        decode("judge\nJosé".encode("cp1252"))

    assert refusal.value.field == "2"


def test_scores_are_written_sorted_and_read_back():
    cells = [Judgement("eva", "owls", "worth", Fraction(7, 2)), Judgement("chi", "owls", "worth", 3), Judgement("chi", "bees", "worth", None)]  # fmt: skip

    text = write_scores(cells)

    assert text == HEADER + "chi,owls,worth,3\neva,owls,worth,3.5\n"
    assert write_scores(read_scores(text)) == text


def test_a_contest_of_criteria_alone_is_enough():
    contest = read_contest('{"criteria":[{"id":"worth","weight":0.1}]}')

    assert contest == Contest([Criterion("worth", Fraction(1, 10), Fraction(0), Fraction(5))])


def test_a_whole_contest_is_read_and_written_back():
    text = """{"criteria":[{"id":"data","weight":25,"min":1,"max":5.5},{"id":"pitch","weight":75}],"entries":["owls",7],
      "judges":[{"id":"chi","capacity":4},"eva"],"method":"mean","ties":["pitch"],"seed":-1,"title":"passed over"}"""

    contest = read_contest(text)

    assert contest == Contest(
        criteria=[
            Criterion("data", Fraction(25), Fraction(1), Fraction(11, 2)),
            Criterion("pitch", Fraction(75), Fraction(0), Fraction(5)),
        ],
        entries=["owls", "7"],
        judges=["chi", "eva"],
        method="mean",
        ties=["pitch"],
        seed=-1,
    )
    assert read_contest(write_contest(contest)) == contest
    assert write_contest(read_contest(write_contest(contest))) == write_contest(contest)


def test_a_contest_without_lists_is_written_without_them():
    assert '"entries"' not in write_contest(Contest([Criterion("worth", Fraction(1))]))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("", "1", "This is not JSON: Expecting value."),
        ('{"criteria":\n [}', "2", "This is not JSON: Expecting value."),
        ("[" * 200_000, None, "This is not the JSON of a contest: it is nested too deeply."),
        ("[]", None, "The file must be a JSON object with a list named “criteria”."),
        ('{"criteria":{}}', None, "The file must be a JSON object with a list named “criteria”."),
        ('{"criteria":[]}', None, "There is no criterion to score by."),
        ('{"criteria":["worth"]}', None, "Criterion number 1 must be an object with an “id”."),
        ('{"criteria":[{"id":" ","weight":1}]}', None, "Criterion number 1 must be an object with an “id”."),
        (r'{"criteria":[{"id":"\ud800","weight":1}]}', None, "Criterion number 1 must be an object with an “id”."),
        ('{"criteria":[{"id":"a"}]}', None, "“weight” of “a” must be a number."),
        ('{"criteria":[{"id":"a","weight":"1"}]}', None, "“weight” of “a” must be a number."),
        ('{"criteria":[{"id":"a","weight":NaN}]}', None, "“weight” of “a” must be a number."),
        ('{"criteria":[{"id":"a","weight":1e9999}]}', None, "“weight” of “a” must be a number."),
        ('{"criteria":[{"id":"a","weight":-1}]}', None, "The weight of “a” is negative: -1."),
        ('{"criteria":[{"id":"a","weight":0}]}', None, "All weights are zero: at least one criterion must count."),
        ('{"criteria":[{"id":"a","weight":1,"min":5}]}', None, "The scale of “a” must end above its beginning: 5 to 5."),
        ('{"criteria":[{"id":"a","weight":1,"max":true}]}', None, "“max” of “a” must be a number."),
        ('{"criteria":[{"id":"a","weight":1},{"id":"a","weight":1}]}', None, "The criterion “a” is listed twice."),
        ('{"criteria":[{"id":"a","weight":1}],"entries":"owls"}', None, "“entries” must be a list."),
        ('{"criteria":[{"id":"a","weight":1}],"entries":[null]}', None, "“entries” must hold ids: texts that are not blank."),
        ('{"criteria":[{"id":"a","weight":1}],"judges":[{"name":"chi"}]}', None, "“judges” must hold ids: texts that are not blank."),
        ('{"criteria":[{"id":"a","weight":1}],"method":["mean"]}', None, "“method” must be a text."),
        ('{"criteria":[{"id":"a","weight":1}],"ties":["b"]}', None, "Ties cannot be broken by “b”: no such criterion."),
        ('{"criteria":[{"id":"a","weight":1}],"seed":"x"}', None, "“seed” must be a whole number."),
        ('{"criteria":[{"id":"a","weight":1}],"seed":1.5}', None, "“seed” must be a whole number."),
    ],
)  # fmt: skip
def test_a_contest_that_is_wrong_is_refused_with_the_reason(text, line, reason):
    with pytest.raises(RuleBroken) as refusal:
        read_contest(text)

    assert (refusal.value.field, str(refusal.value)) == (line, reason)
