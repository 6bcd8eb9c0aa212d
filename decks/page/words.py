"""The words on pages, in the language of the deck; `wording/` holds one file for each language."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from cuedeck.notes import yaml_reader

_FILES = Path(__file__).parent / "wording"
FALLBACK = "en"
"""Code of the language that stands in where there are no words for another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """All texts of pages in one language; `{…}` are gaps."""

    language: str
    """Code of the language these words are in, such as `de`."""

    # On paper
    number: str
    """Head of the column of numbers."""
    question: str
    answer: str
    time: str
    front: str
    back: str
    one_card: str
    cards: str
    """With `{count}`."""
    one_note: str
    notes: str
    """With `{count}`."""
    extent: str
    """With `{cards}` and `{notes}`, each with its count."""
    doubtful: str
    """What a question mark behind a time means."""
    near: str
    """What ≈ before a time means."""
    page_of: str
    """With `{page}` and `{pages}`."""
    sheet_of: str
    """With `{sheet}` and `{sheets}`."""
    answer_key: str
    name: str
    date: str

    # On screen
    list_of_decks: str
    """Name of the list of decks for screen readers, as is the next."""
    list_of_notes: str
    """Name of the list of notes for screen readers."""
    study: str
    """Name of the tools for screen readers."""
    search: str
    section: str
    every_section: str
    tag: str
    every_tag: str
    show: str
    every_card: str
    not_known: str
    known: str
    again: str
    reveal: str
    hide: str
    shuffle: str
    in_order: str
    save: str
    load: str
    forget: str
    sure: str
    shown_of: str
    """With `{shown}`, `{cards}` and `{known}`."""
    no_match: str
    one_by_one: str
    """Name of the session that shows one card at a time."""
    show_answer: str
    previous: str
    """Back to the card before."""
    close: str
    session_of: str
    """With `{done}` and `{cards}`."""
    session_over: str
    """With `{cards}` and `{first}`, those that were known at once."""
    session_keys: str
    keys: str
    kept: str
    not_kept: str
    loaded: str
    not_loaded: str

    # Of a deck in parts
    list_of_parts: str
    """Name of the list of parts for screen readers."""
    part_of: str
    """With `{part}` and `{parts}`."""
    every_part: str
    previous_part: str
    next_part: str
    known_of: str
    """With `{known}` and `{cards}`."""
    search_notes: str
    no_note: str

    # To calibrate a printer
    long_edge: str
    short_edge: str
    calibration: str
    calibration_print: str
    """With `{edge}`."""
    calibration_light: str
    calibration_pass: str
    calibration_again: str
    calibration_ruler: str

    def extent_of(self, cards: int, notes: int) -> str:
        """How much there is: `12 cards from 1 note.`."""
        return self.extent.format(
            cards=self.one_card if cards == 1 else self.cards.format(count=cards),
            notes=self.one_note if notes == 1 else self.notes.format(count=notes),
        )


def wording(language: str | None) -> Wording:
    """The words for a language such as `de` or `pt-br`; in English what there are no words for."""
    code = (language or FALLBACK).partition("-")[0].lower()
    return _read(code if code in languages() else FALLBACK)


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages that pages can be in."""
    return tuple(sorted(file.stem for file in _FILES.glob("*.yaml")))


@cache
def _read(code: str) -> Wording:
    texts = {**_texts(FALLBACK), **_texts(code)}
    return Wording(language=code, **{field.name: texts[field.name] for field in fields(Wording)[1:]})


def _texts(code: str) -> Mapping[str, str]:
    found = yaml_reader.parse_own((_FILES / f"{code}.yaml").read_text("utf-8"))
    return {key: text for key, text in found.items() if isinstance(text, str)}
