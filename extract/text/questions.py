"""English questions on terms, labels and headings; their words stand in `wording/en.yaml`."""

import re
import unicodedata

from cuedeck.extract.text.nouns import (
    asks_for_list,
    capitalised,
    count,
    has_complement,
    head_noun,
    is_plural,
    joined,
    uncapitalised,
)
from cuedeck.extract.wording.phrases import english
from cuedeck.notes.text import Text

_QUANTITY = re.compile(
    r"^(?:the\s+)?(?:key|main|core|major|primary|common|important|top|\d{1,2}|two|three|four|five|six|seven)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:the )?(?:\d+|two|three|four|five|six|seven)\b", re.IGNORECASE)
_HOW = re.compile(r"how\s+(?P<who>.{1,80}?)\s+(?P<verb>[a-z]+)$", re.IGNORECASE)
_TO_DO = re.compile(
    r"(?P<word>when|how|why|where|what) to (?P<verb>[a-z]+(?: (?P<it>it|this|them))?\b.*)$", re.IGNORECASE
)
_DEFINING = re.compile(r"what (?:is|are) (?:an?\s|the\s)?[\w-]+(?:\s[\w-]+)?\?$", re.IGNORECASE)
"""A heading that asks what something is, which no list of loose remarks answers."""
_OPEN = re.compile(r"(?:\w+\s){0,3}?(?:what|which|who|whom|whose|why|how|when|where)\b", re.IGNORECASE)
"""A heading that asks for more than yes or no."""
_OPEN_SETS = frozenset({"example", "examples"})
"""Nouns whose list could as well hold others."""
_ARTICLE = re.compile(r"(?:the|these|an?)\s", re.IGNORECASE)


def what_is(name: Text, article: str = "") -> Text:
    """The question `What is X?`, with an article such as `the ` where the name takes one."""
    return english().ask("what_is", be=_be(name), article=article, name=uncapitalised(name))


def who_is(name: Text) -> Text:
    """The question `Who is X?`."""
    return english().ask("who_is", name=name)


def valued(attribute: Text, owner: Text) -> Text:
    """The question on what a label gives for the thing above it: `For the dihybrid cross, what is the ratio?`."""
    several = is_plural(attribute.plain) and attribute.plain.lower() in _OPEN_SETS
    article = (
        "" if several or _ARTICLE.match(attribute.plain) else "an " if attribute.plain.lower() in _OPEN_SETS else "the "
    )
    return english().ask("valued", be=_be(attribute), article=article, attribute=uncapitalised(attribute), owner=owner)


def meant_by(label: Text) -> Text:
    """The question on an entry by its label as it stands: headings tell where it stands."""
    quotes = any(sign in label.plain for sign in '"“”')
    phrase = quotes and label.plain[-1:] not in '"”'
    quoted = ("the " if phrase else "") + label if quotes else "“" + _spelt(label) + "”"
    return english().ask("meant_by", name=quoted)


def _spelt(name: Text) -> Text:
    """A sign such as `<` with its name, since it cannot be read aloud."""
    sign = name.plain.strip()
    return name + f" ({unicodedata.name(sign, '').lower()})" if len(sign) == 1 and not sign.isalnum() else name


def what_does(name: Text) -> Text:
    """The question `What does X do?`."""
    return english().ask("what_does", do=_do(name), name=uncapitalised(name))


def as_question(heading: Text, title: str) -> Text | None:
    """The question that a heading asks: `What is X?`, or `When to use it` of a note on X; None where it asks nothing."""
    if heading.plain.endswith("?"):
        return capitalised(heading.strip(" ?") + "?")
    match = _TO_DO.match(heading.plain)
    if match is None:
        return None
    rest = heading.cut(match.start("verb"))
    if match["it"]:
        rest = heading.cut(match.start("verb"), match.start("it")) + title
    return english().ask("to_do", word=match["word"].capitalize(), rest=rest)


def tells_of_what(heading: str) -> bool:
    """Whether a heading tells more than a class: of what its list is, how many there are, or that they are the main ones."""
    return has_complement(heading) or _QUANTITY.match(heading) is not None or heading.endswith("?")


def of_heading(heading: Text, number: int) -> Text | None:
    """The question that the list below a heading answers; None where the heading announces no list."""
    plain = heading.plain
    if plain.endswith("?"):
        return capitalised(heading) if _OPEN.match(plain) and not _DEFINING.match(plain) else None
    if match := _HOW.match(plain):
        return _how(heading, match)
    if ":" in plain or joined(plain) or head_noun(plain) in _OPEN_SETS:
        return None
    announces = asks_for_list(plain) or (is_plural(plain) and _QUANTITY.match(plain))
    if not announces or plain.split()[0].lower().endswith("ing"):
        return None
    article = "" if _ARTICLE.match(plain) else "the "
    counted = "" if _COUNTED.match(plain) else f"{count(number)} "
    return english().ask("enumeration", article=article, counted=counted, heading=uncapitalised(heading))


def _how(heading: Text, match: re.Match[str]) -> Text | None:
    """`How rain forms` -> `How does rain form?`; None where verb and subject do not agree, and so may be none."""
    name = heading.cut(match.start("who"), match.end("who"))
    verb, plural = match["verb"].lower(), is_plural(name.plain)
    agrees = verb.endswith("s") and not verb.endswith("ss") if not plural else not verb.endswith("s")
    if not agrees or name.plain.lower() in {"to", "it"} or name.plain.lower().startswith("to "):
        return None
    return english().ask("how", do=_do(name), name=uncapitalised(name), verb=verb if plural else verb.removesuffix("s"))


def _be(name: Text) -> str:
    return "are" if is_plural(name.plain) else "is"


def _do(name: Text) -> str:
    return "do" if is_plural(name.plain) else "does"
