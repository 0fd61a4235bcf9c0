"""A juror's own words about themselves."""

from datetime import datetime

from hackathon import audit
from hackathon.database import db
from hackathon.events.models import Event
from hackathon.jury import policy, profile_queries
from hackathon.jury.profile_models import JurorProfile
from hackathon.permissions import Standing, ensure


def edit_profile(
    event: Event, *, title: str, organization: str, bio: str, is_shown: bool, by: Standing, now: datetime
) -> JurorProfile:
    """Write it, and say whether the event's page shows it: both can be taken back at any time."""
    ensure(policy.may_judge(by, event, at=now))
    profile = profile_queries.my_profile(by, event)
    profile.title, profile.organization, profile.bio = title, organization, bio
    profile.is_shown, profile.changed_at = is_shown, now
    db.session.add(profile)
    audit.record("jury.profile_edited", profile, by=by, now=now)
    return profile
