"""Gates on what a card teaches: whether its answer adds anything to what question and headings already say."""

import re
from collections.abc import Callable

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.gates.misfits import misfits
from cuedeck.extract.text.content import content_words, stem

_EMPTY_HEADS = frozenset(
    "performance result results tool tools challenge challenges foundation role insight insights impact way ways benefit "
    "benefits opportunity opportunities success problem problems issue issues thing things factor factors aspect aspects "
    "element elements part step point idea concept approach approaches strategy strategies process processes experience "
    "experiences need needs change changes effect effects improvement improvements importance significance potential "
    "possibility possibilities time people users everything something effort efforts information knowledge skills skill "
    "development quality efficiency productivity innovation understanding support resources solution solutions "
    "option options concern concerns reason priority goal obstacle barrier advantage asset difficulty difficulties "
    "consideration considerations difference differences example examples "
    "implications risk risks question questions".split()
)
"""Nouns that say nothing without a name, a figure or a detail beside them."""
_OPENING = 3
"""Content words of an answer that tell what it is about."""
_ENOUGH = 4
"""Words of an answer that make it worth asking for, even where its opening is known."""
_ANYONE = frozenset("you users people one they".split())
_AIM = re.compile(
    r"to (?:ensure|illustrate|address|find|make|create|build|achieve|improve|support|maximize|optimize|enhance) (?:[\w'’-]+ )?[\w'’-]+",
    re.IGNORECASE,
)
"""A purpose that could be that of anything."""
_DATED = re.compile(r"\b(?:during|amidst|in \d{4}|at age|year)\b", re.IGNORECASE)
_EVALUATION = re.compile(
    r"(?:an?|the)\s+(?:very\s+|most\s+)?(?:key|core|crucial|critical|important|essential|vital|powerful|popular|great|good|"
    r"significant|major|main|pressing|necessary|valuable|unique|common)\s+\w+(?:\s\w+)?$",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"(?:an?|the|another)\s(?:\w+ly\s)?(?:core|key|crucial|critical|essential|vital|better|great|superior|popular|powerful|important|"
    r"major|intricate|fascinating|notable|versatile|common|simple)\s(?:\w+\s)?(?:concept|way|tool|platform|practice|idea|part|aspect|"
    r"organ|language|component|choice|option|solution|feature|element|approach|method|strategy)\b",
    re.IGNORECASE,
)
_LONGEST_QUESTION, _LONGEST_ANSWER = 21, 32
"""Words; of the longer ones strict readers kept a quarter."""
_FEW = 7
"""Content words."""
_SUPERLATIVE = re.compile(
    r"(?:an?|the|one of the|part of (?:a|the))\s(?:\w+\s){0,2}(?:most|best|greatest|broader|fascinating|remarkable|incredible|amazing|exciting|"
    r"extraordinary)\b|(?:an?|the)\s(?:\w+ly\s)?(?:pivotal|colossal|incredibly|profound|significant|massive|substantial|immense|huge)\s"
    r"|(?:an?|the)\s(?:\w+\s)?(?:testament|reminder|tale|journey|game-changer|foundation of \w+$)",
    re.IGNORECASE,
)
"""Opens an answer that only praises."""
_LABEL = re.compile(
    r"^(?:\w+\s)?(?:overall|impacts?|overview|introduction|examples?|implementation|considerations?|background|context|conclusion|"
    r"summary|attributes|stance|implications|others?|services|applications|advancements|workflow|accessibility|guidance)$|\bin practice$|\bimpacts$|^(?:the )?(?:role|importance|impact) of\b|^overall\b",
    re.IGNORECASE,
)
"""A heading that says nothing without the text below it."""
_ONE_OF_MANY = re.compile(
    r"what (?:is|are|was|were) (?:an?|one of the|the) (?:[\w-]+ ){0,2}(?:aspects?|examples?|lens|advice|insight|benchmark)\b"
    r"|what (?:is|was) (?:a|one) key (?!to\b)"
    r"|what (?:is|are|was|were) (?:an?|the) (?:[\w-]+ ){0,2}(?:challenge|problem|issue|hurdle|concern|benefit|advantage|risk|deficiency|burden|goal|solution|thing|idea|purpose)"
    r"(?: (?:discussed|mentioned|for (?:many|some|people)))?\?$"
    r"|what (?:does|do|can|could|might|may) (?:\w+|the \w+) help do\?$",
    re.IGNORECASE,
)
"""Asks for one of many, or for anything."""
_OPEN_RULES = frozenset({"object", "passive"})
_LEFT_OPEN = re.compile(
    r"what (?:may|might|must|will|would|has|have|had)\b"
    r"|what (?:do|does|did|can|could|should) .*\b(?:require|necessitate|demand|use|utilize|employ|leverage|integrate|"
    r"incorporate|feature|perform|prefer|recommend)\?$",
    re.IGNORECASE,
)
"""Asks for one of many: for what may, must, will be or has been, or by a verb such as `require`."""
_LABELLED = re.compile(r"[;.]\s+[A-Z][\w\s-]{2,30}:\s")
_SAME = re.compile(r"same as\b", re.IGNORECASE)
_HALF = re.compile(r"\beither\b(?!.*\bor\b)|\bso \w+$", re.IGNORECASE)
_ADJECTIVE_START = re.compile(
    r"(?:capable|critical|crucial|essential|important|useful|able|similar|responsible|necessary|ideal|available|likely|good|"
    r"great|vital|helpful|based|seen|used|found)\b",
    re.IGNORECASE,
)
_SPECIFIC = re.compile(r"\d|[A-Z]{2,}|\s[A-Z][a-z]|[\"“(]|\\\(")
_OPERATING = re.compile(
    r"(?:click|tap|press|select|choose|open|type|enter|input|drag|scroll|go to|navigate to|log in)\b", re.IGNORECASE
)


