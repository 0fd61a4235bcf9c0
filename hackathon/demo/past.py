"""The edition of 2015, recorded from the bulletin that told of it: its facts and nothing else."""

from datetime import UTC, date, datetime, time

from hackathon.database import transaction
from hackathon.demo import story
from hackathon.demo.calendar import ZONE
from hackathon.demo.stage import Stage
from hackathon.events import actions as events
from hackathon.events.queries import organization_with_slug
from hackathon.results.actions import record_places


def record(stage: Stage) -> None:
    """By the organiser, whose organisation held it. The source names days, not hours: midnight to midnight."""
    told = story.read("edition_2015")
    with transaction() as now:
        organization = organization_with_slug(story.read("event")["organization"]["slug"])
        assert organization is not None  # entered before
        by = stage.standing("organiser")
        event = events.record_edition(
            organization,
            slug=told["slug"],
            **{name: story.words(told[name]) for name in ("name", "summary", "description", "source")},
            figures={name: told[name] for name in ("participants", "teams", "hours")},
            starts_at=_instant(told["first_day"], time.min),
            ends_at=_instant(told["last_day"], time(23, 59)),
            city=told["city"],
            timezone=ZONE.key,
            by=by,
            now=now,
        )
        places = [(entry["place"], entry["team"], story.words(entry["project"])) for entry in told["result"]]
        record_places(event, places, by=stage.standing("organiser", event), now=now)


def _instant(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=ZONE).astimezone(UTC)
