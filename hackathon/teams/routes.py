"""Pages of teams."""

from flask import Blueprint

from hackathon.teams import queries

bp = Blueprint("teams", __name__)

STANDING_PARTS = {"team": queries.team_of}
