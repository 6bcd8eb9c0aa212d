"""What notes gave when they were read last: it holds as long as note, written cards, settings and program stay the same."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from hashlib import blake2b

from cuedeck.decks.app.opening import Opened
from cuedeck.decks.app.reading import Given, Packed, unpacked
from cuedeck.decks.app.sheaf import Sheaf
from cuedeck.decks.cache.codec import decode
from cuedeck.decks.cache.program import READING, of_model, program
from cuedeck.decks.cache.store import Kind, Store
from cuedeck.notes.config import Config

READ = ("recording", "language", "model", "kinds", "limits", "tags", "vocabulary")
"""Settings that change what a note gives."""
_AT_ONCE = 500
"""Notes of which is asked at once."""


class Readings:
    """The readings of notes, by the path of the note."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, notes: Sequence[Opened], config: Config, into: Sheaf, *, findings: bool) -> None:
        """Take up what is known of notes into a sheaf; `findings`: with what `check` tells of them."""
        for at in range(0, len(notes), _AT_ONCE):
            places = {note.file.path: place_of(note) for note in notes[at : at + _AT_ONCE]}
            versions = {
                places[note.file.path]: version
                for note in notes[at : at + _AT_ONCE]
                if (version := version_of(note, config)) is not None
            }
            told = self._store.get(Kind.READING, versions)
            more = self._store.get(Kind.FINDINGS, versions) if findings else dict.fromkeys(told)
            for path, place in places.items():
                if place in told and place in more and unpacked(told[place], more[place]) is not None:
                    into.put(path, told[place], more[place])

    def keep(self, notes: Sequence[Opened], config: Config, given: Sequence[Packed]) -> None:
        """Keep what notes gave; not where a note was edited between the look at it and its reading."""
        sound = [
            (place_of(note), version, one)
            for note, one in zip(notes, given, strict=True)
            if one.digest == note.digest and (version := version_of(note, config)) is not None
        ]
        self._store.put(Kind.READING, {place: (version, one.reading) for place, version, one in sound})
        self._store.put(Kind.GIVEN, {place: (version, one.given) for place, version, one in sound})
        self._store.put(Kind.FINDINGS, {place: (version, one.findings) for place, version, one in sound})
        model = _parsed_by(config.model)
        self._store.put(Kind.PARSES, {place: (model, one.parses) for place, _, one in sound})

    def given(self, notes: Sequence[Opened], config: Config) -> dict[str, Given]:
        """What of that which notes gave others ask for, by path, where it is known."""
        versions = {place_of(note): version_of(note, config) for note in notes}
        told = self._store.get(Kind.GIVEN, {place: one for place, one in versions.items() if one is not None})
        known = ((note.file.path, told.get(place_of(note))) for note in notes)
        found = ((path, decode(data, Given)) for path, data in known if data is not None)
        return {path: one for path, one in found if one is not None}

    def with_parses(self, notes: Sequence[Opened], config: Config) -> list[Opened]:
        """The notes with the parses of their sentences as they were, so that only new ones are parsed."""
        model = _parsed_by(config.model)
        known = self._store.get(Kind.PARSES, {place_of(note): model for note in notes})
        return [replace(note, parses=known.get(place_of(note))) for note in notes]


def version_of(note: Opened, config: Config) -> bytes | None:
    """Differs where what a note gives may differ; None where it cannot be told."""
    if note.digest is None:
        return None
    parts = (note.file.path, note.file.deck, note.written, _settings(config))
    return blake2b(repr(parts).encode(errors="surrogatepass") + note.digest, digest_size=16).digest()


def deck_version(notes: Sequence[Opened], config: Config) -> bytes | None:
    """Differs where what the notes of a deck give may differ; None where it cannot be told."""
    versions = [version_of(note, config) for note in notes]
    if not versions or None in versions:
        return None
    return blake2b(b"".join(version for version in versions if version is not None), digest_size=16).digest()


def deck_given(notes: Sequence[Opened], given: Mapping[str, Given]) -> bytes | None:
    """Differs where that may which the files of a deck are made from; None where it is not known of each of its notes."""
    if not notes or any(note.file.path not in given for note in notes):
        return None
    told = [(note.file.path, note.file.deck, given[note.file.path].digest) for note in notes]
    return blake2b(repr(told).encode(errors="surrogatepass"), digest_size=16).digest()


@cache
def _settings(config: Config) -> bytes:
    """What besides the note decides what it gives."""
    settings = tuple(sorted(value) if isinstance(value := getattr(config, name), frozenset) else value for name in READ)
    told = repr((program(*READING), of_model(config.model), settings))
    return blake2b(told.encode(errors="surrogatepass"), digest_size=16).digest()


@cache
def _parsed_by(model: str | None) -> bytes:
    """What decides, besides a sentence, what its parse is."""
    told = repr((program("extract/parser"), of_model(model), model))
    return blake2b(told.encode(errors="surrogatepass"), digest_size=16).digest()


def place_of(note: Opened) -> bytes:
    """Where what a note gave is kept: one row for each file, whichever vault it is read in."""
    return blake2b(
        f"{os.fspath(note.file.file)}\0{note.file.path}".encode(errors="surrogatepass"), digest_size=16
    ).digest()
