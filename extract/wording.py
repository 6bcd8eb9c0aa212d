"""English wording: names of terms and headings -> the questions a person would ask."""

import re
import unicodedata

from notes.text import Form, Text

_LIST_NOUNS = frozenset(
    "types kinds forms classes categories benefits advantages disadvantages drawbacks pros cons challenges problems "
    "issues risks limitations barriers obstacles pitfalls mistakes errors myths misconceptions reasons causes factors "
    "effects consequences impacts implications outcomes results symptoms signs indications contraindications "
    "complications features characteristics properties traits qualities attributes components parts elements aspects "
    "principles rules laws guidelines recommendations suggestions tips tricks strategies tactics techniques methods "
    "approaches ways steps stages phases levels layers examples uses applications tools resources skills requirements "
    "conditions criteria assumptions goals objectives roles responsibilities functions solutions options alternatives "
    "differences similarities comparisons metrics events milestones trends predictions lessons insights takeaways "
    "points considerations concepts ideas theories models frameworks changes".split()
)
_SINGULAR_NOUNS = frozenset(
    "definition purpose goal role function location cause origin meaning treatment diagnosis mechanism formula structure "
    "history importance significance impact effect benefit advantage disadvantage limitation challenge risk cost price "
    "result outcome solution problem example motivation scope process prognosis prevalence incidence frequency duration "
    "size shape color colour texture taste speed rate status conclusion premise background context concept principle "
    "time complexity nature difference appearance feature marker association application use type site stain drug "
    "sign symptom finding indication complication onset etiology pathology variant insight takeaway lesson fact rule".split()
)
_GENERAL_ADJECTIVES = frozenset(
    "key main major primary secondary common typical clinical early late core important possible potential other general "
    "long-term short-term final first basic".split()
)
_ATTRIBUTE_HEADS = _SINGULAR_NOUNS | frozenset(
    "source direction amount number level range length weight height date age style method mode goal audience model output "
    "input time power strength weakness temperature pressure density".split()
)
_PERSONS = frozenset(
    "man woman king queen president ceo chef coach nurse host guest guru pope saint chief head leader".split()
)
_PERSON = re.compile(r"(?:[^e]er|or|ist|ian|eer|founder)$")
_GENERIC_HEADINGS = frozenset(
    "introduction overview background summary conclusion references resources notes links related see further appendix "
    "faq example examples misc other".split()
)
_IRREGULAR_PLURALS = frozenset(
    "people criteria data children women men fungi bacteria nuclei phenomena media protozoa".split()
)
_UNPLURAL = re.compile(r"(?:ss|us|is|ics|news|series|species|aws|os)$", re.IGNORECASE)
_BREAK = re.compile(
    r"\s(?:of|for|in|to|on|with|by|from|at|about|between|that|which|and|vs\.?|versus|behind|against|as|into|through|across|over|under|after|before|during|without|within|per|via|when|who|if|toward|towards)\b|\s?[(:–—,]",
    re.IGNORECASE,
)
_QUANTITY = re.compile(
    r"^(?:the\s+)?(?:key|main|core|major|primary|common|important|top|\d{1,2}|two|three|four|five|six|seven)\b",
    re.IGNORECASE,
)
_HOW = re.compile(r"how\s+(?P<who>.{1,80}?)\s+(?P<verb>works?|worked)$", re.IGNORECASE)
_TO_DO = re.compile(
    r"(?P<word>when|how|why|where|what) to (?P<verb>[a-z]+(?: (?P<it>it|this|them))?\b.*)$", re.IGNORECASE
)
_CLASS = re.compile(r"[\w-]+(?:\s[\w-]+){0,3}(?:\s\([^()]+\))?")
"""A name of few words, which can be a class that has members."""
_ADJECTIVE = re.compile(r"[A-Z]?[a-z]+(?:ical|ial|nal|tal|ral|ful|ive|ous|ic|scopic)", re.IGNORECASE)
_COMMON = re.compile(r"[a-z]+(?:\s[a-z]+){0,2}|[A-Z][a-z]+")
"""A label of ordinary words, which can be what something has."""
_PREPOSITION = re.compile(r"(?:by|in|at|for|before|after|during|with|without|from|on|under|over)\s", re.IGNORECASE)
_JOINED = re.compile(r"\s(?:and|or|&)\s", re.IGNORECASE)
_COMPLEMENT = re.compile(r"\s(?:of|for|in|to|on|with|by|from|behind|at)\s", re.IGNORECASE)
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count(number: int) -> str:
    """A small number as a word."""
    return _COUNTS[number] if number < len(_COUNTS) else str(number)


