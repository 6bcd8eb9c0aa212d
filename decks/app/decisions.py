"""Decisions taken one after the other: `cards.yaml` changed line by line, and read again only where others changed it."""

import re
from collections.abc import Mapping
from pathlib import Path

from cuedeck.cards.correction import Correction, Corrections
from cuedeck.decks.app import corrections
from cuedeck.decks.app.transaction import held, write
from cuedeck.notes import yaml_reader
from cuedeck.notes.config import ConfigError

_ROOT = re.compile(r"(?m)^[^#\s].*$")
_BLOCK_KEY = re.compile(r"[\w-]+:(?:\s|$)")
_ON_ONE_LINE = r"(?m)^{guid}:[ \t]*\{{.*\}}[ \t]*(?:#.*)?(?:\n|\Z)"


class Decisions:
    """What a person decided about single cards, in a directory that others may write in meanwhile."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / corrections.NAME
        self._text: str | None = None
        self._known: dict[str, Correction] = {}
        self.readings = 0
        """How often the file was read, which is as often as others have changed it."""

    @property
    def all(self) -> Corrections:
        """All of them as they stand in the file now. Raises ConfigError, OSError."""
        self.read()
        return self._known

    @property
    def last(self) -> Corrections:
        """All of them as they were when the file could be read last."""
        return self._known

    def read(self) -> None:
        """Read the file again, if it has changed. Raises ConfigError, OSError."""
        text = corrections.text_of(self._path)
        if text != self._text:
            self.readings += 1
            self._known, self._text = dict(corrections.parsed(text, self._path)), text

    def put(self, wanted: Mapping[str, Correction | None]) -> dict[str, Correction | None]:
        """Write decisions, None for a card without one, and give those that stood there before.

        Other entries, comments and order stay. Raises ConfigError, OSError, and then nothing is written.
        """
        with held(self._path.parent, make=True):
            before = {guid: self.all.get(guid) for guid in wanted}
            after = dict(self._known)
            for guid, correction in wanted.items():
                after.pop(guid, None)
                if correction is not None:
                    after[guid] = correction
            text = _changed(self._text or corrections.HEAD, wanted)
            if text is None:
                corrections.rewrite(self._path, {guid: _record(one) for guid, one in wanted.items()}, after)
            else:
                write(self._path.parent, [(self._path, text.encode())])
                self._known, self._text = after, text
        return before


def _changed(text: str, wanted: Mapping[str, Correction | None]) -> str | None:
    """The text with entries that each stand on a line; None where that is not how it is written."""
    root = _ROOT.search(text)
    if root is not None and not _BLOCK_KEY.match(root[0]):
        return None
    for guid, correction in wanted.items():
        line = "" if correction is None else f"{guid}: {yaml_reader.flow(_record(correction) or {})}\n"
        place = re.search(_ON_ONE_LINE.format(guid=re.escape(guid)), text)
        if place is not None:
            text = text[: place.start()] + line + text[place.end() :]
        elif re.search(rf"(?m)^[\"']?{re.escape(guid)}\b", text):
            return None
        else:
            text = text + ("\n" if line and text and not text.endswith("\n") else "") + line
    return text


def _record(correction: Correction | None) -> dict[str, object] | None:
    """A decision as its entry has it."""
    if correction is None:
        return None
    values = (
        ("drop", correction.drop or None),
        ("keep", correction.keep or None),
        ("question", correction.question),
        ("answer", correction.answer),
        ("tags", None if correction.tags is None else list(correction.tags)),
        ("deck", correction.deck),
    )
    return {key: value for key, value in values if value is not None}


def faulty(correction: Correction, guid: str) -> str | None:
    """Why a decision cannot be written, in a sentence; None where it can."""
    try:
        corrections.parsed(f"{guid}: {yaml_reader.flow(_record(correction) or {})}\n", Path(corrections.NAME))
    except ConfigError as error:
        return str(error).split(": ", 1)[-1]
    return None
