"""Values and their checks: frozen, without a database, a codebook or a clock."""
