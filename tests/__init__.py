"""The tests: one folder per room, journeys through all of them, and what holds the house together."""
