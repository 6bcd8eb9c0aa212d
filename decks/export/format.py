"""The formats that cards can leave in."""

from enum import StrEnum


class Format(StrEnum):
    """What another program reads."""

    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    MOCHI = "mochi"
    OBSIDIAN_SR = "obsidian-sr"
    HASHCARDS = "hashcards"

    @property
    def is_one_file(self) -> bool:
        """Whether all decks stand in one file; else each has one of its own."""
        return self in {Format.CSV, Format.TSV, Format.JSON}
