"""Former name of ``rows.Report``, for command modules that have not moved yet."""

from incidents.exchange.rows import Report

__all__ = ["Report"]
