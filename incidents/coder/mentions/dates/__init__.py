"""Dates in a sentence: one module for each way of telling a date. Start at ``finding``."""
