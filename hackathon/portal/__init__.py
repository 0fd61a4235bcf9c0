"""Data portals and their catalogue."""
