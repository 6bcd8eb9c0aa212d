"""The words of studying in the language of its reader; `wording/` holds one file for each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cuedeck.decks.local import wording

_FILES = Path(__file__).parent / "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """All texts of studying in one language; `{…}` are gaps."""

    language: str
    """Code of the language these words are in, such as `de`."""
    page: Mapping[str, str]
    """What stands on pages."""
    script: Mapping[str, str]
    """What their scripts say."""

    def told(self, name: str, **figures: object) -> str:
        """A text of a page, its gaps filled."""
        return self.page[name].format_map(figures)

    def many(self, name: str, count: int) -> str:
        """The same of one thing or of several: `name_one`, or `name_many` with `{count}`."""
        return self.told(f"{name}_{'one' if count == 1 else 'many'}", count=count)


def words(language: str) -> Words:
    """The words for a language such as `de`; the English ones where there are none."""
    code = wording.spoken(_FILES, language)
    return Words(language=code, **wording.read(_FILES, code))