def uncapitalised(text: Text) -> Text:
    """The text as it would stand inside a sentence: a capital that only opens it becomes small."""
    return text.map_initial(str.lower) if _opens_in_capital(text.plain) else text


def capitalised(text: Text) -> Text:
    """The text as it would open a sentence; code, math and names such as `iPhone` stay."""
    plain = text.plain
    if len(plain) > 1 and plain[1].isupper():
        return text
    return text.map_initial(str.upper)


def head_noun(phrase: str) -> str:
    """The noun that a phrase such as a heading is about: `Types of cells` -> `types`."""
    match = _BREAK.search(phrase.strip())
    before = phrase.strip()[: match.start()] if match else phrase
    return before.split()[-1].lower().strip("\"'“”’?.!") if before.split() else ""


def is_plural(phrase: str) -> bool:
    """Whether a noun phrase takes `are`."""
    noun = head_noun(phrase)
    if re.search(r"(?:^|\s)[A-Z]{2,}$", phrase.strip()):  # a short form, such as PAS or AWS
        return False
    joined = re.match(r"[^,:]{1,60}\sand\s[^,:]{1,60}$", phrase) is not None and not _BREAK.search(
        phrase.split(" and ", maxsplit=1)[0]
    )
    return joined or noun in _IRREGULAR_PLURALS or (len(noun) > 2 and noun.endswith("s") and not _UNPLURAL.search(noun))


def asks_for_list(heading: str) -> bool:
    """Whether a heading announces several things: `Benefits of X`, `Key factors`, `Steps to X`."""
    return head_noun(heading) in _LIST_NOUNS


def is_generic_heading(heading: str) -> bool:
    """Whether a heading names no subject of its own: `Introduction`, `Examples`."""
    words = heading.lower().split()
    return (
        not words
        or words[0].strip(":") in _GENERIC_HEADINGS
        or heading.lower() in {"types", "features", "key features"}
    )


def announces_several(heading: str) -> bool:
    """Whether a heading may stand above a list that answers it: a plural, or a question."""
    return asks_for_list(heading) or is_plural(heading) or heading.endswith("?")


def names_attribute(label: str) -> bool:
    """Whether a label says nothing without its owner: `Purpose`, `Motor deficits`."""
    noun, words = head_noun(label), label.lower().split()
    bare = len(words) == 1 or (len(words) == 2 and words[0] in _GENERAL_ADJECTIVES)
    known = noun in _LIST_NOUNS or f"{noun}s" in _LIST_NOUNS or noun.removesuffix("s") in _SINGULAR_NOUNS
    return bare and (known or noun in _SINGULAR_NOUNS)


def _joined(heading: str) -> list[str]:
    """The nouns that `and` joins at the start of a heading; none where there is but one."""
    parts = _JOINED.split(_COMPLEMENT.split(heading)[0])
    return parts if len(parts) > 1 else []


def is_adjective(label: str) -> bool:
    """Whether a label is an adjective by its ending: `Clinical`."""
    return _ADJECTIVE.fullmatch(label) is not None


def is_adverbial(label: str) -> bool:
    """Whether a label opens with a preposition: `By age 30`."""
    return _PREPOSITION.match(label) is not None


def what_is(name: Text, article: str = "") -> Text:
    """The question `What is X?`, with an article such as `the ` where the name takes one."""
    verb = "are" if is_plural(name.plain) else "is"
    return Text.of(f"What {verb} {article}") + uncapitalised(name) + "?"


def who_is(name: Text) -> Text:
    """The question `Who is X?`."""
    return "Who is " + name + "?"


def is_person(name: str, definition: str) -> bool:
    """Whether a name of two or more words is explained by what a person is: `Ada Lovelace`, `the author of ...`."""
    words = name.split()
    named = len(words) > 1 and all(word[:1].isupper() for word in words)
    genus = head_noun(re.sub(r"^(?:the|an?)\s+", "", definition, flags=re.IGNORECASE))
    return named and (genus in _PERSONS or _PERSON.search(genus) is not None)


def article(name: str, definition: str, known: frozenset[str]) -> str:
    """The article that a name takes: `a ` where its definition is `a ...`, `the ` where the note has it so, else none."""
    opening = definition.lower().split(" ", 1)[0]
    if is_plural(name) or name.lower().startswith(("the ", "a ", "an ")):
        return ""
    if name.split(" ", 1)[0].lower() in known:
        return "the "
    if opening in {"a", "an"} and name[:1].islower():
        return "an " if name[:1].lower() in "aeiou" else "a "
    return ""


