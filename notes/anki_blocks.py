"""Blocks of Obsidian_to_Anki that ask for gaps, `START`, `Cloze`, text, `END`, as the gaps that they mean."""

import re
from collections.abc import Iterator, Sequence

_START = re.compile(r"[ \t>]*START[ \t]*")
_KIND = re.compile(r"[ \t>]*(?P<kind>Cloze|Basic)[ \t]*")
_END = re.compile(r"[ \t>]*END[ \t]*")
_TAGS = re.compile(r"[ \t>]*Tags:(?P<tags>.*)")
_FRONT = re.compile(r"^[ \t>]*Front:[ \t]*")
_BACK = re.compile(r"^[ \t>]*Back:[ \t]*")
_LABEL = re.compile(r"^(?P<lead>[ \t>]*)Text:[ \t]*")
_ON_ONE_LINE = re.compile(
    r"(?P<lead>[ \t>]*(?:[-*+][ \t]+)?)STARTI[ \t]+\[Cloze\][ \t]+(?P<text>.{1,4000}?)(?:[ \t]+Tags:(?P<tags>.{0,300}?))?"
    r"(?:[ \t]+<!--[ \t]*ID:[ \t]*\d+[ \t]*-->)?[ \t]+ENDI[ \t]*"
)
_BARE = re.compile(r"(?<![{$\\\w^_}])\{(?:c?\d{1,2}[:|])?(?P<answer>[^{}\n]{1,300})\}(?!\})")
_LONGEST = 50
"""Lines of a block."""


def spelt_out(lines: Sequence[str]) -> list[str]:
    """The lines with `{{c1::…}}` for each gap of such blocks, and nothing else of them but text and tags.

    A block with question and answer is labelled `Q:` and `A:` where blank lines part them.
    """
    done = list(lines)
    at = 0
    while at < len(lines):
        one = _ON_ONE_LINE.fullmatch(lines[at]) if "STARTI" in lines[at] else None
        if one is not None:
            done[at] = one["lead"] + _gapped(one["text"]) + _hashtags(one["tags"] or "")
        kind = _kind(lines, at)
        end = _end(lines, at) if kind else None
        if end is not None:
            block = lines[at : end + 1]
            done[at : end + 1] = _labelled(block) if kind == "Basic" else _block(block)
            at = end
        at += 1
    return done


def _kind(lines: Sequence[str], at: int) -> str:
    """What kind of block begins at a line; empty where none does."""
    match = _KIND.fullmatch(lines[at + 1]) if at + 1 < len(lines) and _START.fullmatch(lines[at]) else None
    return match["kind"] if match else ""


def _end(lines: Sequence[str], at: int) -> int | None:
    """The last line of a block that begins at a line."""
    return next((end for end in range(at + 2, min(at + _LONGEST, len(lines))) if _END.fullmatch(lines[end])), None)


def _block(lines: Sequence[str]) -> Iterator[str]:
    tagged = next((match["tags"] for line in lines if (match := _TAGS.fullmatch(line))), "")
    said = [at for at, line in enumerate(lines[2:-1], 2) if line.strip(" \t>") and not _TAGS.fullmatch(line)]
    for at, line in enumerate(lines):
        tags = _hashtags(tagged) if said and at == said[-1] else ""
        yield _gapped(_LABEL.sub(r"\g<lead>", line)) + tags if at in said else ""


def _labelled(lines: Sequence[str]) -> Sequence[str]:
    back = next((at for at, line in enumerate(lines) if _BACK.match(line)), 0)
    asks = [at for at, line in enumerate(lines[2:back], 2) if line.strip(" \t>")]
    if not asks or all(line.strip(" \t>") for line in lines[:back]):
        return lines
    tagged = [at for at, line in enumerate(lines) if _TAGS.fullmatch(line)]
    says = [at for at in range(back, len(lines) - 1) if lines[at].strip(" \t>") and at not in tagged]
    done = [line if at in asks or at in says else "" for at, line in enumerate(lines)]
    done[asks[0]] = "Q: " + _FRONT.sub("", lines[asks[0]])
    done[back] = _BACK.sub("A: ", lines[back])
    done[says[-1]] += "".join(_hashtags(lines[at].partition(":")[2]) for at in tagged)
    return [*done[:-1], "***"]


def _gapped(text: str) -> str:
    return _BARE.sub(lambda match: f"{{{{c1::{match['answer']}}}}}", text)


def _hashtags(tags: str) -> str:
    return "".join(f" #{tag.replace('::', '/')}" for tag in tags.replace(",", " ").split())
