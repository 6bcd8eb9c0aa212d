"""Whether an answer is of the kind that its question asks for."""

import re

_WHAT_IS = r"what (?:is|are|was|were) "
_WHAT_DOES = r"what (?:do|does|did|can|could|should|must|will|would) "
_TIME = (
    r"(?:(?:early|late|mid)\s)?(?:age|sun|mon|tues|wednes|thurs|fri|satur|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|1\d{3}|20\d\d)"
)
_MISFITS = (
    rf".*\bwhere .*\? (?:on|in|at) {_TIME}",  # a place is asked for, a time is told
    r".*\b(?:less|not)\b.*\? .*\b(?:and more|but)\b",  # what is not so is asked for, and what is so is told too
    r".*\b(?:and|or|if|that|which)\?",  # the question breaks off
    r".*(?:n't|n’t|\bnot)\?",
    rf"{_WHAT_IS}.*(?:ally|rely|ngly)\?",
    rf"{_WHAT_DOES}.*(?<!to )\bdo\? (?:an?|the|have|has|is|are|looks?|also|seen)\s",  # a deed is asked for, a thing is told
    rf"{_WHAT_IS}.*\? (?:also|having|those that|this (?:is|means|aligns|allows|involves)|where)\b",
    rf"{_WHAT_IS}(?!.*\bmore\b).*\? (?:an? |the )?(?:another|more \w+|\w+er (?:version|form))\b(?!.*\bthan\b)",  # than what?
    r"when .*\? once \w+$",
)
_PATTERN = re.compile("|".join(_MISFITS), re.IGNORECASE)


def misfits(question: str, answer: str) -> bool:
    """Whether the answer, by its words, can be none to the question."""
    return _PATTERN.match(f"{question} {answer}") is not None
