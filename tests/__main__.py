"""`python -m tests`: format, lint, types, and the tests with branch coverage, as people and CI run them.

`python -m tests --fast`, for every while between: the same without coverage and without the tests marked as slow.
"""

import subprocess
import sys
from argparse import ArgumentParser

CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
)
TESTS = ("pytest", "--numprocesses=auto")
WHOLE = ("--cov", "--cov-report=term", "--cov-fail-under=95")
FAST = ("-m", "not slow")


def main() -> int:
    """Run each check; stop at the first that fails."""
    parser = ArgumentParser(prog="python -m tests", description="Run every check the project holds itself to.")
    parser.add_argument("--fast", action="store_true", help="leave out coverage and slow tests: under a minute")
    options = parser.parse_args()
    for check in (*CHECKS, (*TESTS, *(FAST if options.fast else WHOLE))):
        print("==>", *check, flush=True)  # noqa: T201  (what this command is for)
        status = subprocess.run([sys.executable, "-m", *check], check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
