"""A question in parts of its sentence -> the draft of a card, in words of the note."""

import re
from dataclasses import replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.prose.question import SUBJECT, Asked
from cuedeck.extract.prose.rows import kind_of
from cuedeck.extract.text import nouns
from cuedeck.extract.text.place import Place
from cuedeck.notes.text import Mark, Text

_INSTANCE = re.compile(r"for (?:example|instance)\b", re.IGNORECASE)
"""Opens a sentence that gives an example, and so defines nothing."""
_FORMULA_BEHIND = re.compile(r":\s*\\\(.+\\\)[.,]?$", re.DOTALL)
"""A formula that shows once more what the words before it say."""
_ARTICLE = re.compile(r"(?:The|An?)\s")
_ANY_ARTICLE = re.compile(r"(?:the|an?)\s", re.IGNORECASE)
_FULL_STOP = re.compile(r"\s[A-Z]\.$")
"""Of a sentence that ends in a letter, as `in C.` does, the parser makes a part of the name."""
_EMPHASIS = ~(Mark.SUBSCRIPT | Mark.SUPERSCRIPT)
"""What is set off in a question would give a hint."""


def draft(text: Text, question: Asked, subject: Text, place: Place) -> Draft:
    """The draft of a card on a sentence, with its subject as the question names it."""
    answer = _answer(text, question)
    person = question.rule in {"description", "definition"} and nouns.is_person(subject.plain, answer.plain)
    asking = nouns.capitalised(_joined(text, _of_whom(question) if person else question, subject))
    return Draft(
        kind=Kind.STATEMENT if _INSTANCE.match(text.plain) else kind_of(question.rule),
        question=asking,
        answer=nouns.capitalised(answer.strip(" .;,")),
        path=place.path,
        key=("statement", *place.names, asking.plain),
        statement=text,
        rule=question.rule,
        subject=subject,
        term=_term(asking, question, subject),
    )


def _term(asking: Text, question: Asked, subject: Text) -> Text | None:
    """The name that a definition explains, where nothing stands before its question."""
    if question.rule != "definition" or not asking.plain.startswith("Wh"):
        return None
    article = _ANY_ARTICLE.match(subject.plain)
    return subject.cut(article.end()).strip('"“”') if article else subject.strip('"“”')


def _of_whom(question: Asked) -> Asked:
    """The same question on a person."""
    return replace(question, question=tuple("who " if piece == "what " else piece for piece in question.question))


def _answer(text: Text, question: Asked) -> Text:
    """The part of the sentence that answers, with the bracket that closes it."""
    start, end = question.answer
    shown = _FORMULA_BEHIND.search(text.plain, start + 1, end)
    end = shown.start() if shown is not None else end
    start += len(text.plain[start:end]) - len(text.plain[start:end].lstrip(": "))
    part = text.plain[start:end]
    open_bracket = part.count("(") > part.count(")") and text.plain[end : end + 1] == ")"
    return text.cut(start, end + open_bracket)


def _joined(text: Text, question: Asked, subject: Text) -> Text:
    joined = Text()
    for number, piece in enumerate(question.question):
        if piece == "?" and _FULL_STOP.search(joined.plain):
            joined = joined.cut(0, len(joined.plain) - 1)
        if piece == SUBJECT:
            joined += subject.unset(_EMPHASIS)
        elif isinstance(piece, str):
            joined += piece
        else:
            part = text.cut(*piece).unset(_EMPHASIS)
            joined += as_inside(part, question) if number and piece[0] == 0 else part
    return joined


def as_inside(part: Text, question: Asked) -> Text:
    """The opening of a sentence as it stands inside one; before a name too, an article is small there."""
    if _ARTICLE.match(part.plain):
        return part.map_initial(str.lower)
    return part if question.opens_with_name else nouns.uncapitalised(part)
