import pytest
from sqlalchemy import select

from hackathon.database import db
from hackathon.permissions import ANYONE
from hackathon.portal import queries
from hackathon.portal.listing import ROWS, Filters, found_datasets, listing
from hackathon.portal.models import Dataset
from tests.machinery.statements import queries_at_most
from tests.portal import builders, replay
from tests.portal.conftest import add_portal, harvested

pytestmark = pytest.mark.usefixtures("session")


def dataset(number: int, title: str = "", **fields) -> dict:
    base = {
        "id": f"{number:05}",
        "name": f"d{number}",
        "title": title or f"Dato {number}",
        "metadata_modified": f"2026-01-{number % 28 + 1:02}T00:00:00",
    }
    return base | fields


@pytest.fixture
def shelf(play, clock):
    """`shelf(records)` harvests them; gives what a search finds, as titles."""

    def fill(*records: dict, name: str = "Portal de prueba"):
        return harvested(add_portal(play(replay.catalogue(list(records))), name=name))

    return fill


def titles(clock, **wanted) -> list[str]:
    return [found.title for found in listing(Filters(**wanted)).rows]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("educacion", ["Educación básica"]),
        ("EDUCACIÓN", ["Educación básica"]),
        ("educ bas", ["Educación básica"]),
        ("ñandu", ["Censo del ñandú"]),
        ("nandú", ["Censo del ñandú"]),
        ("censo escuelas", []),
        ("escuelas", ["Educación básica"]),
        ("salud", ["Censo del ñandú"]),
        ("xlsx padrón", ["Educación básica"]),
        ("2015", ["Presupuesto 2015"]),
        ("acción!", ["Educación básica"]),
        ('"; DROP TABLE dataset; --', []),
        ("censo OR presupuesto", []),
        ("cens*", ["Censo del ñandú"]),
        ("'", []),
        ("🙂", []),
        ("", ["Presupuesto 2015", "Censo del ñandú", "Educación básica"]),
    ],
)
def test_search_ignores_accents_and_case_and_knows_beginnings(shelf, clock, words, found):
    shelf(
        dataset(
            1,
            "Educación básica",
            notes="Plan de acción",
            tags=[{"name": "escuelas"}],
            resources=[{"id": "r", "name": "Padrón XLSX", "url": "http://x.example/p"}],
        ),
        dataset(2, "Censo del ñandú", groups=[{"id": "g", "name": "salud", "title": "Salud"}]),
        dataset(3, "Presupuesto 2015", notes="<script>alert(1)</script>"),
    )

    assert titles(clock, words=words) == found


def test_search_follows_what_changes(shelf, clock, play):
    records = [dataset(1, "Viejo título")]
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    records[0] = dataset(1, "Nuevo título")
    harvested(portal)

    assert (titles(clock, words="viejo"), titles(clock, words="nuevo")) == ([], ["Nuevo título"])


def test_filters_count_what_each_of_their_values_would_leave(shelf, clock):
    salud, vias = {"id": "g1", "title": "Salud"}, {"id": "g2", "title": "Vías"}
    gerencia, sede = {"id": "o1", "title": "Gerencia"}, {"id": "o2", "title": "Sede"}
    csv, pdf = {"id": "c", "url": "http://x.example/a.csv"}, {"id": "p", "url": "http://x.example/a.pdf"}
    shelf(
        dataset(
            1, groups=[salud], organization=gerencia, resources=[csv, {"id": "c2", "url": "http://x.example/b.csv"}]
        ),
        dataset(2, groups=[salud, vias], organization=gerencia, resources=[pdf]),
        dataset(3, groups=[vias], organization=sede, resources=[csv, pdf]),
        dataset(4),
    )

    whole = listing(Filters())
    narrowed = listing(Filters(category="salud", format="CSV"))

    def counts(choices):
        return [(choice.value, choice.name, choice.count) for choice in choices]

    assert whole.total == 4
    assert counts(whole.categories) == [("salud", "Salud", 2), ("vias", "Vías", 2)]
    assert counts(whole.organizations) == [("gerencia", "Gerencia", 2), ("sede", "Sede", 1)]
    assert counts(whole.formats) == [("CSV", "CSV", 2), ("PDF", "PDF", 2)]
    assert ([found.title for found in narrowed.rows], narrowed.total) == (["Dato 1"], 1)
    assert counts(narrowed.categories) == [("salud", "Salud", 1), ("vias", "Vías", 1)]
    assert counts(narrowed.formats) == [("CSV", "CSV", 1), ("PDF", "PDF", 1)]
    assert titles(clock, organization="sede") == ["Dato 3"]
    assert titles(clock, organization="nadie") == []


def test_a_portal_is_a_filter_and_one_category_of_two_portals_is_one_choice(shelf, clock):
    salud = {"id": "g1", "title": "Salud"}
    shelf(dataset(1, "Uno", groups=[salud]), name="Piura")
    shelf(dataset(2, "Dos", groups=[salud | {"id": "other"}]), name="Tumbes")

    assert titles(clock, portal="piura") == ["Uno"]
    assert [choice.count for choice in listing(Filters()).categories] == [2]


