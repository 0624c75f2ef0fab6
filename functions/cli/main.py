"""`kroost <command>`: finds the file of the command, lets it read its arguments, ends with its exit status.

A command is a file beside this one, `-` written as `_`. It has `add_arguments(parser)` and `run(arguments) -> int`;
the first line of its docstring is its help. Nothing of the other commands is loaded: starting is a budget.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn, Protocol, cast

HERE = Path(__file__).parent
EXIT_REFUSED = 2


class Command(Protocol):
    """What the file of a command holds."""

    __doc__: str | None

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare the command's own arguments."""
        ...

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it; return the exit status."""
        ...


class Parser(argparse.ArgumentParser):
    """Refuses wrong arguments as the contract of the command line has it: one problem object on standard output."""

    def error(self, message: str) -> NoReturn:
        """Say the usage on standard error and the problem on standard output; exit status 2."""
        self.print_usage(sys.stderr)
        print(_problem(message))
        sys.exit(EXIT_REFUSED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; exit status 0 done, 1 done with findings, 2 refused."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    names = command_names()
    if not given or given[0] not in names:
        return _say_commands(names, asked=given[:1] in (["-h"], ["--help"]))
    name, rest = given[0], given[1:]
    command = cast("Command", import_module(f"functions.cli.{name.replace('-', '_')}"))
    parser = Parser(prog=f"kroost {name}", description=command.__doc__, allow_abbrev=False)
    command.add_arguments(parser)
    try:
        return command.run(parser.parse_args(rest))
    except BrokenPipeError:  # whoever read our output went away: nothing more to say, and no traceback
        sys.stderr.close()
        return EXIT_REFUSED


def command_names() -> list[str]:
    """Return the names of the commands, as they are typed."""
    hidden = {"__init__", "deployed", "main", "open_input"}
    return sorted(path.stem.replace("_", "-") for path in HERE.glob("*.py") if path.stem not in hidden)


def _say_commands(names: list[str], *, asked: bool) -> int:
    """List the commands: on standard output when asked for, else on standard error."""
    stream = sys.stdout if asked else sys.stderr
    print("usage: kroost <command> [arguments]   (kroost <command> --help)", file=stream)
    for name in names:
        command = import_module(f"functions.cli.{name.replace('-', '_')}") if asked else None
        print(f"  {name:16}{(command.__doc__ or '').splitlines()[0] if command else ''}".rstrip(), file=stream)
    if asked:
        return 0
    print(_problem(f"one of these commands is required: {', '.join(names)}"))
    return EXIT_REFUSED


def _problem(detail: str) -> str:
    """Write the problem object of arguments that are not right."""
    kind = "https://kroost.invalid/problems/invalid-request"
    return json.dumps({"type": kind, "title": "The arguments are not right", "detail": detail, "errors": []})


if __name__ == "__main__":
    sys.exit(main())
