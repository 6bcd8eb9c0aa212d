"""A Markdown file -> a Note, or the problem that keeps it from being read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from cuedeck.notes import boilerplate, deck_names, layout, regular, tags, yaml_reader
from cuedeck.notes.blocks import Block, Code, Heading
from cuedeck.notes.clock import is_clock, seconds
from cuedeck.notes.config import Config, NoteSettings, note_settings
from cuedeck.notes.directives import directives
from cuedeck.notes.flashcards import deck_of, is_deck
from cuedeck.notes.line_times import Recorded
from cuedeck.notes.markdown import blocks
from cuedeck.notes.nesting import nested
from cuedeck.notes.note import Note, Problem
from cuedeck.notes.outline import outline
from cuedeck.notes.parts import Parts, split
from cuedeck.notes.recording import Recording, duration, is_media, named_in, recording, recording_of
from cuedeck.notes.settings import SettingError
from cuedeck.notes.source import prepare
from cuedeck.notes.stages import Stage

_LINKED_RECORDING = re.compile(r"https?://(?:www\.)?(?:youtu\.be/|youtube\.com/watch\?)[^\s()<>\[\]\"]{5,200}")
_MOST_BYTES = 20_000_000
"""Of a note; a year of lectures has fewer."""


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
        parts = split(source)
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
        return named_in(split(source).front_matter)
    except ValueError:
        return ""


def named_deck(source: str) -> str | None:
    """The deck that a note names, for cuedeck or for a plug-in; None where there is none, or it cannot be read."""
    if not any(sign in source for sign in ("cuedeck", "cards-deck", "TARGET DECK", "flashcard")):
        return None
    try:
        parts = split(source)
        own = note_settings(parts.front_matter.get("cuedeck"), Config()).deck
    except ValueError:
        return None
    given = parts.front_matter.get("cards-deck")
    told = deck_names.shortened(given if isinstance(given, str) else "") or directives(parts.body.split("\n")).deck
    return own or told or deck_of(_tags(parts.front_matter), parts.body)


def _note(parts: Parts, settings: NoteSettings, *, path: str, deck: str, config: Config) -> Note:
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
        root=outline(kept, title, _all_lines(found) if settings.skip else source.skips),
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
