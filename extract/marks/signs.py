"""Signs of marks: how the lines look that a writer sets between and around the sides of a card."""

import re

from cuedeck.extract.marks.pictures import held
from cuedeck.extract.parser.sentences import spoken
from cuedeck.notes import details, flashcards
from cuedeck.notes.blocks import Block, Callout, List, Paragraph
from cuedeck.notes.text import Mark, Text

DIVIDERS = {"?": False, "??": True}
"""Lines between question and answer; whether they ask both ways."""
QUESTION = re.compile(
    r"(?:(?:Q|Question|QUESTION)(?:\s?\d{1,3})?\s?(?:[:：]|\)\s|\.\s)"
    r"|(?:Frage|Pregunta|Pergunta|Domanda|Vraag|Вопрос|问题?|質問)(?:\s?\d{1,3})?\s?[:：]|[FPD]:(?=\s[^:]{3,300}\?))\s*"
)
ANSWER = re.compile(
    r"(?:(?:A|Answer|ANSWER|Ans)(?:\s?\d{1,3})?\s?(?:[:：]|\)\s|\.\s|$)"
    r"|(?:Antwort|Réponse|Respuesta|Resposta|Risposta|Antwoord|Ответ|答案?|答え|R)(?:\s?\d{1,3})?\s?[:：])\s*"
)
ASKING_CALLOUTS = frozenset({"question", "faq", "help"})
"""Kinds of callouts whose title may ask."""
CARD_CALLOUTS = frozenset({"card", "cards", "anki", "sr", "flashcard", "flashcards", "qa", "q&a"})
"""Kinds of callouts that people use for cards alone."""
ANSWER_CALLOUTS = frozenset({"answer", "solution"})
HINT_CALLOUTS = frozenset({"hint", "clue"})
"""Kinds of callouts that need no title to say what they are."""
HINT = re.compile(
    r"[^\w\s]{0,4}\s{0,2}(?:(?:show|see|view|need|want|click (?:for|here)) )?(?:a |an |the |another )?"
    r"(?:(?:hint|clue|tip)s?|tipps?|hinweise?|indices?|pistas?|dicas?|suggeriment[oi]|提示|ヒント)\b.{0,20}$",
    re.IGNORECASE,
)
SHOWS = re.compile(
    r"[^\w\s]{0,4}\s{0,2}(?:(?:click|tap|press|expand|show|see|view|reveal|open)\b.*|(?:the |sample |model )?(?:answer|solution|"
    r"explanation|hint|details?|spoiler|more(?: info(?:rmation)?)?|example|code|output|result|proof|notes?|references?|"
    r"table of contents)s?|(?:antwort|lösung|réponse|respuesta|solución|resposta|solução|risposta|soluzione|antwoord)(?:en)?)"
    r"[\s:.!…]*$",
    re.IGNORECASE,
)
"""Titles that say what opens, not what is asked."""
_PLACEHOLDER = re.compile(r"<%.{0,300}?%>|\{\{.{0,300}?\}\}|\$\{[^{}]{0,300}\}")
_WORD = re.compile(r"[^\W_]|\ufffc")


def separator(line: Text) -> re.Match[str] | None:
    """The `::` between two sides of a card on one line."""
    return flashcards.separator(spoken(line)) if "::" in line.plain else None


def opens(block: Block) -> bool:
    """Whether a block holds the question of a card."""
    match block:
        case Paragraph(text=text):
            return _asks(text)
        case List(items=items):
            return any(_asks(item.text) for item in items)
        case Callout(kind=kind):
            return kind in CARD_CALLOUTS | ASKING_CALLOUTS | {details.KIND}
        case _:
            return False


def is_divided(block: Paragraph) -> bool:
    """Whether a paragraph opens with the line between question and answer: what stands above it is the question."""
    return next((line.plain.strip() for line in block.text.lines), "") in DIVIDERS


def is_hint(block: Callout) -> bool:
    """Whether a callout tells a part of an answer before it is asked for."""
    title = block.title.plain
    return HINT.match(title) is not None or (block.kind in HINT_CALLOUTS and not title.strip())


def shows(block: Callout) -> bool:
    """Whether a callout only says that it opens an answer."""
    title = block.title.plain.strip(" :")
    return SHOWS.match(title) is not None or (block.kind in ANSWER_CALLOUTS and not title)


def is_placeholder(text: Text) -> bool:
    """Whether a side has no words but those that a template will put in."""
    marked = all(Mark.CLOZE in span.marks for span in text.spans if span.plain.strip()) and bool(text.plain.strip())
    return marked or (
        _PLACEHOLDER.search(text.plain) is not None and not _WORD.search(_PLACEHOLDER.sub("", held(text).plain))
    )


def _asks(text: Text) -> bool:
    if any(Mark.ASKS in span.marks for span in text.spans):
        return True
    shown = held(text)
    lines = [shown.cut(start, end).strip() for start, end in shown.line_bounds]
    return any(
        line.plain in DIVIDERS or QUESTION.match(line.plain) or separator(line) is not None for line in lines
    ) or shown.plain.startswith(("START ", "STARTI "))
