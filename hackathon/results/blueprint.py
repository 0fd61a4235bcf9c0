"""The blueprint that every page module of this room adds to."""

from flask import Blueprint

bp = Blueprint("results", __name__)
