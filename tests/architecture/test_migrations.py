"""Every migration goes up and down with rows in the tables, on both engines, and loses none that it does not own."""

import json

import pytest

from hackathon.database import db
from tests.architecture.migration_steps import Walk, engine_of, put_rows, revisions, row_counts, tables
from tests.machinery.application import make_app

pytestmark = pytest.mark.heavy


@pytest.fixture
def empty_app(empty_database_url, tmp_path):
    app = make_app(empty_database_url, tmp_path / "data")
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_every_migration_goes_up_and_down_with_rows_in_it(empty_app):
    with empty_app.app_context():
        walk, engine = Walk(empty_app), db.engine
        counts = [{}]
        for revision in revisions():
            walk.up(revision)
            with engine.begin() as connection:
                kept = {name: count for name, count in row_counts(connection).items() if name in counts[-1]}
                assert kept == {name: counts[-1][name] for name in kept}, f"{revision} lost rows on its way up"
                put_rows(connection, revision)
                counts.append(row_counts(connection))
        for revision, before in list(zip(["base", *revisions()], counts, strict=True))[-2::-1]:
            walk.down(revision)
            with engine.connect() as connection:
                assert row_counts(connection) == before, f"the way back to {revision} lost rows"


def test_the_way_back_leaves_nothing_and_the_way_up_works_again(empty_app):
    with empty_app.app_context():
        walk = Walk(empty_app)
        walk.up("head")
        walk.down("base")
        with engine_of(empty_app).connect() as connection:
            assert tables(connection) == set()

        walk.up("head")


def test_the_history_is_one_line(empty_app):
    with empty_app.app_context():
        walk = Walk(empty_app)
        walk.up("head")

        assert len(revisions()) == len(set(revisions()))


def up_with_rows(walk, engine, last):
    """Up to this revision, with rows in the tables of those before it."""
    for revision in revisions()[: revisions().index(last)]:
        walk.up(revision)
        with engine.begin() as connection:
            put_rows(connection, revision)
    walk.up(last)


def test_comments_that_stand_go_to_the_team_and_come_back_beside_those_for_the_jury(empty_app):
    with empty_app.app_context():
        walk, engine = Walk(empty_app), db.engine
        up_with_rows(walk, engine, "0027_comments_to_teams")
        with engine.begin() as connection:
            moved = connection.execute(db.text("SELECT comment, comment_to_team FROM score_sheet")).one()
            connection.execute(db.text("UPDATE score_sheet SET comment = 'For the jury.'"))
        walk.down("0026_sheet_texts")
        with engine.connect() as connection:
            back = connection.execute(db.text("SELECT comment, comment_to_team FROM score_sheet")).one()

    assert tuple(moved) == ("", "For the team.")
    assert tuple(back) == ("For the jury. | For the team.", "")


def test_ties_become_decisions_and_come_back_and_other_decisions_hold_the_way_back_up(empty_app):
    with empty_app.app_context():
        walk, engine = Walk(empty_app), db.engine
        up_with_rows(walk, engine, "0034_deliberation")
        with engine.begin() as connection:
            moved = connection.execute(db.text("SELECT kind, entries, votes, withdrawal FROM jury_decision")).one()
            connection.execute(db.text("UPDATE jury_decision SET kind = 'mention'"))
        with pytest.raises(RuntimeError, match="more than a tie"):
            walk.down("0033_prizes")
        with engine.begin() as connection:
            connection.execute(db.text("UPDATE jury_decision SET kind = 'tie'"))
        walk.down("0033_prizes")
        with engine.begin() as connection:
            back = connection.execute(db.text("SELECT entries, reason FROM tie_decision")).one()
            connection.execute(db.text("UPDATE award SET criterion = '', challenge = 'R1'"))
        with pytest.raises(RuntimeError, match="for a challenge"):
            walk.down("0032_paper_sheets")

    assert _plain(moved) == ["tie", ["owls", "foxes"], [], ""]
    assert _plain(back) == [["owls", "foxes"], "As we saw it."]


def _plain(row):
    """The cells of a row; PostgreSQL gives JSON read already."""
    return [json.loads(cell) if isinstance(cell, str) and cell.startswith("[") else cell for cell in row]
