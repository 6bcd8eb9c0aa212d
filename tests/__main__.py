"""`python -m tests`: format, lint, types, and the tests with branch coverage, as people and CI run them."""

import subprocess
import sys

CHECKS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("pytest", "--numprocesses=auto", "--cov", "--cov-report=term", "--cov-fail-under=95"),
)


def main() -> int:
    """Run each check; stop at the first that fails."""
    for check in CHECKS:
        print("==>", *check, flush=True)  # noqa: T201  (what this command is for)
        status = subprocess.run([sys.executable, "-m", *check], check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main())
