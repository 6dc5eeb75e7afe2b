"""Who suggests, as the options of a command say; and where articles go is said before any goes."""

from __future__ import annotations

from incidents.cli.options import Proposer
from incidents.cli.terminal import say
from incidents.services.project import Project
from incidents.services.suggestions import BackendChoice, choose_backend, name_recipient
from incidents.services.training import find_learned


def open_backing(desk: Project, proposer: Proposer) -> BackendChoice:
    """The backend that the options ask for; where the articles go is said before any goes."""
    backing = choose_backend(
        proposer.backend,
        url=proposer.llm_url,
        model=proposer.llm_model,
        seconds=proposer.llm_timeout,
        learned=find_learned(proposer.model, desk.database),
    )
    recipient = name_recipient(backing)
    if recipient is not None:
        say(f"the articles are sent to {recipient}")
    return backing
