"""`cuedeck` and `python -m cuedeck` are the command line."""

import sys


def main() -> int:
    """Run a command, and give its exit code."""
    # Each process that shares the work loads this module, and none of them takes commands.
    from cuedeck.decks.app import cli  # noqa: PLC0415

    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
