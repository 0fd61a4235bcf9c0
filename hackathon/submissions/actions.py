"""Opening, saving, handing in and taking back a project."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from hackathon import audit, outbox
from hackathon.database import db
from hackathon.errors import RuleBroken
from hackathon.permissions import Standing, ensure
from hackathon.portal.actions import keep_snapshot
from hackathon.portal.models import Dataset
from hackathon.submissions import policy, queries
from hackathon.submissions.content import MOST_CHALLENGES, MOST_DATASETS, Draft, Use, content_of, sha256_of
from hackathon.submissions.lifecycle import ProjectState, may_move, missing
from hackathon.submissions.models import Project, ProjectChallenge, ProjectDataset, ProjectVersion, Receipt
from hackathon.teams.models import Team
from hackathon.text import N_, new_paper_code


def open_project(team: Team, *, by: Standing, now: datetime) -> Project:
    """The team's one project, empty. Called where the team is founded, in the same transaction."""
    project = Project(event_id=team.event_id, team_id=team.id, slug=team.slug, created_at=now, saved_at=now)
    db.session.add(project)
    db.session.flush()
    audit.record("project.opened", project, by=by, now=now)
    return project


def save(project: Project, draft: Draft, *, by: Standing, now: datetime) -> ProjectVersion | None:
    """Keep what the team wrote as a new version; None when nothing changed.

    A project that is handed in stays complete, and its save is handed in at once: what was saved by the closing counts.
    """
    ensure(policy.may_edit(by, project, at=now))
    challenge_links = _challenge_links(project, draft.challenges, now=now)
    dataset_links = _dataset_links(project, draft.used_once(), by=by, now=now)
    content = content_of(draft, used=[{**link.said, "how": use.how} for link, use in dataset_links])
    sha256 = sha256_of(content)
    if sha256 == project.sha256:
        return None
    if project.is_submitted:
        _refuse_gaps(content)
    _write(project, draft)
    project.challenge_links = challenge_links
    for link, use in dataset_links:
        link.how = use.how
    project.dataset_links = [link for link, _ in dataset_links]
    version = _keep_version(project, content, sha256, by=by, now=now)
    receipt = _give_receipt(project, version, now=now) if project.is_submitted else None
    audit.record("project.saved", project, by=by, now=now, note=f"receipt/{receipt.number}" if receipt else "")
    return version


def submit(project: Project, *, by: Standing, now: datetime) -> Receipt:
    """Hand in what is saved: the receipt says number, instant and hash, and every member gets it by mail."""
    ensure(policy.may_submit(by, project, at=now))
    version = queries.newest_version(project) if project.saved_number else None
    if version is None:
        raise RuleBroken(N_("Nothing is written yet. Fill in the project first."))
    _refuse_gaps(version.content)
    _become(project, ProjectState.SUBMITTED)
    receipt = _give_receipt(project, version, now=now)
    audit.record("project.submitted", project, by=by, now=now, note=f"receipt/{receipt.number}")
    for person in queries.people_of(project.team):
        outbox.write(
            person, "submissions/mail/receipt", key=f"receipt:{receipt.code}:{person.public_id}", now=now,
            event=project.event, project=project, receipt=receipt,
        )  # fmt: skip
    return receipt


def take_back(project: Project, *, by: Standing, now: datetime) -> None:
    """Make a draft of it again. The receipts stay, and say that what they prove was taken back."""
    ensure(policy.may_take_back(by, project, at=now))
    _leave_the_jury(project, ProjectState.DRAFT)
    audit.record("project.taken_back", project, by=by, now=now)


def withdraw(project: Project, *, by: Standing, now: datetime) -> None:
    """Take it out of the event for good: nobody is left who works on it. What was saved stays, shown to nobody."""
    ensure(policy.may_withdraw(by, project, at=now))
    _leave_the_jury(project, ProjectState.WITHDRAWN)
    audit.record("project.withdrawn", project, by=by, now=now)


def _become(project: Project, state: ProjectState) -> None:
    assert may_move(project.state, state)  # the rules above let nothing else through
    project.state = state


def _leave_the_jury(project: Project, state: ProjectState) -> None:
    _become(project, state)
    project.submitted_at = project.submitted_number = None


