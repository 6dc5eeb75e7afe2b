"""Places: an offline gazetteer, and names in it. Knows nothing of articles or events."""
