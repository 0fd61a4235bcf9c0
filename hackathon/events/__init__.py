"""Editions: events, their timetable, rules, agenda and roles."""