def _challenge_links(project: Project, codes: Iterable[str], *, now: datetime) -> list[ProjectChallenge]:
    """A link for each challenge, those that stand already kept. Raises RuleBroken for one that is not the event's."""
    links = {link.challenge.code: link for link in project.challenge_links}
    wanted = list(dict.fromkeys(codes))
    if len(wanted) > MOST_CHALLENGES:
        raise RuleBroken(N_("A project answers %(most)s challenges at most."), field="challenges", most=MOST_CHALLENGES)
    if not links.keys() >= set(wanted):
        known = {challenge.code: challenge for challenge in queries.challenges_to_choose(project.event, now)}
        if not known.keys() >= set(wanted):
            raise RuleBroken(N_("This challenge is not one of this event. Choose again."), field="challenges")
        links |= {code: ProjectChallenge(challenge=known[code]) for code in wanted if code not in links}
    return [links[code] for code in wanted]


def _dataset_links(
    project: Project, uses: tuple[Use, ...], *, by: Standing, now: datetime
) -> list[tuple[ProjectDataset, Use]]:
    """A link for each used dataset, those that stand already kept. Raises RuleBroken for one of another portal."""
    links = {link.ref: link for link in project.dataset_links}
    if len(uses) > MOST_DATASETS:
        raise RuleBroken(N_("A project names %(most)s datasets at most."), field="datasets", most=MOST_DATASETS)
    new = [use.ref for use in uses if use.ref not in links]
    found = queries.usable_datasets(project.event, new)
    if len(found) < len(new):
        raise RuleBroken(N_("This dataset is not in the portals of this event. Search for it again."), field="datasets")
    links |= {ref: _pick(dataset, by=by, now=now) for ref, dataset in found.items()}
    return [(links[use.ref], use) for use in uses]


def _pick(dataset: Dataset, *, by: Standing, now: datetime) -> ProjectDataset:
    """A dataset as it is now: pinned, with what its attribution needs, whatever its portal says of it later."""
    said = {
        "portal": dataset.portal.slug,
        "dataset": dataset.slug,
        "title": dataset.title,
        "publisher": dataset.publisher.name if dataset.publisher else dataset.portal.name,
        "licence": dataset.licence_title,
        "licence_url": dataset.licence_url,
        "url": dataset.landing_url,
        "seen_at": now.isoformat(),
    }
    snapshot = keep_snapshot(dataset, by=by, now=now)
    said["snapshot"] = snapshot.sha256
    return ProjectDataset(dataset_id=dataset.id, snapshot_id=snapshot.id, said=said)


def _refuse_gaps(content: dict[str, Any]) -> None:
    for name in missing(content):
        raise RuleBroken(
            N_(
                "A project that is handed in cannot leave this empty. Fill it in, or take the project back to draft first."
            ),
            field=name,
        )


def _write(project: Project, draft: Draft) -> None:
    project.title, project.summary = draft.title, draft.summary
    project.problem, project.solution, project.data_story = draft.problem, draft.solution, draft.data_story
    project.repository_url, project.repository_ref = draft.repository_url, draft.repository_ref
    project.demo_url, project.video_url = draft.demo_url, draft.video_url
    project.licence, project.third_parties = draft.licence, draft.third_parties


def _keep_version(
    project: Project, content: dict[str, Any], sha256: str, *, by: Standing, now: datetime
) -> ProjectVersion:
    project.saved_number += 1
    project.saved_at, project.sha256 = now, sha256
    version = ProjectVersion(
        project_id=project.id,
        number=project.saved_number,
        content=content,
        sha256=sha256,
        saved_by_id=by.person.id,
        saved_at=now,
    )
    db.session.add(version)
    return version


def _give_receipt(project: Project, version: ProjectVersion, *, now: datetime) -> Receipt:
    """Number, instant and hash. Numbers have no gaps: one at a time, and a refusal gives its number back."""
    project.submitted_at, project.submitted_number = now, version.number
    receipt = Receipt(
        event_id=project.event_id,
        project=project,
        version=version,
        number=queries.last_number(project.event) + 1,
        code=new_paper_code(),
        given_at=now,
        sha256=version.sha256,
    )
    db.session.add(receipt)
    return receipt
