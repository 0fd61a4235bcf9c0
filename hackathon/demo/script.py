"""The whole story of the demo: every scene of every room, in the order of time."""

from hackathon.demo import asking, awarding, edition, judging, participants
from hackathon.demo.stage import Scene, Stage


def scenes(stage: Stage) -> list[Scene]:
    """What the demo would play if it were over; what lies ahead of now is left to the visitors."""
    return sorted(
        (scene for part in (edition, participants, asking, judging, awarding) for scene in part.scenes(stage)),
        key=lambda scene: scene.at,
    )
