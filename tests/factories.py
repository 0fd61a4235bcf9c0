"""Builders of the cast and of what they make: Ada founds a team, Ben joins, Chi judges, Olu organises, Zed is a stranger.

A builder takes only what a test cares about, stores it in one transaction and returns it. Nothing here surprises.
"""

CAST = ("Ada", "Ben", "Chi", "Olu", "Zed")
