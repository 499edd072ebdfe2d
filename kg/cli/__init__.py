"""The command line: the only place that prints, exits or reads the environment.

Commands are imported when they are called, so that `kg --help` and completion start at once.
"""

from __future__ import annotations

import errno
import os
import sys
from difflib import get_close_matches
from importlib import import_module

import click

from kg import __version__
from kg.cli.terminal import clean, forget_buffered, set_up_streams
from kg.errors import KgError

_SECTIONS = {
    "Make and check": {
        "build": "Build a graph from documents.",
        "catalogue": "Complete the graph from catalogues.",
        "same": "Explain why two things are one, or not.",
        "merge": "Decide that two things are one.",
        "split": "Decide that references are not one paper.",
        "decisions": "List what was decided.",
        "extract": "Show the papers that documents list, without building.",
        "validate": "Check a graph against its shapes.",
        "conflicts": "Show what sources say differently about one thing.",
        "verify": "Prove every fact against the words of the documents.",
        "vocabulary": "Check vocabularies, and list what they hold.",
    },
    "Ask": {
        "ask": "Ask a question in plain English.",
        "search": "Find things by words, in spite of typing errors.",
        "query": "Ask a saved query, or SPARQL of your own.",
        "show": "Show what the graph knows about one thing.",
        "why": "Show the words that a fact rests on.",
        "concepts": "List topics, methods, tasks, data sets and software.",
        "path": "Show how two things are connected.",
        "similar": "Show what is like a paper, person or concept, and why.",
        "compare": "Put two things side by side.",
        "rank": "Show which papers, methods, topics or people are central.",
        "communities": "Show groups that belong together.",
        "view": "Draw the graph as a page for the browser.",
        "stats": "Count what the graph holds.",
        "plot": "Draw pictures of the graph.",
        "serve": "Serve the graph to a browser and to SPARQL clients here.",
        "diff": "Show what changed from one graph to another.",
        "export": "Write the graph in another format.",
        "push": "Bring the graph to a SPARQL server.",
    },
}
_FULL = (errno.ENOSPC, errno.EDQUOT)  # a disk, or what a user may have of it
COMMANDS = {name: summary for section in _SECTIONS.values() for name, summary in section.items()}


class Failure(click.ClickException):
    """Something that the user named cannot be used."""

    exit_code = 3

    def format_message(self) -> str:
        """The problem and its hint, without what would command the terminal."""
        return clean(self.message, keep="\n")


class KgGroup(click.Group):
    """The group of all commands. A `KgError` in any of them becomes a message and exit code 3."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command. Its module has its name and holds it under its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"kg.cli.{cmd_name}"), cmd_name)
        return _laid_out(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; name the ones that are spelled alike when there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if near := get_close_matches(args[0], COMMANDS):
                raise click.UsageError(f"{error.message} Did you mean {' or '.join(near)}?", ctx) from error
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections of commands without importing them."""
        for section, commands in _SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl(list(commands.items()), col_max=12)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; honour NO_COLOR; turn what the user can act on into a message."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise Failure(f"{error}\nHint: {error.hint}" if error.hint else str(error)) from error
        except OSError as error:
            if error.errno in _FULL and error.filename is None:
                raise Failure(f"cannot write: {error.strerror}") from error
            if error.filename is None:  # no file that a user named: a bug, or a pipe that click sees to
                raise
            raise Failure(f"{os.fsdecode(error.filename)}: {error.strerror}") from error


def _laid_out(command: click.Command) -> click.Command:
    r"""Turn the letters `\b` of raw docstrings into click's mark for lines that stay as they are."""
    command.help = (command.help or "").replace(r"\b", "\b")
    for each in command.commands.values() if isinstance(command, click.Group) else ():
        _laid_out(each)
    return command


@click.group(
    cls=KgGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Answers go to standard output, everything else to standard error. Exit codes: 0 done; 1 checked and found "
    "wanting (validate, conflicts, verify, build) or different (diff); 2 wrong usage; 3 something named cannot be "
    "used. NO_COLOR switches colour off; KG_GRAPH names the graph (default ./kg-graph), KG_STORE one on a server.",
)
@click.version_option(__version__, prog_name="kg")
def kg() -> None:
    r"""Build, check and question a knowledge graph of research papers.

    \b
    Begin with:
      kg build notes/ reading-list.md
      kg query papers-by-topic --param topic="self-supervised learning"
    """


_laid_out(kg)


def main() -> None:
    r"""The entry point of the command `kg`."""
    set_up_streams()
    if "_KG_COMPLETE" in os.environ:
        import_module("kg.cli.completion").set_up()
    try:
        try:
            kg.main(prog_name="kg", standalone_mode=True)
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.errno not in _FULL:
            raise
        forget_buffered()
        failure = Failure(f"standard output: cannot be written: {error.strerror}")
        failure.show()
        sys.exit(failure.exit_code)
