"""Pages of registrations."""

from flask import Blueprint

from hackathon.registration import queries

bp = Blueprint("registration", __name__)

STANDING_PARTS = {"registration": queries.registration_of}
