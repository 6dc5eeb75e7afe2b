"""Harm to people in a sentence: pieces, chunks, clauses, totals. Start at ``finding``."""
