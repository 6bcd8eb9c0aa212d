"""A Markdown file -> a Note, or the problem that keeps it from being read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cuedeck.notes import boilerplate, deck_names, front_matter, layout, regular, tags, toml_reader, yaml_reader
from cuedeck.notes.blocks import Block, Code, Heading, Paragraph
from cuedeck.notes.clock import is_clock, seconds
from cuedeck.notes.config import Config, NoteSettings, note_settings
from cuedeck.notes.directives import directives
from cuedeck.notes.flashcards import deck_of, is_deck
from cuedeck.notes.front_matter import Flaw
from cuedeck.notes.line_times import Recorded
from cuedeck.notes.markdown import blocks
from cuedeck.notes.nesting import nested
from cuedeck.notes.note import Note, Problem, Section
from cuedeck.notes.recording import Recording, duration, is_media, named_in, recording, recording_of
from cuedeck.notes.settings import SettingError
from cuedeck.notes.source import prepare
from cuedeck.notes.stages import Stage
from cuedeck.notes.text import Mark, Text
from cuedeck.notes.unwrap import unwrap

_LINKED_RECORDING = re.compile(r"https?://(?:www\.)?(?:youtu\.be/|youtube\.com/watch\?)[^\s()<>\[\]\"]{5,200}")
_MOST_BYTES = 20_000_000
"""Of a note; a year of lectures has fewer."""

_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
"""What front matter opens with, in YAML and in TOML, and what closes it."""
_KEY = re.compile(r"[\w\"'][^:\n]{0,80}:(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Parts:
    front_matter: dict[str, yaml_reader.Value]
    """Its keys in lower case."""
    body: str
    """As many lines as the file, those of the front matter empty."""
    settings: str = ""
    """The front matter that holds cuedeck's settings, each line in its place."""
    flaws: tuple[Flaw, ...] = ()


def read(file: Path, *, path: str, deck: str, config: Config) -> Note | Problem:
    """Read one note; `path` is what it is called in the vault, `deck` the full name of the deck it belongs to."""
    source = source_of(file, path)
    return source if isinstance(source, Problem) else read_text(source, path=path, deck=deck, config=config)


def source_of(file: Path, path: str) -> str | Problem:
    """The text of one note; `path` is what it is called in the vault, which holds all that it may lead to."""
    if regular.leads_outside(file, file.parents[min(path.count("/"), len(file.parents) - 1)]):
        return Problem(note=path, line=1, reason="a link that leads outside the vault; put the note itself here")
    try:
        data = regular.read_bytes(file, _MOST_BYTES + 1)
    except OSError as error:
        return Problem(note=path, line=1, reason=f"cannot be read ({error.strerror})")
    if len(data) > _MOST_BYTES:
        reason = "larger than 20 MB; split the note, or name it under `exclude` in cuedeck.yaml"
        return Problem(note=path, line=1, reason=reason)
    return _decoded(data, path)


def _decoded(data: bytes, path: str) -> str | Problem:
    try:
        return regular.text_of(data)
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return Problem(note=path, line=line, reason="not UTF-8 text; save the file as UTF-8")


@Stage("reading Markdown")
def read_text(source: str, *, path: str, deck: str, config: Config) -> Note | Problem:
    """The note that a file's text makes."""
    try:
        parts = _split(source)
    except yaml_reader.MappingError as error:
        return Problem(note=path, line=error.line, reason=f"broken front matter: {error.reason}")
    try:
        settings = note_settings(parts.front_matter.get("cuedeck"), config)
    except SettingError as error:
        line = yaml_reader.line_of(parts.settings, ("cuedeck", *error.words))
        return Problem(note=path, line=line, reason=error.reason)
    return _note(parts, settings, path=path, deck=deck, config=config)


def named_recording(source: str) -> str:
    """What a note's front matter names as its recording; empty where it names none, or cannot be read."""
    try:
        return named_in(_split(source).front_matter)
    except ValueError:
        return ""


def named_deck(source: str) -> str | None:
    """The deck that a note names, for cuedeck or for a plug-in; None where there is none, or it cannot be read."""
    if not any(sign in source for sign in ("cuedeck", "cards-deck", "TARGET DECK", "flashcard")):
        return None
    try:
        parts = _split(source)
        own = note_settings(parts.front_matter.get("cuedeck"), Config()).deck
    except ValueError:
        return None
    given = parts.front_matter.get("cards-deck")
    told = deck_names.shortened(given if isinstance(given, str) else "") or directives(parts.body.split("\n")).deck
    return own or told or deck_of(_tags(parts.front_matter), parts.body)