def what_is_of(attribute: Text, owner: Text) -> Text:
    """The question `What is the texture of a scratch cake?`."""
    verb = "are" if is_plural(attribute.plain) else "is"
    joint = " in " if re.search(r"\b(?:deficit|difference|change)s?$", attribute.plain, re.IGNORECASE) else " of "
    article = "" if attribute.plain.lower().startswith(("the ", "a ", "an ")) else "the "
    return Text.of(f"What {verb} {article}") + uncapitalised(attribute) + joint + owner + "?"


def what_of(attribute: Text, owner: Text) -> Text:
    """The question on one attribute of one thing that is compared with others."""
    if head_noun(attribute.plain) in _ATTRIBUTE_HEADS or names_attribute(attribute.plain):
        return what_is_of(attribute, owner)
    verb = "do" if is_plural(owner.plain) else "does"
    return Text.of(f"How {verb} ") + owner + " compare on " + uncapitalised(attribute) + "?"


def noted_of(label: Text, owner: Text) -> Text:
    """The question on a label whose text is no sentence, by what label and owner are.

    Under a class stand its members: `What distinguishes Neutrophils among white blood cells?`, `What are physical
    products?`. Under one thing stand its attributes: `What is the vector of Babesia?`.
    """
    if is_adverbial(label.plain):
        return what_is(owner, "the ").strip("?") + " " + uncapitalised(label) + "?"
    adjective = is_adjective(label.plain)
    if is_plural(owner.plain) and _CLASS.fullmatch(owner.plain):
        if adjective:
            return "What are " + uncapitalised(label) + " " + owner + "?"
        return "What distinguishes " + label + " among " + owner + "?"
    if adjective:
        return "What are the " + uncapitalised(label) + " features of " + owner + "?"
    return what_is_of(label, owner) if _COMMON.fullmatch(label.plain) else "What is noted on " + label + "?"


def what_does(name: Text) -> Text:
    """The question `What does X do?`; a sign such as `<` is spelt out, since it cannot be read aloud."""
    sign = name.plain.strip()
    spelt = f" ({unicodedata.name(sign, '').lower()})" if len(sign) == 1 and not sign.isalnum() else ""
    plural = is_worded(name) and is_plural(name.plain)
    return f"What {'do' if plural else 'does'} " + uncapitalised(name) + f"{spelt} do?"


def as_question(heading: Text, title: str) -> Text | None:
    """The question that a heading asks: `What is X?`, or `When to use it` of a note on X; None where it asks nothing."""
    if heading.plain.endswith("?"):
        return capitalised(heading)
    match = _TO_DO.match(heading.plain)
    if match is None:
        return None
    rest = heading.cut(match.start("verb"))
    if match["it"]:
        rest = heading.cut(match.start("verb"), match.start("it")) + title
    return f"{match['word'].capitalize()} do you " + rest + "?"


def of_heading(heading: Text, number: int) -> Text | None:
    """The question that the list below a heading answers; None where the heading announces no list."""
    plain = heading.plain
    if plain.endswith("?"):
        return capitalised(heading)
    if match := _HOW.match(plain):
        return "What are the steps of how " + heading.cut(match.start("who")) + "?"
    if ":" in plain or not all(asks_for_list(part) for part in _joined(plain)):
        return None
    announces = asks_for_list(plain) or (is_plural(plain) and _QUANTITY.match(plain))
    if announces and not plain.split()[0].lower().endswith("ing"):
        article = "" if plain.lower().startswith(("the ", "these ")) else "the "
        counted = (
            ""
            if re.match(r"(?:the )?(?:\d+|two|three|four|five|six|seven)\b", plain, re.IGNORECASE)
            else f"{count(number)} "
        )
        return f"What are {article}{counted}" + uncapitalised(heading) + "?"
    return None


def _opens_in_capital(plain: str) -> bool:
    """Whether the first word is an ordinary word with a capital: no acronym, no name of several words."""
    words = plain.split()
    if not words or not words[0][:1].isupper() or any(letter.isupper() or letter.isdigit() for letter in words[0][1:]):
        return False
    if words[0].rstrip(".,") in {"I", "A"} and len(words) == 1:
        return False
    rest = [word for word in words[1:] if word[:1].isalpha() and len(word) > 3]
    return not rest or not all(word[:1].isupper() for word in rest)


def is_worded(text: Text) -> bool:
    """Whether the text opens with words rather than with code, math or an image."""
    return bool(text.spans) and text.spans[0].form is Form.WORDS
