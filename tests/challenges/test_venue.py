"""An event's data at one place: what is taken along of a set, and by whom."""

import hashlib
import io
import json
import zipfile

import pytest
from sqlalchemy import select

from hackathon import audit, jobs
from hackathon.database import db, transaction
from hackathon.portal.harvest_models import DatasetChange
from hackathon.portal.pin_models import PROFILE
from hackathon.portal.profile_models import DataProfile
from hackathon.portal.usage import UsageCount
from tests import factories, project_builders
from tests.challenges.pressing import CONTENT, SET, bundle_of, pressed
from tests.factories import CALL, HACKING, at

pytestmark = pytest.mark.usefixtures("session")


def test_the_zip_holds_the_copies_their_sums_and_a_data_package(client, dataset, event):
    project_builders.pinned_file(dataset, content=CONTENT)
    project_builders.pinned_file(dataset, "cerrado.csv", b"x", may_be_given=False)
    project_builders.venue_set(event)

    bundle = zipfile.ZipFile(io.BytesIO(bundle_of(client)))

    sums = dict(reversed(line.split("  ")) for line in bundle.read("SHA256SUMS").decode().splitlines())
    assert bundle.testzip() is None
    assert [hashlib.sha256(bundle.read(path)).hexdigest() for path in sums] == list(sums.values())
    about = json.loads(bundle.read("datapackage.json"))
    assert [(one["hash"], one["path"] in sums, one.get("excluded")) for one in about["resources"]] == [
        (f"sha256:{hashlib.sha256(CONTENT).hexdigest()}", True, None),
        (f"sha256:{hashlib.sha256(b'x').hexdigest()}", False, "closed"),
    ]
    assert client.get(f"{SET}/datapackage.json").json == about
    assert client.get(f"{SET}/SHA256SUMS").data == bundle.read("SHA256SUMS")


def test_a_set_that_is_taken_along_is_one_download_of_each_dataset_in_it(client, dataset, event):
    project_builders.pinned_file(dataset, content=CONTENT)
    project_builders.pinned_file(dataset, "otro.csv", b"c;d\n3;4\n")
    project_builders.venue_set(event)

    bundle_of(client)
    client.head(f"{SET}/copies.zip").close()
    bundle_of(client)

    rows = db.session.execute(select(UsageCount.dataset_id, UsageCount.usage, UsageCount.times)).all()
    assert rows == [(dataset.id, "download", 2)]


def test_what_seems_to_hold_peoples_data_stays_out_of_the_zip(client, dataset, event):
    copy = project_builders.pinned_file(dataset, content=CONTENT, is_read=False)
    project_builders.venue_set(event)
    with transaction() as now:
        seen = {"profile": {}, "preview": [], "points": [], "changes": [], "score": 0, "rows": 1, "reading": 1}
        profile = DataProfile(sha256=copy.sha256, declared="CSV", is_urgent=True, made_at=now, **seen)
        db.session.add(profile)
        audit.record("dataset.profiled", profile, by=None, now=now)

    bundle = zipfile.ZipFile(io.BytesIO(bundle_of(client)))

    assert bundle.namelist() == ["datapackage.json", "SHA256SUMS"]
    assert json.loads(bundle.read("datapackage.json"))["resources"][0]["excluded"] == "personal"


def test_what_nobody_has_read_stays_out_of_the_zip_and_says_so(client, dataset, event):
    copy = project_builders.pinned_file(dataset, content=CONTENT, is_read=False)
    project_builders.venue_set(event)
    with transaction() as now:
        jobs.ask_for(PROFILE, copy.id, now=now)

    waiting, waiting_page = excluded_in(client), client.get(f"{SET}?lang=en").text
    with transaction() as now:
        db.session.scalars(select(jobs.Job).where(jobs.Job.kind == PROFILE)).one().parked_at = now
    given_up, given_up_page = excluded_in(client), client.get(f"{SET}?lang=en").text

    assert (waiting, given_up) == ("being_read", "could_not_be_read")
    assert "being read, and not given before" in waiting_page
    assert "it could not be read, so nobody knows" in given_up_page
    assert copy.url in given_up_page


def excluded_in(client):
    """Why the only file of the set is not in its ZIP."""
    bundle = zipfile.ZipFile(io.BytesIO(bundle_of(client)))
    assert bundle.namelist() == ["datapackage.json", "SHA256SUMS"]
    return json.loads(bundle.read("datapackage.json"))["resources"][0]["excluded"]


def test_nobody_learns_of_a_set_before_the_challenges_are_revealed(client, dataset, event):
    project_builders.pinned_file(dataset, content=CONTENT)
    project_builders.venue_set(event)

    with at(CALL):
        answers = [client.get(f"{SET}{part}").status_code for part in ("", "/copies.zip", "/SHA256SUMS")]

    assert answers == [404, 404, 404]


def test_half_a_set_is_seen_by_organisers_alone_and_taken_by_nobody(client, dataset, event):
    pressed(event)
    strangers = client.get(SET).status_code
    factories.sign_in(client, factories.somebody("olu@example.pe"))

    assert (strangers, client.get(SET).status_code) == (404, 200)
    assert client.get(f"{SET}/copies.zip").status_code == 404


def test_participants_find_the_newest_complete_set_on_their_panel_and_among_the_challenges(client, dataset, event):
    project_builders.pinned_file(dataset, content=CONTENT)
    project_builders.venue_set(event)
    pressed(event)
    ada = factories.person("Ada")
    factories.registration(ada, event)
    factories.sign_in(client, ada)

    assert f'href="{SET}"' in client.get("/events/libertad/me").text
    assert f'href="{SET}"' in client.get("/events/libertad/challenges").text


def test_a_team_sees_what_changed_since_the_opening(client, dataset, clock):
    page = "/events/libertad/challenges/R1?lang=en"
    harvest = project_builders.harvest(project_builders.found_portal("libertad"))

    def change(instant):
        with at(instant), transaction() as now:
            db.session.add(DatasetChange(dataset_id=dataset.id, harvest_id=harvest.id, seen_at=now, field="title"))

    clock.set(HACKING)
    change(factories.CALL)
    before = client.get(page).text
    change(HACKING)
    clock.move(minutes=2)

    assert "Changed at its portal" not in before
    assert "Changed at its portal since the opening" in client.get(page).text
