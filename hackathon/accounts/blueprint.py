"""The blueprint of the room, apart so that several modules of pages can share it."""

from flask import Blueprint

bp = Blueprint("accounts", __name__)
