"""The import path, until it moves to ``services``."""