def _note(parts: _Parts, settings: NoteSettings, *, path: str, deck: str, config: Config) -> Note:
    named = recording_of(parts.front_matter, config.recording)
    length = _duration(parts.front_matter.get("duration"))
    is_known = named is not None or _linked(parts.body, (), config.recording) is not None
    recorded = Recorded(certain=named is not None and is_media(named), length=length) if is_known else None
    source = prepare(parts.body, is_deck=is_deck(_tags(parts.front_matter)), recorded=recorded)
    found = blocks(source)
    known = named or _linked(parts.body, found, config.recording)
    said = directives(parts.body.split("\n"))
    empty = boilerplate.is_index(found) or boilerplate.says_nothing(found)
    kept = () if empty else nested(boilerplate.content(found))
    stem = path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    title = _title(parts.front_matter, found, stem)
    return Note(
        path=path,
        title=title,
        deck=deck,
        recording=known,
        duration=length,
        tags=tags.nested((*_tags(parts.front_matter), *said.tags, *settings.tags, *config.tags)),
        blanks=layout.blanks(source.lines),
        ruled=layout.ruled(source.lines),
        root=_outline(kept, title, _all_lines(found) if settings.skip else source.skips),
        flashcards=source.flashcards,
        kinds=settings.kinds,
        flaws=parts.flaws,
        vocabulary=settings.vocabulary or config.vocabulary,
        is_vocabulary=settings.vocabulary is not None,
    )


def _tags(front_matter: dict[str, yaml_reader.Value]) -> tuple[str, ...]:
    return yaml_reader.strings(front_matter.get("tags") or front_matter.get("tag"))


def _all_lines(found: Iterable[Block]) -> Iterable[int]:
    """A line in each section, 0 for the part above the first heading."""
    return (0, *(block.text.line for block in found if isinstance(block, Heading)))


def _split(source: str) -> _Parts:
    """Front matter and body. Raises MappingError with the line of the file."""
    outer = _front_matter(unwrap(source))
    # A program that puts a note into a code fence puts front matter of its own in with it.
    body = unwrap(outer.body)
    inner = _Parts({}, body) if body == outer.body else _front_matter(body)
    settings = outer.settings if "cuedeck" in outer.front_matter else inner.settings
    flaws = (*outer.flaws, *inner.flaws)
    return _Parts({**inner.front_matter, **outer.front_matter}, inner.body, settings, flaws)


def _front_matter(source: str) -> _Parts:
    lines = source.split("\n")
    start = next((at for at, line in enumerate(lines) if line.strip()), 0)
    fence = lines[start].rstrip()
    if fence not in _FENCES:
        return _Parts({}, source)
    end = next((at for at in range(start + 1, len(lines)) if lines[at].rstrip() in _FENCES[fence]), None)
    if fence == "+++" and (end is None or not toml_reader.is_toml("\n".join(lines[start + 1 : end]))):
        return _Parts({}, source)
    if _is_rule(lines[start + 1 : end], closed=end is not None):
        return _Parts({}, source)
    if end is None:
        return _unclosed(lines, start)
    return _parsed(lines, start, end, body_from=end + 1)


def _unclosed(lines: list[str], start: int) -> _Parts:
    """What stands below a `---` that is never closed, as it was meant. Raises MappingError."""
    size, is_certain = front_matter.extent(lines[start + 1 :])
    if not size:
        reason = "the opening `---` is never closed; read as a rule, and what is below it as text"
        return _Parts({}, "\n".join(lines), flaws=(Flaw(start + 1, reason, is_certain=True),))
    end = start + 1 + size
    if not "".join(lines[end:]).strip():  # a file that was cut is no note without cards
        raise yaml_reader.MappingError(start + 1, "the opening `---` is never closed")
    parts = _parsed(lines, start, end, body_from=end)
    reason = f"the opening `---` is never closed; read as front matter up to line {end}"
    reason = reason if is_certain else f"broken front matter: {reason}, and the rest of the note is read"
    return replace(parts, flaws=(Flaw(start + 1, reason, is_certain=is_certain), *parts.flaws))


