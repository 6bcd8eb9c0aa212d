"""Definitions that a note sets apart: callouts, definition lists, acronyms, and the way back from definition to term."""

import re
from collections.abc import Iterator
from dataclasses import replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences, spoken
from cuedeck.extract.structure import fragments
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.content import content_words
from cuedeck.extract.text.lead_in import lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.texts import own_texts
from cuedeck.extract.wording.phrases import english
from cuedeck.extract.wording.words import words
from cuedeck.notes.blocks import Block, Callout, Definition, Item, List, Paragraph
from cuedeck.notes.text import Text

_GENERAL_CALLOUTS = frozenset(
    "note info tip hint important warning caution danger error bug example quote cite abstract summary tldr todo success "
    "check done question help faq failure fail missing attention definition theorem proof lemma corollary exercise answer solution "
    "explanation details aside infobox recap remember remark key goal objective objectives homework exam thought idea "
    "insight intuition notation conclusion discussion reading link links source sources video audio image code math "
    "equation formula fact facts problem task tasks log update changelog quiz timeline blank cards column columns "
    "multi-column kanban grid def thm ex prop cor lem rem obs oss".split()
)
_WITHOUT_TERM = frozenset({"quote", "cite", "example", "details", "question", "help", "faq", "answer", "solution"})
"""Kinds of callouts whose title is no term."""
_ACRONYM = re.compile(r"(?P<long>(?:[\w'’&/-]+\s+){1,9}?[\w'’&/-]+)\s\((?P<short>[A-Z][A-Za-z0-9&/-]{1,9})\)")
_SMALL_WORDS = frozenset("of the and for in on to a an de la & with by".split())
_WORDS = re.compile(r"\b[a-z]{2,}\s+[a-z]{2,}")
_GENUS_FIRST = re.compile(
    r"(?:an?|the|any|those)\s(?!(?:popular|versatile|modern|more|fascinating|universal|recent|common|great)\b)",
    re.IGNORECASE,
)
"""How a definition opens that can stand without its term."""
_REVERSIBLE = frozenset({"definition", "gloss", "definition_list"})
_MOST_WORDS_OF_TERM = 6
_NO_NAME = re.compile(r"\b(?:only|here|aspect|example|one|that|which|approach|goal|key|main)\b", re.IGNORECASE)
"""Words of what is described, not named."""
_FEWEST_TOLD = 4
"""Words that carry meaning, from which on a definition can be told from others."""
_STEM = 5


def definition_lists(place: Place, parser: Parser) -> Iterator[Draft]:
    """A term of a definition list."""
    _ = parser
    if isinstance(place.block, Definition) and place.block.blocks:
        body = _opening(place.block.blocks)
        if body is not None:
            yield _definition(place, place.block.term, body, "definition_list")


def callouts(place: Place, parser: Parser) -> Iterator[Draft]:
    """A callout whose title or own kind is a term, `> [!info] Osmosis` or `> [!Osmosis]`, with its definition below.

    A whole sentence below a title says something else than what the title is.
    """
    if not isinstance(place.block, Callout):
        return
    body = _opening(place.block.blocks)
    term = _callout_term(place.block)
    if body is None or term is None or lead_in(body) is not None or not _WORDS.search(spoken(body)):
        return
    first = sentences(_first_line(body))[0]
    does = fragments.does(first, parser)
    defined = fragments.defines(first, parser, bare=True) if does is None else None
    if defined is not None:
        yield _definition(place, term, defined, "callout")
    elif does is not None:
        draft = _definition(place, term, does, "callout")
        yield replace(draft, kind=Kind.ITEM, question="What does " + _named(place, term) + " do?")


def acronyms(place: Place, parser: Parser) -> Iterator[Draft]:
    """What a short form stands for, where the note spells it out: `large language models (LLMs)`."""
    _ = parser
    for sentence in (sentence for text in own_texts(place.block) for sentence in sentences(text)):
        for match in _ACRONYM.finditer(sentence.plain):
            start = _long_form(match["long"], match["short"])
            known = match["short"] in words("household_acronyms")
            if start is not None and not known and place.capitals.recurs(match["short"]):
                long = sentence.cut(match.start() + start, match.end("long"))
                yield _expansion(match["short"], long, sentence)


def reverse(draft: Draft) -> Draft | None:
    """The definition asked the other way, where it stands without its term."""
    if draft.term is None or draft.rule not in _REVERSIBLE:
        return None
    term = draft.term.plain
    if len(term.split()) > _MOST_WORDS_OF_TERM or not _identifies(draft.answer.plain, term):
        return None
    asks = "who_meant" if nouns.is_person(term, draft.answer.plain) else "meant"
    return replace(
        draft,
        kind=Kind.TERM,
        question=english().ask(asks, definition=nouns.uncapitalised(draft.answer)),
        answer=nouns.capitalised(draft.term),
        key=("reverse", *draft.key),
        rule="reverse",
        subject=None,
    )


