"""A map of events as one HTML file that loads nothing: the base map, the events and the code are all in it."""