def reason_against(draft: Draft, title: str) -> str | None:
    """Why the card would teach nothing, or None. What the user has marked up teaches what the user wants."""
    if draft.is_marked or draft.kind in {Kind.QA, Kind.HEADING}:
        return None
    if draft.items:
        return _of_list(draft)
    return _of_answer(draft, title) or _of_question(draft)


def _of_list(draft: Draft) -> str | None:
    operating = sum(_OPERATING.match(item.plain) is not None for item in draft.items)
    if operating * 2 > len(draft.items):
        return "the entries are steps of operating a program"
    if any(_LABEL.search(item.plain) for item in draft.items):
        return "an entry is a label that says nothing alone"
    return None


def _of_answer(draft: Draft, title: str) -> str | None:
    if draft.kind not in {Kind.TERM, Kind.DEFINITION} and _adds_nothing(draft, title):
        return "question and headings give the answer away"
    if draft.kind is Kind.STATEMENT and draft.subject is not None and _is_long(draft):
        return "question or answer is too long to be held in mind"
    if draft.rule == "moment" and _goes_without_saying(draft, title):
        return "question and headings give the answer away"
    return next((reason for is_flawed, reason in _FLAWS if is_flawed(draft)), None)


def _is_long(draft: Draft) -> bool:
    """Whether a question that was made from a sentence, or its answer, takes more words than one fact needs."""
    return len(draft.question.plain.split()) > _LONGEST_QUESTION or len(draft.answer.plain.split()) > _LONGEST_ANSWER


def _goes_without_saying(draft: Draft, title: str) -> bool:
    """Whether the question tells its moment already, or the answer brings little that is new: `when it is used`."""
    if _DATED.search(draft.question.plain):
        return True
    names = " ".join((title, *(text.plain for text in draft.path), draft.question.plain))
    known = {stem(word) for word in content_words(names)}
    told = [stem(word) for word in content_words(draft.answer.plain)]
    return sum(word not in known for word in told) * 5 < len(told) * 3


