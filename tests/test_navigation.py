from types import SimpleNamespace

import pytest

from hackathon.database import db
from hackathon.navigation import navigation
from hackathon.pages import rule
from hackathon.permissions import ANYONE, Standing

RUNNING = {"slug": "libertad", "is_recorded": False, "results_published_at": None}
EVENT = SimpleNamespace(**RUNNING, is_public=lambda: True)
HIDDEN = SimpleNamespace(**RUNNING, is_public=lambda: False)
OVER = SimpleNamespace(**RUNNING | {"results_published_at": "then"}, is_public=lambda: True)
RECORDED = SimpleNamespace(**vars(OVER) | {"is_recorded": True})
ADA = SimpleNamespace(is_administrator=False)
ADDRESSES = "challenges challenges/<code> teams projects schedule rules me jury manage".split()


@pytest.fixture
def texts(app):
    """The texts of the links for a Standing at an address, in English; every room of an event answers."""
    known = {route.rule for route in app.url_map.iter_rules()}
    for name in ADDRESSES:
        address = f"/events/<event>/{name}"
        if address not in known:
            app.add_url_rule(
                address, f"stand_in_{name.partition('/')[0]}_{name.count('<')}", rule("anyone")(lambda **address: "")
            )

    def ask(standing, path="/events/libertad/challenges", where="top"):
        with app.test_request_context(path, headers={"Accept-Language": "en"}):
            app.preprocess_request()
            db.session.info["standings"] = {(standing.event and "libertad"): standing}
            return {link.text: link for link in navigation(where)}

    return ask


def test_outside_an_event_the_links_lead_to_what_all_events_share(texts):
    links = texts(ANYONE, "/login")

    assert next(iter(links)) == "Events"
    assert "Challenges" not in links


def test_inside_an_event_its_own_pages_are_offered_in_their_order(texts):
    links = texts(Standing(event=EVENT))

    offered = [name for name in links if name != "Data"]
    assert offered == ["Challenges", "Teams", "Projects", "Schedule", "Rules"]
    assert links["Teams"].href == "/events/libertad/teams"


def test_results_are_offered_once_they_are_public_and_by_a_recorded_edition_alone(texts):
    running, over, recorded = (list(texts(Standing(event=event))) for event in (EVENT, OVER, RECORDED))

    assert "Results" not in running
    assert over == [*running, "Results"]
    assert recorded == ["Events", "Data", "Portals", "Results"]


@pytest.mark.parametrize(
    ("part", "own"),
    [
        ({"registration": object()}, {"My panel"}),
        ({"team": object()}, {"My panel"}),
        ({"roles": frozenset({"juror"})}, {"Jury"}),
        ({"roles": frozenset({"jury_chair"})}, {"Jury"}),
        ({"roles": frozenset({"staff"})}, {"Manage"}),
        ({"roles": frozenset({"volunteer"})}, set()),
    ],
)
def test_people_of_an_event_see_the_link_to_their_own_work(texts, part, own):
    links = texts(Standing(person=ADA, event=EVENT, **part))

    assert {"My panel", "Jury", "Manage"} & set(links) == own


def test_an_unpublished_event_is_not_told_by_its_links_but_to_its_people(texts):
    assert "Challenges" not in texts(Standing(event=HIDDEN))
    assert "Challenges" in texts(Standing(person=ADA, event=HIDDEN, roles=frozenset({"juror"})))


def test_the_link_of_the_page_shown_says_so_and_of_a_page_under_it_too(texts):
    here = texts(Standing(event=EVENT))
    under = texts(Standing(event=EVENT), "/events/libertad/challenges/r1")

    assert here["Challenges"].current == "page"
    assert under["Challenges"].current == "true"
    assert here["Teams"].current == ""


def test_a_link_appears_only_when_a_room_answers_it(texts, app):
    known = {route.rule for route in app.url_map.iter_rules()}

    assert {link.href for link in texts(ANYONE, "/", "foot").values()} <= known
