"""A read-only view of ``schema/``: vocabularies, fields, profiles, countries and regions."""
