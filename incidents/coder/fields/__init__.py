"""The fields of one event: value, evidence and confidence, each from a finder of its own. Start at ``assembly``."""
