"""The command line: the only typer, the only printing. One module per group of commands."""