def test_pages_follow_each_other_forth_and_back_without_a_gap(shelf, clock):
    shelf(*[dataset(number, metadata_modified="2026-01-01T00:00:00") for number in range(2 * ROWS + 5)])
    everything = [found.title for found in found_datasets(Filters(), most=100)]

    first = listing(Filters())
    second = listing(Filters(after=first.after))
    third = listing(Filters(after=second.after))
    back = listing(Filters(before=third.before))
    start = listing(Filters(before=back.before))

    def read(page):
        return [found.title for found in page.rows]

    assert read(first) + read(second) + read(third) == everything
    assert (first.before, third.after) == (None, None)
    assert (read(back), read(start), start.before) == (read(second), read(first), None)
    assert {page.total for page in (first, second, third)} == {2 * ROWS + 5}


@pytest.mark.parametrize("edge", ["nowhere/nothing", "nonsense", "/", "a/b/c"])
def test_an_address_of_a_page_that_is_none_begins_anew(shelf, clock, edge):
    shelf(dataset(1))

    assert titles(clock, after=edge) == ["Dato 1"]


def test_what_is_missing_for_good_leaves_the_list_but_keeps_its_page(shelf, clock, play):
    records = [dataset(number) for number in range(10)]
    portal = add_portal(play(replay.catalogue(records)))
    harvested(portal)
    records.pop()
    for days in (0, 4, 4):
        clock.move(days=days)
        harvested(portal)

    gone = db.session.scalars(select(Dataset).where(Dataset.native_id == "00009")).one()

    assert listing(Filters()).total == 9
    assert queries.dataset_at(ANYONE, portal.slug, gone.slug).title == "Dato 9"


def test_the_list_asks_as_often_for_thirty_as_for_one(shelf, clock):
    parts = {
        "groups": [{"id": "g", "title": "Salud"}],
        "organization": {"id": "o", "title": "Sede"},
        "resources": [{"id": "r", "url": "http://x.example/a.csv"}],
    }
    shelf(dataset(1, **parts))
    with queries_at_most(6) as for_one:
        read_all(listing(Filters(words="dato")))

    shelf(*[dataset(number, **parts) for number in range(30)], name="Otro")
    db.session.expire_all()
    with queries_at_most(6) as for_many:
        read_all(listing(Filters(words="dato")))

    assert len(for_one) == len(for_many)


def test_the_dataset_page_asks_as_often_for_many_resources_as_for_one(shelf):
    shelf(dataset(1, resources=[{"id": str(number), "url": "http://x.example/"} for number in range(30)]))

    slug = db.session.scalars(select(Dataset.slug)).one()
    with queries_at_most(3):
        found = queries.dataset_at(ANYONE, "portal-de-prueba", slug)

    assert len(found.resources) == 30


def test_what_does_not_exist_is_nothing(shelf):
    shelf(dataset(1))

    assert queries.portal_at(ANYONE, "none") is None
    assert queries.dataset_at(ANYONE, "portal-de-prueba", "none") is None
    assert queries.dataset_at(ANYONE, "none", db.session.scalars(select(Dataset.slug)).one()) is None


def read_all(found) -> None:
    for row in found.rows:
        assert (row.portal.name, row.publisher.name, row.categories[0].name, row.formats) != ()


def test_a_built_dataset_is_found_and_shown_like_a_harvested_one(clock):
    made = builders.dataset(add_portal("https://datos.example.org"), "Puntos críticos")

    assert titles(clock, words="criticos") == ["Puntos críticos"]
    assert queries.dataset_at(ANYONE, "portal-de-prueba", made.slug).title == "Puntos críticos"


def test_titles_with_the_words_come_before_newer_descriptions(shelf, clock):
    shelf(
        dataset(1, "Parques de la ciudad", metadata_modified="2025-01-01T00:00:00"),
        dataset(2, "Árboles", notes="Los que hay en los parques.", metadata_modified="2026-01-01T00:00:00"),
        dataset(3, "Parqueos", metadata_modified="2024-01-01T00:00:00"),
    )

    assert titles(clock, words="PARQUÉ") == ["Parques de la ciudad", "Parqueos", "Árboles"]
    assert titles(clock, words="parques") == ["Parques de la ciudad", "Árboles"]
    assert [one.title for one in found_datasets(Filters(words="parques"))] == ["Parques de la ciudad", "Árboles"]


def test_pages_of_a_search_follow_each_other_across_titles_and_descriptions(shelf, clock):
    titled = [dataset(number, f"Agua {number}") for number in range(ROWS + 5)]
    shelf(*titled, *[dataset(number, notes="agua") for number in range(ROWS + 5, 2 * ROWS + 10)])
    everything = [found.title for found in found_datasets(Filters(words="agua"), most=100)]

    first = listing(Filters(words="agua"))
    second = listing(Filters(words="agua", after=first.after))
    third = listing(Filters(words="agua", after=second.after))
    back = listing(Filters(words="agua", before=third.before))

    read = [[found.title for found in page.rows] for page in (first, second, third)]
    assert [*read[0], *read[1], *read[2]] == everything
    assert all(title.startswith("Agua") for title in everything[: ROWS + 5])
    assert [found.title for found in back.rows] == read[1]
