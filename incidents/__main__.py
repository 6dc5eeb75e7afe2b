"""Run the command line with ``python -m incidents``."""

from incidents.cli.start import run

if __name__ == "__main__":
    run()
