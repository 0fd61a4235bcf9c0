"""Founding, joining and leaving teams."""
