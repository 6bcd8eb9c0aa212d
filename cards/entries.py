"""Answers as a person types them: an enumeration has an entry a line, each behind a dash."""

import re

_ENTRY = re.compile(r"[-*•–]\s+(?P<words>\S.*)")


def entries(answer: str) -> tuple[str, ...]:
    r"""The entries of an answer of two or more lines that all begin with a dash: `- a\n- b` -> a, b; else none."""
    found = [_ENTRY.fullmatch(line.strip()) for line in answer.splitlines() if line.strip()]
    words = tuple(one["words"] for one in found if one is not None)
    return words if 1 < len(words) == len(found) else ()


def dashed(items: tuple[str, ...]) -> str:
    """Entries as they are typed."""
    return "\n".join(f"- {item}" for item in items)
