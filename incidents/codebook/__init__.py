"""A read-only view of ``schema/``: vocabularies, fields, profiles, countries and the words that rules look for.

Knows nothing of databases, gazetteers or articles. ``incidents.codebook.loader.load`` is the door.
"""
