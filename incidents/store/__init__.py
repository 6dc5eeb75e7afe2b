"""The only SQL: tables, migrations, every write and every WHERE. Contains no business logic."""
