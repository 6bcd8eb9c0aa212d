"""The language that pages speak: the one that is set, else that of the system."""

import locale
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping

from cuedeck.decks.page.words import FALLBACK, languages
from cuedeck.notes.config import Config

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The first that says anything decides, as POSIX has it."""
_NAMED = re.compile(r"([A-Za-z]{2,3})(?![A-Za-z])")


def interface(config: Config) -> str:
    """Code of the language that pages speak, which always has words."""
    return config.interface or system_language(os.environ)


def system_language(environment: Mapping[str, str]) -> str:
    """Code of the language of the system, English where there are no words for it.

    It is that of the locale, `de_AT.UTF-8`, or the first with words of those that LANGUAGE lists, as GNU gettext has it.
    `C` and `POSIX` are English.
    """
    named = next((environment[name] for name in _VARIABLES if environment.get(name)), None)
    if named is None and sys.platform == "win32":
        named = locale.getlocale()[0]
    preferred = environment.get("LANGUAGE", "").split(":") if any(_codes([named or ""])) else []
    spoken = (code for code in _codes([*preferred, named or ""]) if code in languages())
    return next(spoken, FALLBACK)


def _codes(names: Iterable[str]) -> Iterator[str]:
    """The languages of locales: `de` of `de_DE.UTF-8`, none of `C`."""
    return (found[1].lower() for name in names if (found := _NAMED.match(name)))