def _parsed(lines: list[str], start: int, end: int, *, body_from: int) -> _Parts:
    """Front matter between two lines, counted from 0, with the body from a third on. Raises MappingError."""
    try:
        found = front_matter.parse("\n".join(lines[start + 1 : end]))
    except yaml_reader.MappingError as error:
        raise yaml_reader.MappingError(start + 1 + error.line, error.reason) from error
    body = "\n".join([""] * body_from + lines[body_from:])
    padded = "\n".join([""] * (start + 1) + [found.sound])
    flaws = tuple(replace(flaw, line=start + 1 + flaw.line) for flaw in found.flaws)
    return _Parts({key.lower(): value for key, value in found.values.items()}, body, padded, flaws)


def _is_rule(below: Sequence[str], *, closed: bool) -> bool:
    """Whether a `---` at the top is a horizontal rule: front matter starts with a key on the very next line."""
    if not closed:
        return not below or not _KEY.match(below[0])
    return bool(below) and not below[0].strip() and not any(_KEY.match(line) for line in below)


def _title(front_matter: dict[str, yaml_reader.Value], found: Sequence[Block], stem: str) -> str:
    """What the front matter says, else a single top heading, else the file name."""
    given = front_matter.get("title")
    if isinstance(given, str) and given.strip():
        return " ".join(given.split())
    tops = [block.text.plain for block in found if isinstance(block, Heading) and block.level == 1]
    if len(tops) == 1 and isinstance(found[0], Heading) and tops[0]:
        return tops[0]
    return stem.replace("_", " ").strip() or stem


def _duration(value: yaml_reader.Value | None) -> int | None:
    if not isinstance(value, str):
        return None
    return (seconds(value) if is_clock(value) else duration(value)) or None


def _linked(body: str, found: Iterable[Block], template: str | None) -> Recording | None:
    """The one recording that the body links to, or that a `timestamp-url` block names."""
    named = [block.text.strip() for block in found if isinstance(block, Code) and block.language == "timestamp-url"]
    addresses = named or _LINKED_RECORDING.findall(body)
    recordings = [known for address in addresses if (known := recording(address, template))]
    return recordings[0] if len({known.id for known in recordings}) == 1 else None


def _outline(found: Sequence[Block], title: str, skips: Iterable[int]) -> Section:
    """The blocks as a tree of sections; a heading that repeats the title is left out.

    The sections that the lines `skips` stand in are marked as skipped.
    """
    kept = [block for block in found if not (isinstance(block, Heading) and _same(block.text.plain, title))]
    first = next((at for at, block in enumerate(kept) if isinstance(block, Heading)), len(kept))
    starts = [block.text.line for block in kept if isinstance(block, Heading)]
    skipped = {max((line for line in starts if line <= skip), default=0) for skip in skips}
    sections = _sections(kept[first:], (), skipped)
    opening = kept[:first]
    return Section(Text(), 0, tuple(_body(opening)), sections, whole=tuple(_seen(opening)), skipped=0 in skipped)


def _sections(found: Sequence[Block], path: tuple[Text, ...], skipped: Collection[int]) -> tuple[Section, ...]:
    """Sections of blocks that begin with a heading; `skipped` are the lines of headings."""
    sections: list[Section] = []
    at = 0
    while at < len(found):
        heading = found[at]
        if not isinstance(heading, Heading):
            raise TypeError("sections begin with a heading")
        end = _next(found, at + 1, heading.level)
        inner = next((i for i in range(at + 1, end) if isinstance(found[i], Heading)), end)
        below = (*path, heading.text)
        body = tuple(_body(found[at + 1 : inner]))
        sections.append(
            Section(
                heading=heading.text,
                level=heading.level,
                blocks=body,
                sections=_sections(found[inner:end], below, skipped),
                path=below,
                number=heading.number,
                whole=tuple(_seen(found[at + 1 : inner])),
                skipped=heading.text.line in skipped,
            )
        )
        at = end
    return tuple(sections)


def _next(found: Sequence[Block], start: int, level: int) -> int:
    """Where the next heading of this level or above stands."""
    for at in range(start, len(found)):
        block = found[at]
        if isinstance(block, Heading) and block.level <= level:
            return at
    return len(found)


def _body(found: Iterable[Block]) -> Iterable[Block]:
    return (block for block in found if not isinstance(block, Paragraph) or _says(block.text))


def _seen(found: Iterable[Block]) -> Iterable[Block]:
    return (block for block in found if not isinstance(block, Paragraph) or _says(block.text) or block.text.shows)


def _says(text: Text) -> bool:
    """Whether a text has words, or asks with a picture."""
    return bool(text.plain.strip()) or any(Mark.ASKS in span.marks for span in text.spans)


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