def _judges(draft: Draft) -> bool:
    """Whether an answer only praises, or a definition says no more than that something is good or important."""
    if _SUPERLATIVE.match(draft.answer.plain):
        return True
    if draft.kind not in {Kind.DEFINITION, Kind.TERM}:
        return False
    if draft.kind is Kind.DEFINITION and _ADJECTIVE_START.match(draft.answer.plain):
        return True
    definition = draft.answer.plain
    return _PRAISE.match(definition) is not None and len(content_words(definition)) <= _FEW


def _restates(draft: Draft) -> bool:
    """Whether the text of an action says its name again: `Follow your passion: If unsure, follow your passion`."""
    if draft.rule != "described" or draft.term is None or len(draft.term.plain.split()) == 1:
        return False
    name = {stem(word) for word in content_words(draft.term.plain)}
    answer = {stem(word) for word in content_words(draft.answer.plain)}
    return len(name - answer) * 3 <= len(name)


def _adds_nothing(draft: Draft, title: str) -> bool:
    """Whether hardly a word of the answer is new beside question, headings and title."""
    known = {stem(word) for word in content_words(title)}
    asked = {stem(word) for word in content_words(draft.question.plain)}
    answer = {stem(word) for word in content_words(draft.answer.plain)}
    fresh = answer - asked - known
    if any(character.isdigit() for word in answer - asked for character in word):
        return False
    opening = {stem(word) for word in content_words(draft.answer.plain)[:_OPENING]}
    told = len(opening - asked - known) * 3 <= len(opening) and len(fresh) < _ENOUGH
    if draft.kind is Kind.STATEMENT and len(opening) > 1 and told:
        return True
    return len(fresh) * 5 < len(answer) * 2 or (draft.kind is not Kind.TABLE and len(answer) > 2 and len(fresh) < 2)


def _is_hollow(draft: Draft) -> bool:
    """Whether a short answer rests on a noun that says nothing, with no name, figure or detail."""
    answer = draft.answer.plain
    words = content_words(answer)
    if draft.kind not in {Kind.STATEMENT, Kind.ITEM, Kind.DEFINITION} or len(words) > 4 or _SPECIFIC.search(answer):
        return False
    return (
        bool(_EVALUATION.match(answer))
        or bool(_AIM.fullmatch(answer))
        or (bool(words) and words[-1] in _EMPTY_HEADS and len(words) <= 2)
    )


_FLAWS: tuple[tuple[Callable[[Draft], bool], str], ...] = (
    (_restates, "the answer repeats the question"),
    (lambda draft: _LABELLED.search(draft.answer.plain) is not None, "the answer holds several facts"),
    (lambda draft: _SAME.match(draft.answer.plain) is not None, "the answer points to another card"),
    (
        lambda draft: _HALF.search(f"{draft.question.plain} {draft.answer.plain}") is not None,
        "the sentence goes on elsewhere",
    ),
    (_judges, "the answer says how something is, not what it is"),
    (lambda draft: misfits(draft.question.plain, draft.answer.plain), "question and answer do not fit together"),
    (_is_hollow, "the answer is vague"),
)
"""What is wrong with an answer, in the order in which it is told."""


def _of_question(draft: Draft) -> str | None:
    """Whether the question leaves open what is wanted of it."""
    if draft.subject is not None and _ONE_OF_MANY.match(draft.question.plain):
        return "the question does not tell what is wanted"
    if draft.rule in _OPEN_RULES and _LEFT_OPEN.match(draft.question.plain):
        return "many answers fit the question"
    if draft.rule not in {"object", "light"}:
        return None
    match = re.match(
        r"(?:.*,\s)?what (?:does|do|did|can|could|will|would|should|must|may|might|has|have|had)\s(?P<rest>.+)\?$",
        draft.question.plain,
        re.IGNORECASE,
    )
    if match is None:
        return None
    if len([word for word in content_words(match["rest"]) if word not in _ANYONE]) < 2:
        return "the question does not tell what is wanted"
    subject, answer = set(content_words(match["rest"])), content_words(draft.answer.plain)
    return "the answer repeats the question" if answer and answer[-1] in subject else None