def _identifies(definition: str, term: str) -> bool:
    """Whether a definition stands without its term, says enough to tell what is meant, and does not name it."""
    told = content_words(definition)
    named = {word[:_STEM] for word in content_words(term)}
    names_it = any(word[:_STEM] in named for word in told)
    if _NO_NAME.search(term):
        return False
    return bool(_GENUS_FIRST.match(definition)) and len(told) >= _FEWEST_TOLD and not names_it


def _expansion(short: str, long: Text, statement: Text) -> Draft:
    if short.endswith("s") and long.plain.endswith("s"):
        short, long = short[:-1], _singular(long)
    return Draft(
        kind=Kind.STATEMENT,
        question=english().ask("stands_for", short=short),
        answer=nouns.capitalised(long),
        path=(),
        key=("acronym", short),
        statement=statement,
        rule="acronym",
    )


def _singular(noun: Text) -> Text:
    ending = 3 if noun.plain.endswith("ies") else 1
    return noun.cut(0, len(noun.plain) - ending) + ("y" if ending > 1 else "")


def _definition(place: Place, term: Text, body: Text, rule: str) -> Draft:
    first = sentences(body)[0]
    name = _named(place, term)
    return Draft(
        kind=Kind.DEFINITION,
        question=questions.what_is(name, nouns.article(name.plain, first.plain, place.capitals.after_the)),
        answer=nouns.capitalised(first.strip(" .;")),
        path=place.path,
        key=("definition", *place.names, term.plain),
        statement=term + " " + first,
        rule=rule,
        term=name if rule == "definition_list" else None,
    )


def _callout_term(callout: Callout) -> Text | None:
    if callout.kind not in _GENERAL_CALLOUTS and not callout.title:
        return Text.of(callout.name)
    words = callout.title.plain.strip(" :").split()
    is_term = 0 < len(words) <= _MOST_WORDS_OF_TERM and not callout.title.plain.endswith((".", "?", "!"))
    return callout.title.strip(" :") if is_term and callout.kind not in _WITHOUT_TERM else None


def _named(place: Place, term: Text) -> Text:
    """A term as it stands inside a sentence; one with figures in it, such as `S3`, is a name."""
    name = place.in_sentence(term)
    return name if any(sign.isdigit() for sign in name.plain) else nouns.uncapitalised(name)


def _first_line(text: Text) -> Text:
    """The first line of a text, with those below it that it runs on into."""
    first, *rest = text.lines
    for line in rest:
        if first.plain.endswith((".", "!", "?", ";")) or not line.plain[:1].islower():
            break
        first = first + " " + line
    return first


def _opening(blocks: tuple[Block, ...]) -> Text | None:
    match blocks[0] if blocks else None:
        case Paragraph(text=text) if text.plain.strip():
            return text
        case List(items=(Item(text=text), *_)) if text.plain.strip():
            return text
        case _:
            return None


def _long_form(words: str, short: str) -> int | None:
    """Where the long form of a short one starts: its letters, from the right (after Schwartz and Hearst, 2003).

    Capitals stand for words rather than for letters inside them, and most of them must.
    """
    letters = [letter for letter in short.removesuffix("s") if letter.isalnum()]
    if len(letters) < 2 or sum(letter.isupper() for letter in letters) < 2:
        return None
    initials = _initials(words, letters)
    if initials is not None:
        return initials
    at, opening = len(words), 0
    for number, letter in enumerate(reversed(letters)):
        first = number == len(letters) - 1
        opens = _last(words, letter.lower(), at, word_start=True) if letter.isupper() or first else -1
        at = opens if opens >= 0 or first else _last(words, letter.lower(), at, word_start=False)
        if at < 0:
            return None
        opening += letter.isupper() and _opens_word(words, at)
    found = words[at:].split()
    content = [word for word in found if word.lower() not in _SMALL_WORDS]
    told = opening * 2 > sum(letter.isupper() for letter in letters)
    return at if told and 1 < len(found) <= len(letters) + 5 and len(content) <= len(letters) else None


def _initials(words: str, letters: list[str]) -> int | None:
    """Where the last words begin whose first letters are these, one each."""
    starts = [match.start() for match in re.finditer(r"\w+", words)]
    last = starts[-len(letters) :]
    same = len(last) == len(letters) and all(
        words[at].lower() == letter.lower() for at, letter in zip(last, letters, strict=True)
    )
    return last[0] if same else None


def _opens_word(words: str, at: int) -> bool:
    return at == 0 or not words[at - 1].isalnum()


def _last(words: str, letter: str, before: int, *, word_start: bool) -> int:
    """The last place of a letter before an offset."""
    at = before - 1
    while at >= 0:
        if words[at].lower() == letter and (_opens_word(words, at) or not word_start):
            return at
        at -= 1
    return -1
