"""Bringing other people's rows into the database: ``Importing(desk).load(asked)``."""

from incidents.desk.importing.importing import Asked, Importing
from incidents.desk.importing.outcome import BadImport, Outcome, UnknownLayout

__all__ = ["Asked", "BadImport", "Importing", "Outcome", "UnknownLayout"]
