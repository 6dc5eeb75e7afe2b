"""An article's text becomes suggested events with evidence. Pure: no database, no network, no clock.

The folders are the pipeline's steps: ``text`` -> ``mentions`` -> ``events`` -> ``fields``; ``pipeline`` runs them.
"""
