"""The words of a review in the language of its reader; `wording/` holds one file for each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cuedeck.decks.local import wording

_FILES = Path(__file__).parent / "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All texts of a review in one language; `{…}` are gaps."""

    language: str
    """Code of the language these words are in, such as `de`."""
    page: Mapping[str, str]
    """What stands on pages."""
    script: Mapping[str, str]
    """What their scripts say."""
    desk: Mapping[str, str]
    """What is told of a wish."""
    kinds: Mapping[str, str]
    """What kinds of cards are called."""
    fates: Mapping[str, str]
    """What becomes of cards in a build."""
    doubts: Mapping[str, str]
    """What a second reader says against cards."""

    def told(self, name: str, **figures: object) -> str:
        """What is told of a wish, its gaps filled."""
        return self.desk[name].format(**figures)

    def many(self, name: str, count: int, **figures: object) -> str:
        """The same of one thing or of several: `name_one`, or `name_many` with `{count}`."""
        return self.told(f"{name}_{'one' if count == 1 else 'many'}", count=count, **figures)


def words(language: str) -> Words:
    """The words for a language such as `de`; the English ones where there are none."""
    code = wording.spoken(_FILES, language)
    return Words(language=code, **wording.read(_FILES, code))
