"""What is said of a jury in plain words, and what is not said of an ordinary one."""

from hackathon.jury import mixed_model
from hackathon.jury.diagnosis import MOST_UNUSUAL
from tests.jury.panels import everybody, jury, ranked, rotation, warnings


def said(totals, start, method="calibrated"):
    return [line for line in warnings(ranked(totals, method)) if line.startswith(start)]


def test_of_an_ordinary_jury_nothing_is_said():
    assert warnings(ranked(jury(30, 12, noise=1))) == []


def test_a_jury_that_nearly_falls_apart_is_named_with_what_holds_it():
    halves = [*rotation(12, 5, 3), *((5 + judge, 12 + entry) for judge, entry in rotation(12, 5, 3)), (0, 24), (5, 24), (1, 24)]  # fmt: skip

    lines = said(jury(25, 10, seats=halves), "The jury nearly falls apart: only e24 link ", "least_squares")

    assert lines in (
        ["The jury nearly falls apart: only e24 link j0, j1, j2, j3, j4 with the other judges, so the order between what these and the others scored is little more than a guess."],
        ["The jury nearly falls apart: only e24 link j5, j6, j7, j8, j9 with the other judges, so the order between what these and the others scored is little more than a guess."],
    )  # fmt: skip


def test_too_few_judgements_are_named():
    totals = jury()
    few = {seat: total for seat, total in totals.items() if seat[1] not in ("e3", "e5") or seat[0] in ("j3", "j5")}

    assert said(few, "Fewer than 3 judgements") == [
        "Fewer than 3 judgements, too few to be ranked for a prize: e3, e5."
    ]


def test_a_judge_of_one_or_two_sheets_is_named():
    totals = jury() | {("new", "e1"): 60, ("new", "e2"): 70}

    assert said(totals, "One or two sheets") == [
        "One or two sheets are too few to know how strict these judges are: new."
    ]


def test_one_total_for_everybody_says_nothing():
    totals = {seat: 62.5 if seat[0] == "j2" else total for seat, total in jury().items()}

    assert said(totals, "j2 gave every entry") == ["j2 gave every entry the same total, 62.5: that says nothing about their order."]  # fmt: skip


def test_a_judge_who_goes_against_all_others_is_named():
    totals = {seat: 100 - total if seat[0] == "j2" else total for seat, total in jury(noise=3).items()}

    (line,) = said(totals, "The scores of j2 hardly go with those of the others on the same 10 entries (agreement -0.9")

    assert line.endswith("of 1). Please look at these sheets.")


def test_an_unusual_total_is_named_with_what_it_counts():
    totals = jury(40, 12)
    friend = totals | {("j5", "e5"): 12}

    (line,) = said(friend, "The total of j5 for e5 is ")

    assert " points lower than the other scores let expect; it counts " in line
    assert said(totals | {("j30", "e30"): 70} if ("j30", "e30") in totals else totals | {("j6", "e30"): 100}, "The total of")[0].count("higher") == 1  # fmt: skip


def test_of_many_unusual_totals_the_worst_are_named_and_the_others_counted():
    totals = jury(200, 40, noise=1, seats=rotation(200, 40, 4))
    wild = {seat: 100 - total if number % 40 == 0 else total for number, (seat, total) in enumerate(totals.items())}

    lines = said(wild, "The total of")

    assert len(lines) == MOST_UNUSUAL
    assert any(line.endswith(" more totals are unusual and count less than half.") for line in warnings(ranked(wild)))


def test_a_podium_that_hangs_on_unusual_totals_is_sent_to_people():
    totals = {(f"j{j}", f"e{e}"): 70 - 4 * e + (5 * j + 3 * e) % 7 for j, e in everybody(8, 5)}
    friend = totals | {("j4", f"e{e}"): 30 for e in range(8)} | {("j4", "e1"): 100}

    (line,) = said(friend, "If unusual totals counted in full, the first places would be: e1")

    assert line.endswith("Please look at the totals that count less before you decide.")
    assert ranked(friend).places[0].entry == "e0"


def test_of_very_many_judges_the_plain_model_is_not_asked(monkeypatch):
    monkeypatch.setattr("hackathon.jury.mixed_model.MANY", 4)
    totals = {(f"j{j}", f"e{e}"): 70 - 4 * e + (5 * j + 3 * e) % 7 for j, e in everybody(8, 5)}
    friend = totals | {("j4", f"e{e}"): 30 for e in range(8)} | {("j4", "e1"): 100}

    assert said(friend, "If unusual totals") == []


def test_where_the_plain_model_does_not_settle_nothing_is_said_of_it(monkeypatch):
    fit = mixed_model.fit
    monkeypatch.setattr(mixed_model, "fit", lambda panel, *, robust: fit(panel) if robust else None)
    totals = {(f"j{j}", f"e{e}"): 70 - 4 * e + (5 * j + 3 * e) % 7 for j, e in everybody(8, 5)}

    assert said(totals | {("j4", f"e{e}"): 30 for e in range(8)} | {("j4", "e1"): 100}, "If unusual totals") == []


def test_long_lists_are_cut_and_counted():
    totals = jury(30, 40, seats=[*rotation(30, 8, 4), *((8 + extra, extra) for extra in range(25))])

    (line,) = said(totals, "One or two sheets")

    assert line.endswith(" (+5).")
    assert line.count(",") == 19
