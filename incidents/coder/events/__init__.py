"""Which mentions belong to the same event, and which event is the article's main one. Start at ``division``."""
