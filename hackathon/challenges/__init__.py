"""Questions to answer with data: challenges linked to datasets, and the portals of an event."""
