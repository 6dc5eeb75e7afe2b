"""The command line, put together: ``incidents VERB ...``. What each verb does is in the module of its group."""

from __future__ import annotations

from typing import Annotated

import typer

from incidents import __version__
from incidents.cli.boundary import Boundary
from incidents.cli.options import General, Session, Signature
from incidents.cli.spread import spread
from incidents.cli.terminal import put

EXAMPLES = """\
incidents suggest article.txt
incidents code article.txt
incidents query --country Iraq --since 2021-11
incidents export --profile acled -o events.csv"""

app = typer.Typer(
    name="incidents",
    cls=Boundary,
    epilog=EXAMPLES,
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: quick to start, and the same everywhere
    pretty_exceptions_enable=False,  # a bug keeps its ordinary traceback
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        put(f"incidents {__version__}")
        raise typer.Exit


@app.callback()
@spread
def main(
    context: typer.Context,
    session: Session,
    signature: Signature,
    version: Annotated[  # noqa: ARG001 - acted on by its callback
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Turn news articles into research-grade event data, with the words behind each value."""
    context.obj = General(session, signature)
